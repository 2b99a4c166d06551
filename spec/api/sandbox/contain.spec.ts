import { describe, expect, it } from 'vitest';
import type { Sandbox } from 'rxoffers/sandbox';
import { dataOf, openSandbox, refusalOf } from '../../support/sandbox-call.js';

type Data = Record<string, Record<string, unknown>>;

/** A sandbox with one offer that nothing is related to. */
const open = async (): Promise<Sandbox> => {
  const sandbox = await openSandbox({ offers: 0, goals: 0, offerFiles: 0, tags: 2, tagRelations: 0, categories: 1 });
  sandbox.tables.Offer.insert({ name: 'x' });
  return sandbox;
};

const contained = async (sandbox: Sandbox, name: string): Promise<unknown> => {
  const data = await dataOf(sandbox, 'Offer.findById', { id: '1', fields: ['id'], contain: [name] });
  return (data as Data)[name];
};

describe('contain', () => {
  it('adds rows to a row, after its own fields', async () => {
    const sandbox = await openSandbox();
    const params = { id: '3', fields: ['id'], contain: ['Advertiser', 'Country'] };
    const data = (await dataOf(sandbox, 'Offer.findById', params)) as Data;
    expect(Object.keys(data)).toEqual(['Offer', 'Advertiser', 'Country']);
    expect(data['Offer']).toEqual({ id: '3' });
    expect(data['Advertiser']?.['id']).toBe(sandbox.tables.Offer.get(3)?.['advertiser_id']);
  });

  it('adds null for a row that does not exist', async () => {
    const sandbox = await openSandbox({ advertisers: 0 });
    const data = await dataOf(sandbox, 'Offer.findById', { id: '3', contain: ['Advertiser'] });
    expect(data).toMatchObject({ Advertiser: null });
    sandbox.tables.Offer.update(3, { advertiser_id: '7' });
    expect(await dataOf(sandbox, 'Offer.findById', { id: '3', contain: ['Advertiser'] })).toEqual({
      ...{ Offer: sandbox.tables.Offer.get(3), Advertiser: null },
    });
  });

  it('refuses an unknown name', async () => {
    const refusal = await refusalOf(await openSandbox(), 'Offer.findAll', { contain: ['Nothing'] });
    expect(refusal).toBe("Contain 'Nothing' does not exist or is not allowed to be used.");
  });

  it('adds an empty list, or null for one row, when nothing is related', async () => {
    const sandbox = await open();
    for (const name of ['Country', 'Goal', 'OfferCategory', 'OfferFile', 'OfferTag'])
      expect(await contained(sandbox, name)).toEqual([]);
    expect(await contained(sandbox, 'Thumbnail')).toBeNull();
  });

  it('adds countries by their codes', async () => {
    const sandbox = await open();
    await dataOf(sandbox, 'Offer.addTargetCountry', { id: '1', country_code: 'ES' });
    expect(await contained(sandbox, 'Country')).toEqual({ ES: { id: '724', code: 'ES', name: 'spain', regions: [] } });
    await dataOf(sandbox, 'Offer.addTargetCountry', { id: '1', country_code: 'RU' });
    expect(Object.keys((await contained(sandbox, 'Country')) as object)).toEqual(['RU', 'ES']);
  });

  it('adds goals, files, categories and tags by their ids', async () => {
    const sandbox = await open();
    sandbox.tables.Goal.insert({ offer_id: '1', name: 'LEAD' });
    sandbox.tables.OfferFile.insert({ offer_id: '1', type: 'hidden' });
    sandbox.tables.OffersTags.insert({ offer_id: '1', tag_id: '2' });
    await dataOf(sandbox, 'Offer.addCategory', { id: '1', category_id: '1' });
    expect(await contained(sandbox, 'Goal')).toMatchObject({ 1: { name: 'LEAD' } });
    expect(await contained(sandbox, 'OfferFile')).toMatchObject({ 1: { type: 'hidden' } });
    expect(await contained(sandbox, 'OfferTag')).toMatchObject({ 2: { id: '2' } });
    expect(await contained(sandbox, 'OfferCategory')).toMatchObject({ 1: { offer_count: '1' } });
  });

  it('adds a thumbnail itself, not by its id', async () => {
    const sandbox = await open();
    sandbox.tables.OfferFile.insert({ offer_id: '1', type: 'offer thumbnail' });
    expect(await contained(sandbox, 'Thumbnail')).toMatchObject({ id: '1', type: 'offer thumbnail' });
  });

  it('adds the code of a creative: its own text, or a link', async () => {
    const sandbox = await open();
    const code = async (id: string) =>
      ((await dataOf(sandbox, 'OfferFile.findById', { id, contain: 'CreativeCode' })) as Data)['CreativeCode'];
    sandbox.tables.OfferFile.insert({ offer_id: '1', type: 'text ad', code: 'http://www.example.com' });
    sandbox.tables.OfferFile.insert({ offer_id: '1', type: 'hidden' });
    expect([await code('1'), await code('2')]).toEqual([
      'http://www.example.com',
      'http://track.example.com/aff_f?offer_id=1&aff_id=&file_id=2',
    ]);
  });

  it('adds the users and tags of an affiliate, and the tags of an advertiser', async () => {
    const sandbox = await open();
    sandbox.tables.AffiliatesTags.insert({ affiliate_id: '3', tag_id: '1' });
    sandbox.tables.AdvertisersTags.insert({ advertiser_id: '4', tag_id: '99' });
    const data = await dataOf(sandbox, 'Affiliate.findById', { id: '3', contain: ['AffiliateUser', 'AffiliateTag'] });
    expect(data).toMatchObject({ AffiliateUser: { 3: { affiliate_id: '3' } }, AffiliateTag: { 1: { id: '1' } } });
    // A relation to a tag that does not exist shows nothing.
    expect(await dataOf(sandbox, 'Advertiser.findById', { id: '4', contain: ['AdvertiserTag'] })).toMatchObject({
      AdvertiserTag: [],
    });
  });

  it('adds offers as the database stores them: other columns, the date as text', async () => {
    const sandbox = await openSandbox({ offers: 1, goals: 1, conversions: 1 });
    const offerIn = async (modified: number) => {
      sandbox.tables.Offer.update(1, { modified, require_terms_and_conditions: modified > 0 ? 0 : 1 });
      return ((await dataOf(sandbox, 'Goal.findById', { id: '1', contain: ['Offer'] })) as Data)['Offer'] ?? {};
    };
    const offer = await offerIn(1_520_521_949);
    expect(Object.keys(offer)).toHaveLength(79);
    expect(offer).toMatchObject({ modified: '2018-03-08 15:12:29', require_terms_and_conditions: 'disabled' });
    expect(offer).toHaveProperty('cookie_hours');
    expect(offer).not.toHaveProperty('is_expired');
    expect(await offerIn(-62169966000)).toMatchObject({
      ...{ modified: '0000-00-00 00:00:00', require_terms_and_conditions: 'enabled' },
    });
  });

  it('adds affiliates with one more column, and advertisers as they are', async () => {
    const sandbox = await openSandbox({ conversions: 1 });
    const params = { id: '1', contain: ['Affiliate', 'Advertiser'] };
    const { Affiliate, Advertiser } = (await dataOf(sandbox, 'Conversion.findById', params)) as Data;
    expect(Affiliate).toEqual({
      ...sandbox.tables.Affiliate.get(String(Affiliate?.['id'])),
      fraud_profile_score: null,
    });
    expect(Advertiser).toEqual(sandbox.tables.Advertiser.get(String(Advertiser?.['id'])));
  });
});
