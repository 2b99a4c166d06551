import { describe, expect, it } from 'vitest';
import type { Sandbox } from 'rxoffers/sandbox';
import { dataOf, openSandbox } from '../../support/sandbox-call.js';

const open = async (): Promise<Sandbox> => {
  const sandbox = await openSandbox({ offers: 0, goals: 0, offerFiles: 0, tags: 2, tagRelations: 0, categories: 1 });
  sandbox.tables.Offer.insert({ name: 'x' });
  return sandbox;
};

const contained = async (sandbox: Sandbox, name: string): Promise<unknown> => {
  const data = await dataOf(sandbox, 'Offer.findById', { id: '1', fields: ['id'], contain: [name] });
  return (data as Record<string, unknown>)[name];
};

describe('contain', () => {
  it('is empty for an offer that has nothing (row 75)', async () => {
    const sandbox = await open();
    for (const name of ['Country', 'Goal', 'OfferCategory', 'OfferFile', 'OfferTag'])
      expect(await contained(sandbox, name)).toEqual([]);
    expect(await contained(sandbox, 'Thumbnail')).toBeNull();
  });

  it('has one country or several by their codes (rows 72 and 73)', async () => {
    const sandbox = await open();
    await dataOf(sandbox, 'Offer.addTargetCountry', { id: '1', country_code: 'ES' });
    expect(await contained(sandbox, 'Country')).toEqual({ ES: { id: '724', code: 'ES', name: 'spain', regions: [] } });
    await dataOf(sandbox, 'Offer.addTargetCountry', { id: '1', country_code: 'RU' });
    expect(Object.keys((await contained(sandbox, 'Country')) as object)).toEqual(['RU', 'ES']);
  });

  it('has goals, files, categories and tags by their ids (row 77)', async () => {
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

  it('has a thumbnail directly (row 76)', async () => {
    const sandbox = await open();
    sandbox.tables.OfferFile.insert({ offer_id: '1', type: 'offer thumbnail' });
    expect(await contained(sandbox, 'Thumbnail')).toMatchObject({ id: '1', type: 'offer thumbnail' });
  });

  it('has the code of a file as text (row 74)', async () => {
    const sandbox = await open();
    sandbox.tables.OfferFile.insert({ offer_id: '1', type: 'text ad', code: 'http://www.example.com' });
    expect(await dataOf(sandbox, 'OfferFile.findById', { id: '1', contain: 'CreativeCode' })).toMatchObject({
      CreativeCode: 'http://www.example.com',
    });
  });

  it('has the users and tags of an affiliate', async () => {
    const sandbox = await open();
    sandbox.tables.AffiliatesTags.insert({ affiliate_id: '3', tag_id: '1' });
    const data = await dataOf(sandbox, 'Affiliate.findById', { id: '3', contain: ['AffiliateUser', 'AffiliateTag'] });
    expect(data).toMatchObject({ AffiliateUser: { 3: { affiliate_id: '3' } }, AffiliateTag: { 1: { id: '1' } } });
  });
});
