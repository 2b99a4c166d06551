import type { Observable } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { type HasOffers, Offer } from 'rxoffers';
import { collect } from '../support/collect.js';
import { openClient, wireOf } from '../support/client-of.js';

type Call = (api: HasOffers) => Observable<unknown>;

const PAGE = 'limit=500&page=1';

const CALLS: [row: string, wire: string, call: Call][] = [
  ['row 2', 'Target=Offer&Method=findAllIds', (api) => api.offers.findAllIds()],
  ['row 3', 'Target=Offer&Method=create&data[name]=A B', (api) => api.offers.create({ name: 'A B' })],
  [
    'row 4',
    'Target=Offer&Method=create&data[name]=A',
    (api) => api.offers.create({ name: 'A', note: null, description: undefined }),
  ],
  ['row 5', 'Target=Offer&Method=create&data[name]=A&data[note]=', (api) => api.offers.create({ name: 'A', note: '' })],
  [
    'row 9',
    `Target=Offer&Method=findAll&${PAGE}&fields[]=id&fields[]=name`,
    (api) => api.offers.findAll({ fields: ['id', 'name'] }),
  ],
  [
    'row 12',
    'Target=Offer&Method=findById&id=62&contain[]=Country',
    (api) => api.offers.findById(62, { contain: ['Country'] }),
  ],
  [
    'row 13',
    'Target=Offer&Method=findById&id=62&contain=Country',
    (api) => api.offers.findById('62', { contain: 'Country' }),
  ],
  ['row 17', 'Target=Offer&Method=findAll&limit=2&page=3', (api) => api.offers.findAll({ page: 3, limit: 2 })],
  [
    'row 17 (the size of a page wins)',
    'Target=Offer&Method=findAll&limit=7&page=3',
    (api) => api.offers.findAll({ page: 3, limit: 2, pageSize: 7 }),
  ],
  ['row 17 (no size)', 'Target=Offer&Method=findAll&limit=500&page=3', (api) => api.offers.findAll({ page: 3 })],
  [
    'row 21',
    `Target=Offer&Method=findAll&filters[id]=62&${PAGE}`,
    (api) => api.offers.findAll({ filters: { id: 62 } }),
  ],
  [
    'row 22',
    `Target=Offer&Method=findAll&filters[status][]=active&filters[status][]=paused&${PAGE}`,
    (api) => api.offers.findAll({ filters: { status: ['active', 'paused'] } }),
  ],
  [
    'row 37',
    `Target=Offer&Method=findAll&filters[OR][status]=active&filters[OR][currency]=USD&${PAGE}`,
    (api) => api.offers.findAll({ filters: { status: 'active', currency: 'USD' }, connector: 'OR' }),
  ],
  ['row 43', `Target=Offer&Method=findAll&sort[Offer.id]=desc&${PAGE}`, (api) => api.offers.findAll({ sort: '-id' })],
  [
    'row 89',
    'Target=Advertiser&Method=findAllIds&filters[status]=active',
    (api) => api.advertisers.findAllIds({ filters: { status: 'active' } }),
  ],
  ['row 90', 'Target=Advertiser&Method=block&id=3&reason=', (api) => api.advertisers.block(3)],
  ['row 91', 'Target=Affiliate&Method=update&id=3&data[status]=deleted', (api) => api.affiliates.delete(3)],
  ['row 92', 'Target=Affiliate&Method=block&id=3', (api) => api.affiliates.block(3)],
  ['row 92 (why)', 'Target=Affiliate&Method=block&id=3&reason=why', (api) => api.affiliates.block(3, 'why')],
  [
    'row 94',
    'Target=Offer&Method=getOfferFilesWithCreativeCode&affiliate_id=3&offer_id=4',
    (api) => api.affiliates.getOfferFilesWithCreativeCode(3, 4),
  ],
  ['row 97', 'Target=AffiliateUser&Method=update&id=3&data[status]=deleted', (api) => api.affiliateUsers.delete(3)],
  [
    'row 98',
    'Target=Conversion&Method=update&id=3&data[status]=approved',
    (api) => api.conversions.update(3, { status: 'approved' }),
  ],
  ['row 99', 'Target=Goal&Method=findById&id=3', (api) => api.goals.findById(3)],
  [
    'row 101',
    'Target=Offer&Method=addTargetCountry&id=3&country_code=CZ',
    (api) => api.offers.addTargetCountry(3, 'CZ'),
  ],
  ['row 102', 'Target=Offer&Method=getTargetCountries&id=3', (api) => api.offers.getTargetCountries(3)],
  ['row 103', 'Target=Offer&Method=addCategory&id=3&category_id=1', (api) => api.offers.addCategory(3, 1)],
  ['row 104', 'Target=Offer&Method=getCategories&id=3', (api) => api.offers.getCategories(3)],
  ['row 105', 'Target=Offer&Method=blockAffiliate&id=3&affiliate_id=4', (api) => api.offers.blockAffiliate(3, 4)],
  [
    'row 105 (unblock)',
    'Target=Offer&Method=unblockAffiliate&id=3&affiliate_id=4',
    (api) => api.offers.unblockAffiliate(3, 4),
  ],
  [
    'row 106',
    'Target=Offer&Method=setAffiliateApproval&id=3&affiliate_id=4&status=approved',
    (api) => api.offers.setAffiliateApprovalStatus(3, 4, 'approved'),
  ],
  [
    'row 107',
    'Target=Offer&Method=getAffiliateApprovalStatus&id=3&affiliate_id=4',
    (api) => api.offers.getAffiliateApprovalStatus(3, 4),
  ],
  ['row 108', 'Target=Offer&Method=getBlockedAffiliateIds&id=3', (api) => api.offers.getBlockedAffiliateIds(3)],
  [
    'row 108 (approved)',
    'Target=Offer&Method=getApprovedAffiliateIds&id=3',
    (api) => api.offers.getApprovedAffiliateIds(3),
  ],
  [
    'row 108 (unapproved)',
    'Target=Offer&Method=getUnapprovedAffiliateIds&id=3',
    (api) => api.offers.getUnapprovedAffiliateIds(3),
  ],
  [
    'row 109',
    'Target=Offer&Method=generateTrackingLink&offer_id=1&affiliate_id=2&options[tiny_url]=0&params[file_id]=3&params[aff_sub]=a b',
    (api) => api.offers.generateTrackingLink(1, 2, { params: { file_id: 3, aff_sub: 'a b' } }),
  ],
  [
    'row 110',
    'Target=Offer&Method=generateTrackingLink&offer_id=1&affiliate_id=2&options[tiny_url]=1',
    (api) => api.offers.generateTrackingLink(1, 2, { tinyUrl: true }),
  ],
  [
    'row 111',
    'Target=Offer&Method=getOfferFilesWithCreativeCode&affiliate_id=2&offer_id=1',
    (api) => api.offers.getOfferFilesWithCreativeCode(1, 2),
  ],
  [
    'row 112',
    `Target=Offer&Method=findAllAffiliateApprovals&filters[offer_id]=1&sort[AffiliateOffer.id]=desc&${PAGE}`,
    (api) => api.offers.findAllAffiliateApprovals({ filters: { offer_id: 1 }, sort: '-id' }),
  ],
  [
    'row 114',
    'Target=Application&Method=findAllOfferCategories&filters[status]=active&sort[OfferCategory.id]=desc&fields[]=id',
    (api) => api.application.findAllOfferCategories({ filters: { status: 'active' }, sort: '-id', fields: ['id'] }),
  ],
  [
    'row 115',
    'Target=Application&Method=findAllOfferCategoryOfferIds&id=1',
    (api) => api.application.findAllOfferCategoryOfferIds(1),
  ],
  [
    'row 116',
    'Target=Application&Method=updateOfferCategory&id=1&data[status]=deleted',
    (api) => api.application.updateOfferCategory(1, { status: 'deleted' }),
  ],
  ['row 117', 'Target=Tag&Method=delete&id=3', (api) => api.tags.delete(3)],
  [
    'row 118',
    `Target=Tag&Method=findAllOfferTagRelations&filters[tag_id]=3&${PAGE}`,
    (api) => api.tags.findAllOfferTagRelations({ filters: { tag_id: 3 }, limit: 500, page: 1 }),
  ],
  ['row 119', 'Target=Tag&Method=addToAdvertiser&tag_id=1&advertiser_id=2', (api) => api.tags.addToAdvertiser(1, 2)],
  [
    'row 120',
    'Target=Tag&Method=setForOffer&tag_ids[]=1&tag_ids[]=2&offer_id=3',
    (api) => api.tags.setForOffer([1, 2], 3),
  ],
  [
    'row 121',
    'Target=Tag&Method=removeFromAffiliate&tag_id=1&affiliate_id=2',
    (api) => api.tags.removeFromAffiliate(1, 2),
  ],
  [
    'row 122',
    'Target=Tag&Method=removeFromAdvertiserByRelationalId&id=8',
    (api) => api.tags.removeFromAdvertiserByRelationalId(8),
  ],
  [
    'count',
    'Target=Offer&Method=findAll&filters[status]=active&limit=1&fields[]=id',
    (api) => api.offers.count({ filters: { status: 'active' } }),
  ],
  [
    'row 41',
    `Target=Conversion&Method=findAll&filters[offer_id]=3&${PAGE}`,
    (api) => new Offer(api.offers, { id: '3' }).conversions.findAll({ filters: { offer_id: 99, offer_id__gt: 5 } }),
  ],
  [
    'row 113',
    `Target=OfferFile&Method=findAll&filters[status]=active&filters[offer_id]=3&${PAGE}`,
    (api) => new Offer(api.offers, { id: '3' }).files.findAll({ filters: { status: 'active' } }),
  ],
  [
    'row 123',
    'Target=Offer&Method=addCategory&id=3&category_id=1',
    (api) => new Offer(api.offers, { id: '3' }).addCategory(1),
  ],
  [
    'section 2.12 (approvals of an offer pass everything on)',
    'Target=Offer&Method=findAllAffiliateApprovals&filters[offer_id]=3&sort[AffiliateOffer.id]=desc&limit=2&page=1&fields[]=id',
    (api) => new Offer(api.offers, { id: '3' }).findAllAffiliateApprovals({ sort: '-id', limit: 2, fields: ['id'] }),
  ],
];

describe('what goes on the wire', () => {
  it.each(CALLS)('%s: %s', async (_row, wire, call) => {
    const { sandbox, api } = await openClient();
    const stream = call(api);
    expect(sandbox.requests).toHaveLength(0);
    await collect(stream).catch(() => undefined);
    expect(wireOf(sandbox, 0)).toBe(wire);
  });

  it('row 18: limit 0 sends nothing and emits nothing', async () => {
    const { sandbox, api } = await openClient();
    expect(await collect(api.offers.findAll({ limit: 0 }))).toEqual([]);
    expect(sandbox.requests).toHaveLength(0);
  });

  it('writes are forms, reads are queries (section 2.12)', async () => {
    const { sandbox, api } = await openClient();
    await collect(api.offers.create({ name: 'A' }));
    await collect(api.offers.findById(1));
    expect(sandbox.requests.map(({ verb, url }) => [verb, url.includes('NetworkToken')])).toEqual([
      ['POST', false],
      ['GET', true],
    ]);
  });
});
