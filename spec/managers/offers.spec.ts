import type { Observable } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { Conversion, Offer, OfferFile, Tag } from 'rxoffers';
import { collect, failureOf } from '../support/collect.js';
import { recordedApi, Text } from '../support/recorded-api.js';

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
  it.each(SHORTCUTS)('sends %s by itself (row 123)', async (line, call) => {
    const { api, lines } = await recordedApi([true]);
    await collect(call(new Offer(api.offers, { id: '3' })));
    expect(lines()).toEqual([line]);
  });

  it('finds its conversions and files (row 113)', async () => {
    const { api, lines } = await recordedApi([{ 39: conversion }, { 9: { OfferFile: { id: '9' } } }]);
    const offer = new Offer(api.offers, { id: '3' });
    expect((await collect(offer.conversions.findAll()))[0]).toBeInstanceOf(Conversion);
    expect((await collect(offer.files.findAll()))[0]).toBeInstanceOf(OfferFile);
    expect(lines()).toEqual([
      'Conversion.findAll?filters[offer_id]=3&limit=500&page=1',
      'OfferFile.findAll?filters[offer_id]=3&limit=500&page=1',
    ]);
  });

  it('finds its approvals, with sort, limit, page and fields passed on (section 2.12)', async () => {
    const { api, lines } = await recordedApi([[]]);
    const offer = new Offer(api.offers, { id: '3' });
    await collect(offer.findAllAffiliateApprovals({ sort: '-id', limit: 2, page: 4, fields: ['id'] }));
    await collect(offer.findAllAffiliateApprovals({ filters: { offer_id: 99 } }));
    expect(lines()).toEqual([
      'Offer.findAllAffiliateApprovals?filters[offer_id]=3&sort[AffiliateOffer.id]=desc&limit=2&page=4&fields[]=id',
      'Offer.findAllAffiliateApprovals?filters[offer_id]=3&limit=500&page=1',
    ]);
  });

  it('prints its name (row 79)', async () => {
    const { api } = await recordedApi([]);
    expect(String(new Offer(api.offers, { id: '3', name: 'Test' }))).toBe('Offer: Test');
  });
});

describe('what an offer contains', () => {
  const find = async (data: unknown) => {
    const { api } = await recordedApi([data]);
    const [offer] = await collect(api.offers.findById(3));
    if (!offer) throw new Error('there should be an offer');
    return offer;
  };
  const fields = { id: '3' };

  it('stands as one model (rows 71, 72) or several (row 73), in the service’s order', async () => {
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

  it('is null where the service has none (row 75), also a list of them', async () => {
    const offer = await find({ Offer: fields, Country: [], Advertiser: null });
    expect([offer.country, offer.advertiser]).toEqual([null, null]);
    expect(offer.related('Country')).toEqual([]);
  });

  it('goes by other names too: Thumbnail is an OfferFile (row 76), OfferTag a Tag (row 77)', async () => {
    const offer = await find({ Offer: fields, Thumbnail: { 9: { id: '9' } }, OfferTag: { 1: { id: '1', name: 'x' } } });
    expect(offer.thumbnail).toBeInstanceOf(OfferFile);
    expect(offer['offerTag']).toBeInstanceOf(Tag);
    expect(String(offer.offerTag)).toBe('Tag: x');
  });

  it('may be of a kind that nobody knows (section 2.12)', async () => {
    const offer = await find({ Offer: fields, OfferUrl: { 5: { id: '5' } }, PaymentMethod: { id: '6' } });
    expect(offer.related('OfferUrl').map(String)).toEqual(['OfferUrl: 5']);
    expect(offer.related('PaymentMethod').map(String)).toEqual(['PaymentMethod: 6']);
  });

  it('leads to the right manager', async () => {
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
