import type { Observable } from 'rxjs';
import { AffiliateOffer, Conversion, Country, Offer, OfferCategory, OfferFile, Tag } from 'rxoffers';
import { describe, expect, it } from 'vitest';
import { collect, failureOf } from '../../support/collect.js';
import { recordedApi, Refusal, Text } from '../../support/recorded-api.js';

const row = { Offer: { id: '3', name: 'Test', offer_url: 'http://www.example.com', modified: -62169966000 } };
const approval = { id: '250', affiliate_id: '20', offer_id: '19', approval_status: 'approved' };

describe('api.offers', () => {
  it('sends the generic calls to Offer', async () => {
    const { api, lines } = await recordedApi([row, row, row, { 3: row }, ['3']]);
    await collect(api.offers.create({ name: 'Test' }));
    await collect(api.offers.update(3, { name: 'x' }));
    const [offer] = await collect(api.offers.findById(3));
    expect(offer).toBeInstanceOf(Offer);
    expect(offer?.offer_url).toBe('http://www.example.com');
    await collect(api.offers.findAll({ sort: '-id', limit: 1 }));
    await collect(api.offers.findAllIds());
    expect(lines()).toEqual([
      'Offer.create?data[name]=Test',
      'Offer.update?id=3&data[name]=x',
      'Offer.findById?id=3',
      'Offer.findAll?sort[Offer.id]=desc&limit=1&page=1',
      'Offer.findAllIds',
    ]);
    expect('delete' in api.offers).toBe(false);
  });

  it('adds target countries and emits them, or none', async () => {
    const { api, lines } = await recordedApi([true, [{ Country: { id: '203', code: 'CZ', regions: [] } }], []]);
    expect(await collect(api.offers.addTargetCountry(3, 'CZ'))).toEqual([true]);
    const [country] = await collect(api.offers.getTargetCountries(3));
    expect(country).toBeInstanceOf(Country);
    expect(String(country)).toBe('Country: CZ');
    expect(await collect(api.offers.getTargetCountries(3))).toEqual([]);
    expect(lines().slice(0, 2)).toEqual([
      'Offer.addTargetCountry?id=3&country_code=CZ',
      'Offer.getTargetCountries?id=3',
    ]);
  });

  it('adds categories, or says why not, and emits them', async () => {
    const categories = { 10: { OfferCategory: { id: '10' } } };
    const { api, lines } = await recordedApi([true, new Refusal('Row id is negative'), categories]);
    expect(await collect(api.offers.addCategory(3, 10))).toEqual([true]);
    expect(await failureOf(api.offers.addCategory(3, -1))).toMatchObject({ message: 'Row id is negative' });
    expect((await collect(api.offers.getCategories(3)))[0]).toBeInstanceOf(OfferCategory);
    expect(lines()).toEqual([
      'Offer.addCategory?id=3&category_id=10',
      'Offer.addCategory?id=3&category_id=-1',
      'Offer.getCategories?id=3',
    ]);
  });

  it('blocks and unblocks affiliates, or says why not', async () => {
    const { api, lines } = await recordedApi([true, true, new Refusal('Failed to hydrate rows: 21')]);
    expect(await collect(api.offers.blockAffiliate(3, 20))).toEqual([true]);
    expect(await collect(api.offers.unblockAffiliate(3, 20))).toEqual([true]);
    expect(await failureOf(api.offers.blockAffiliate(3, 21))).toMatchObject({ message: 'Failed to hydrate rows: 21' });
    expect(lines().slice(0, 2)).toEqual([
      'Offer.blockAffiliate?id=3&affiliate_id=20',
      'Offer.unblockAffiliate?id=3&affiliate_id=20',
    ]);
  });

  it('sets an approval: emits it, true or an id, by setAffiliateApproval', async () => {
    const { api, lines } = await recordedApi([approval, true, '251']);
    const { setAffiliateApprovalStatus } = api.offers;
    const [first] = await collect(setAffiliateApprovalStatus(19, 20, 'approved'));
    expect(first).toBeInstanceOf(AffiliateOffer);
    expect(String(first)).toBe('AffiliateOffer: approved');
    expect(await collect(setAffiliateApprovalStatus(19, 20, 'approved'))).toEqual([true]);
    expect(await collect(setAffiliateApprovalStatus(19, 20, 'approved'))).toEqual(['251']);
    expect(lines()[0]).toBe('Offer.setAffiliateApproval?id=19&affiliate_id=20&status=approved');
  });

  it('refuses an approval without a status', async () => {
    const { api, calls } = await recordedApi([true]);
    for (const status of [undefined, null, '', 1])
      expect(await failureOf(api.offers.setAffiliateApprovalStatus(19, 20, status as never))).toBeInstanceOf(TypeError);
    expect(calls).toHaveLength(0);
  });

  it('emits the status of an approval, or null', async () => {
    const { api, lines } = await recordedApi(['approved', null]);
    expect(await collect(api.offers.getAffiliateApprovalStatus(3, 20))).toEqual(['approved']);
    expect(await collect(api.offers.getAffiliateApprovalStatus(3, 20))).toEqual([null]);
    expect(lines()[0]).toBe('Offer.getAffiliateApprovalStatus?id=3&affiliate_id=20');
  });

  it('emits ids of affiliates as strings', async () => {
    const { api, lines } = await recordedApi([['20', 22], [], null]);
    expect(await collect(api.offers.getBlockedAffiliateIds(3))).toEqual(['20', '22']);
    expect(await collect(api.offers.getApprovedAffiliateIds(3))).toEqual([]);
    expect(await collect(api.offers.getUnapprovedAffiliateIds(3))).toEqual([]);
    expect(lines()).toEqual([
      'Offer.getBlockedAffiliateIds?id=3',
      'Offer.getApprovedAffiliateIds?id=3',
      'Offer.getUnapprovedAffiliateIds?id=3',
    ]);
  });

  it('emits a tracking link as it came, short on request', async () => {
    const link = { affiliate_id: '2', offer_id: 472, click_url: 'http://t.example.com/SHk', impression_pixel: '<img>' };
    const { api, lines } = await recordedApi([link]);
    const params = { file_id: 3, aff_sub: 'a b' };
    expect(await collect(api.offers.generateTrackingLink(1, 2, { params }))).toEqual([link]);
    await collect(api.offers.generateTrackingLink(1, 2, { tinyUrl: true }));
    expect(lines()).toEqual([
      'Offer.generateTrackingLink?offer_id=1&affiliate_id=2&options[tiny_url]=0&params[file_id]=3&params[aff_sub]=a b',
      'Offer.generateTrackingLink?offer_id=1&affiliate_id=2&options[tiny_url]=1',
    ]);
  });

  it('refuses options of a link that it does not know', async () => {
    const { api, calls } = await recordedApi([{}]);
    for (const wrong of [null, { tiny_url: true }, { tinyUrl: 'yes' }, { params: 'a=b' }])
      expect(await failureOf(api.offers.generateTrackingLink(1, 2, wrong as never))).toBeInstanceOf(TypeError);
    expect(calls).toHaveLength(0);
  });

  it('emits files with creative codes, of the shape without a page, further pages too', async () => {
    const page = (id: string) => ({
      current: 0,
      count: 2,
      pageCount: 2,
      data: { [id]: { OfferFile: { id }, CreativeCode: `code ${id}` } },
    });
    const { api, lines } = await recordedApi([page('9'), page('12')]);
    const files = await collect(api.offers.getOfferFilesWithCreativeCode(1, 2));
    expect(files.map(({ id, creativeCode }) => [id, creativeCode])).toEqual([
      ['9', 'code 9'],
      ['12', 'code 12'],
    ]);
    expect(lines()).toEqual([
      'Offer.getOfferFilesWithCreativeCode?affiliate_id=2&offer_id=1',
      'Offer.getOfferFilesWithCreativeCode?affiliate_id=2&offer_id=1&page=2',
    ]);
  });

  it('emits approvals with their affiliates; null means none', async () => {
    const data = { 250: { AffiliateOffer: approval, Affiliate: { id: '20', company: 'x' } } };
    const { api, lines } = await recordedApi([{ page: 1, current: 0, count: 1, pageCount: 1, data }, null]);
    const query = { filters: { offer_id: 19 }, sort: '-id', contain: ['Affiliate'] } as const;
    const [found] = await collect(api.offers.findAllAffiliateApprovals(query));
    expect(found).toBeInstanceOf(AffiliateOffer);
    expect(found?.related('Affiliate').map(String)).toEqual(['Affiliate: 20']);
    expect(await collect(api.offers.findAllAffiliateApprovals())).toEqual([]);
    expect(lines()[0]).toBe(
      'Offer.findAllAffiliateApprovals?filters[offer_id]=19&sort[AffiliateOffer.id]=desc&limit=500&page=1&contain[]=Affiliate',
    );
  });
});

const conversion = { Conversion: { id: '39', offer_id: '3' } };

const SHORTCUTS: [string, (offer: Offer) => Observable<unknown>][] = [
  ['Offer.update?id=3&data[name]=x', (offer) => offer.update({ name: 'x' })],
  ['Offer.addTargetCountry?id=3&country_code=CZ', (offer) => offer.addTargetCountry('CZ')],
  ['Offer.getTargetCountries?id=3', (offer) => offer.getTargetCountries()],
  ['Offer.addCategory?id=3&category_id=1', (offer) => offer.addCategory(1)],
  ['Offer.getCategories?id=3', (offer) => offer.getCategories()],
  ['Offer.blockAffiliate?id=3&affiliate_id=4', (offer) => offer.blockAffiliate(4)],
  ['Offer.unblockAffiliate?id=3&affiliate_id=4', (offer) => offer.unblockAffiliate(4)],
  [
    'Offer.setAffiliateApproval?id=3&affiliate_id=4&status=approved',
    (offer) => offer.setAffiliateApprovalStatus(4, 'approved'),
  ],
  ['Offer.getAffiliateApprovalStatus?id=3&affiliate_id=4', (offer) => offer.getAffiliateApprovalStatus(4)],
  ['Offer.getBlockedAffiliateIds?id=3', (offer) => offer.getBlockedAffiliateIds()],
  ['Offer.getApprovedAffiliateIds?id=3', (offer) => offer.getApprovedAffiliateIds()],
  ['Offer.getUnapprovedAffiliateIds?id=3', (offer) => offer.getUnapprovedAffiliateIds()],
  [
    'Offer.generateTrackingLink?offer_id=3&affiliate_id=4&options[tiny_url]=1',
    (offer) => offer.generateTrackingLink(4, { tinyUrl: true }),
  ],
  ['Offer.getOfferFilesWithCreativeCode?affiliate_id=4&offer_id=3', (offer) => offer.getOfferFilesWithCreativeCode(4)],
];

describe('an offer', () => {
  it.each(SHORTCUTS)('sends %s', async (line, call) => {
    const { api, lines } = await recordedApi([null]);
    await collect(call(new Offer(api.offers, { id: '3' })));
    expect(lines()).toEqual([line]);
  });

  it('finds its conversions and files', async () => {
    const { api, lines } = await recordedApi([{ 39: conversion }, { 9: { OfferFile: { id: '9' } } }]);
    const offer = new Offer(api.offers, { id: '3' });
    expect((await collect(offer.conversions.findAll()))[0]).toBeInstanceOf(Conversion);
    expect((await collect(offer.files.findAll()))[0]).toBeInstanceOf(OfferFile);
    expect(lines()).toEqual([
      'Conversion.findAll?filters[offer_id]=3&limit=500&page=1',
      'OfferFile.findAll?filters[offer_id]=3&limit=500&page=1',
    ]);
  });

  it('finds its approvals, with sort, limit, page and fields passed on', async () => {
    const { api, lines } = await recordedApi([[]]);
    const offer = new Offer(api.offers, { id: '3' });
    await collect(offer.findAllAffiliateApprovals({ sort: '-id', limit: 2, page: 4, fields: ['id'] }));
    await collect(offer.findAllAffiliateApprovals({ filters: { offer_id: 99 } }));
    expect(lines()).toEqual([
      'Offer.findAllAffiliateApprovals?filters[offer_id]=3&sort[AffiliateOffer.id]=desc&limit=2&page=4&fields[]=id',
      'Offer.findAllAffiliateApprovals?filters[offer_id]=3&limit=500&page=1',
    ]);
  });

  it('prints its name', async () => {
    const { api } = await recordedApi([]);
    expect(String(new Offer(api.offers, { id: '3', name: 'Test' }))).toBe('Offer: Test');
  });
});

describe('the models that an offer contains', () => {
  const find = async (data: unknown) => {
    const { api } = await recordedApi([data]);
    const [offer] = await collect(api.offers.findById(3));
    if (!offer) throw new Error('there should be an offer');
    return offer;
  };
  const fields = { id: '3' };

  it('come as one model or several, in the service’s order', async () => {
    const offer = await find({
      Offer: fields,
      Advertiser: { id: '2', company: 'Acme' },
      Country: { ES: { id: '724', code: 'ES' } },
    });
    expect(String(offer.advertiser)).toBe('Advertiser: Acme');
    expect(String(offer.country)).toBe('Country: ES');
    const text = '{"Offer":{"id":"3"},"Goal":{"12":{"id":"12"},"3":{"id":"3"}}}';
    const several = await find(new Text(text));
    expect(several.related('Goal').map(({ id }) => id)).toEqual(['12', '3']);
    expect(several.goal).toHaveLength(2);
  });

  it('are null where the service has none, also for a list', async () => {
    const offer = await find({ Offer: fields, Country: [], Advertiser: null });
    expect([offer.country, offer.advertiser]).toEqual([null, null]);
    expect(offer.related('Country')).toEqual([]);
  });

  it('go by other names too: Thumbnail is an OfferFile, OfferTag a Tag', async () => {
    const offer = await find({ Offer: fields, Thumbnail: { 9: { id: '9' } }, OfferTag: { 1: { id: '1', name: 'x' } } });
    expect(offer.thumbnail).toBeInstanceOf(OfferFile);
    expect(offer['offerTag']).toBeInstanceOf(Tag);
    expect(String(offer.offerTag)).toBe('Tag: x');
  });

  it('may be of a kind that has no class', async () => {
    const offer = await find({ Offer: fields, OfferUrl: { 5: { id: '5' } }, PaymentMethod: { id: '6' } });
    expect(offer.related('OfferUrl').map(String)).toEqual(['OfferUrl: 5']);
    expect(offer.related('PaymentMethod').map(String)).toEqual(['PaymentMethod: 6']);
  });

  it('lead to the right manager', async () => {
    const { api, lines } = await recordedApi([{ Offer: fields, Advertiser: { id: '2' } }, true]);
    const [offer] = await collect(api.offers.findById(3));
    for (const advertiser of offer?.related('Advertiser') ?? []) await collect(advertiser.block('why'));
    expect(lines()[1]).toBe('Advertiser.block?id=2&reason=why');
  });

  it('does not follow a wrong query from a related list', async () => {
    const { api, calls } = await recordedApi([[]]);
    const offer = new Offer(api.offers, fields);
    for (const wrong of [null, { limit: 'a' }, { connector: 'OR' }, { filters: { id__between: 1 } }]) {
      expect(await failureOf(offer.conversions.findAll(wrong as never))).toBeInstanceOf(TypeError);
      expect(await failureOf(offer.findAllAffiliateApprovals(wrong as never))).toBeInstanceOf(TypeError);
    }
    expect(calls).toHaveLength(0);
  });
});

describe('AffiliateOffer', () => {
  it('prints its status, and is read only', async () => {
    const { api } = await recordedApi([]);
    const approval = new AffiliateOffer(api.offers, { id: '250', approval_status: 'approved' });
    expect(String(approval)).toBe('AffiliateOffer: approved');
    expect('update' in approval).toBe(false);
  });
});
