import type { Observable } from 'rxjs';
import { type HasOffers, Offer } from 'rxoffers';
import { describe, expect, it } from 'vitest';
import { openClient, wireOf } from '../../support/client-of.js';
import { collect } from '../../support/collect.js';

type Call = (api: HasOffers) => Observable<unknown>;

const PAGE = 'limit=500&page=1';

const CALLS: [wire: string, call: Call][] = [
  ['Target=Offer&Method=findAllIds', (api) => api.offers.findAllIds()],
  ['Target=Offer&Method=create&data[name]=A B', (api) => api.offers.create({ name: 'A B' })],
  [
    'Target=Offer&Method=create&data[name]=A',
    (api) => api.offers.create({ name: 'A', note: undefined, description: undefined }),
  ],
  ['Target=Offer&Method=create&data[name]=A&data[note]=', (api) => api.offers.create({ name: 'A', note: '' })],
  ['Target=Offer&Method=create&data[name]=A&data[note]=', (api) => api.offers.create({ name: 'A', note: null })],
  [
    `Target=Offer&Method=findAll&${PAGE}&fields[]=id&fields[]=name`,
    (api) => api.offers.findAll({ fields: ['id', 'name'] }),
  ],
  ['Target=Offer&Method=findById&id=62&contain[]=Country', (api) => api.offers.findById(62, { contain: ['Country'] })],
  ['Target=Offer&Method=findById&id=62&contain=Country', (api) => api.offers.findById('62', { contain: 'Country' })],
  ['Target=Offer&Method=findAll&limit=2&page=3', (api) => api.offers.findAll({ page: 3, limit: 2 })],
  ['Target=Offer&Method=findAll&limit=7&page=3', (api) => api.offers.findAll({ page: 3, limit: 2, pageSize: 7 })],
  ['Target=Offer&Method=findAll&limit=500&page=3', (api) => api.offers.findAll({ page: 3 })],
  [`Target=Offer&Method=findAll&filters[id]=62&${PAGE}`, (api) => api.offers.findAll({ filters: { id: 62 } })],
  [
    `Target=Offer&Method=findAll&filters[status][]=active&filters[status][]=paused&${PAGE}`,
    (api) => api.offers.findAll({ filters: { status: ['active', 'paused'] } }),
  ],
  [
    `Target=Offer&Method=findAll&filters[OR][status]=active&filters[OR][currency]=USD&${PAGE}`,
    (api) => api.offers.findAll({ filters: { status: 'active', currency: 'USD' }, connector: 'OR' }),
  ],
  [`Target=Offer&Method=findAll&sort[Offer.id]=desc&${PAGE}`, (api) => api.offers.findAll({ sort: '-id' })],
  [
    'Target=Advertiser&Method=findAllIds&filters[status]=active',
    (api) => api.advertisers.findAllIds({ filters: { status: 'active' } }),
  ],
  ['Target=Advertiser&Method=block&id=3&reason=', (api) => api.advertisers.block(3)],
  ['Target=Affiliate&Method=update&id=3&data[status]=deleted', (api) => api.affiliates.delete(3)],
  ['Target=Affiliate&Method=block&id=3', (api) => api.affiliates.block(3)],
  ['Target=Affiliate&Method=block&id=3&reason=why', (api) => api.affiliates.block(3, 'why')],
  [
    'Target=Offer&Method=getOfferFilesWithCreativeCode&affiliate_id=3&offer_id=4',
    (api) => api.affiliates.getOfferFilesWithCreativeCode(3, 4),
  ],
  ['Target=AffiliateUser&Method=update&id=3&data[status]=deleted', (api) => api.affiliateUsers.delete(3)],
  [
    'Target=Conversion&Method=update&id=3&data[status]=approved',
    (api) => api.conversions.update(3, { status: 'approved' }),
  ],
  ['Target=Goal&Method=findById&id=3', (api) => api.goals.findById(3)],
  ['Target=Offer&Method=addTargetCountry&id=3&country_code=CZ', (api) => api.offers.addTargetCountry(3, 'CZ')],
  ['Target=Offer&Method=getTargetCountries&id=3', (api) => api.offers.getTargetCountries(3)],
  ['Target=Offer&Method=addCategory&id=3&category_id=1', (api) => api.offers.addCategory(3, 1)],
  ['Target=Offer&Method=getCategories&id=3', (api) => api.offers.getCategories(3)],
  ['Target=Offer&Method=blockAffiliate&id=3&affiliate_id=4', (api) => api.offers.blockAffiliate(3, 4)],
  ['Target=Offer&Method=unblockAffiliate&id=3&affiliate_id=4', (api) => api.offers.unblockAffiliate(3, 4)],
  [
    'Target=Offer&Method=setAffiliateApproval&id=3&affiliate_id=4&status=approved',
    (api) => api.offers.setAffiliateApprovalStatus(3, 4, 'approved'),
  ],
  [
    'Target=Offer&Method=getAffiliateApprovalStatus&id=3&affiliate_id=4',
    (api) => api.offers.getAffiliateApprovalStatus(3, 4),
  ],
  ['Target=Offer&Method=getBlockedAffiliateIds&id=3', (api) => api.offers.getBlockedAffiliateIds(3)],
  ['Target=Offer&Method=getApprovedAffiliateIds&id=3', (api) => api.offers.getApprovedAffiliateIds(3)],
  ['Target=Offer&Method=getUnapprovedAffiliateIds&id=3', (api) => api.offers.getUnapprovedAffiliateIds(3)],
  [
    'Target=Offer&Method=generateTrackingLink&offer_id=1&affiliate_id=2&options[tiny_url]=0&params[file_id]=3&params[aff_sub]=a b',
    (api) => api.offers.generateTrackingLink(1, 2, { params: { file_id: 3, aff_sub: 'a b' } }),
  ],
  [
    'Target=Offer&Method=generateTrackingLink&offer_id=1&affiliate_id=2&options[tiny_url]=1',
    (api) => api.offers.generateTrackingLink(1, 2, { tinyUrl: true }),
  ],
  [
    'Target=Offer&Method=getOfferFilesWithCreativeCode&affiliate_id=2&offer_id=1',
    (api) => api.offers.getOfferFilesWithCreativeCode(1, 2),
  ],
  [
    `Target=Offer&Method=findAllAffiliateApprovals&filters[offer_id]=1&sort[AffiliateOffer.id]=desc&${PAGE}`,
    (api) => api.offers.findAllAffiliateApprovals({ filters: { offer_id: 1 }, sort: '-id' }),
  ],
  [
    'Target=Application&Method=findAllOfferCategories&filters[status]=active&sort[OfferCategory.id]=desc&fields[]=id',
    (api) => api.application.findAllOfferCategories({ filters: { status: 'active' }, sort: '-id', fields: ['id'] }),
  ],
  [
    'Target=Application&Method=findAllOfferCategoryOfferIds&id=1',
    (api) => api.application.findAllOfferCategoryOfferIds(1),
  ],
  [
    'Target=Application&Method=updateOfferCategory&id=1&data[status]=deleted',
    (api) => api.application.updateOfferCategory(1, { status: 'deleted' }),
  ],
  ['Target=Tag&Method=delete&id=3', (api) => api.tags.delete(3)],
  [
    `Target=Tag&Method=findAllOfferTagRelations&filters[tag_id]=3&${PAGE}`,
    (api) => api.tags.findAllOfferTagRelations({ filters: { tag_id: 3 }, limit: 500, page: 1 }),
  ],
  ['Target=Tag&Method=addToAdvertiser&tag_id=1&advertiser_id=2', (api) => api.tags.addToAdvertiser(1, 2)],
  ['Target=Tag&Method=setForOffer&tag_ids[]=1&tag_ids[]=2&offer_id=3', (api) => api.tags.setForOffer([1, 2], 3)],
  ['Target=Tag&Method=removeFromAffiliate&tag_id=1&affiliate_id=2', (api) => api.tags.removeFromAffiliate(1, 2)],
  [
    'Target=Tag&Method=removeFromAdvertiserByRelationalId&id=8',
    (api) => api.tags.removeFromAdvertiserByRelationalId(8),
  ],
  [
    'Target=Offer&Method=findAll&filters[status]=active&limit=1&fields[]=id',
    (api) => api.offers.count({ filters: { status: 'active' } }),
  ],
  [
    `Target=Conversion&Method=findAll&filters[offer_id]=3&${PAGE}`,
    (api) => new Offer(api.offers, { id: '3' }).conversions.findAll({ filters: { offer_id: 99, offer_id__gt: 5 } }),
  ],
  [
    `Target=OfferFile&Method=findAll&filters[status]=active&filters[offer_id]=3&${PAGE}`,
    (api) => new Offer(api.offers, { id: '3' }).files.findAll({ filters: { status: 'active' } }),
  ],
  ['Target=Offer&Method=addCategory&id=3&category_id=1', (api) => new Offer(api.offers, { id: '3' }).addCategory(1)],
  [
    'Target=Offer&Method=findAllAffiliateApprovals&filters[offer_id]=3&sort[AffiliateOffer.id]=desc&limit=2&page=1&fields[]=id',
    (api) => new Offer(api.offers, { id: '3' }).findAllAffiliateApprovals({ sort: '-id', limit: 2, fields: ['id'] }),
  ],
];

describe('what goes on the wire', () => {
  it.each(CALLS)('%s', async (wire, call) => {
    const { sandbox, api } = await openClient();
    const stream = call(api);
    expect(sandbox.requests).toHaveLength(0);
    await collect(stream).catch(() => undefined);
    expect(wireOf(sandbox, 0)).toBe(wire);
  });

  it('limit 0 sends nothing and emits nothing', async () => {
    const { sandbox, api } = await openClient();
    expect(await collect(api.offers.findAll({ limit: 0 }))).toEqual([]);
    expect(sandbox.requests).toHaveLength(0);
  });

  it('writes are forms, reads are queries', async () => {
    const { sandbox, api } = await openClient();
    await collect(api.offers.create({ name: 'A' }));
    await collect(api.offers.findById(1));
    expect(sandbox.requests.map(({ verb, url }) => [verb, url.includes('NetworkToken')])).toEqual([
      ['POST', false],
      ['GET', true],
    ]);
  });
});
