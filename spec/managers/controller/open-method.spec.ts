import { describe, expect, it } from 'vitest';
import { Affiliate, Offer } from 'rxoffers';
import { collect, failureOf } from '../../support/collect.js';
import { recordedApi, Text } from '../../support/recorded-api.js';

const rows = (name: string, ids: readonly number[]) =>
  Object.fromEntries(ids.map((id) => [id, { [name]: { id: String(id) } }]));

describe('a method that the catalog knows', () => {
  it('emits the elements of a paged list, page after page, as models of its kind', async () => {
    const page = (number: number, ids: number[]) => ({ page: number, pageCount: 2, data: rows('AdCampaign', ids) });
    const { api, lines } = await recordedApi([page(1, [1, 2]), page(2, [3])]);
    const found = await collect(api.call('AdManager', 'findAllCampaigns', { sort: '-id' }, { pageSize: 2 }));
    expect(found.map(String)).toEqual(['AdCampaign: 1', 'AdCampaign: 2', 'AdCampaign: 3']);
    expect(lines()[1]).toBe('AdManager.findAllCampaigns?sort[AdCampaign.id]=desc&limit=2&page=2');
  });

  it('emits the elements of a list that takes no limit, of another model than the target’s', async () => {
    const { api, lines } = await recordedApi([[{ AccountNote: { id: '5' } }]]);
    expect((await collect(api.call('Advertiser', 'getAccountNotes', { id: 3 }))).map(String)).toEqual([
      'AccountNote: 5',
    ]);
    expect(lines()).toEqual(['Advertiser.getAccountNotes?id=3']);
  });

  it('emits ids as strings, also where they come page by page', async () => {
    const { api, lines } = await recordedApi([
      { page: 1, pageCount: 2, data: [7] },
      { page: 2, pageCount: 2, data: [8] },
    ]);
    expect(await collect(api.call('Affiliate', 'getApprovedOfferIds', { id: 2 }))).toEqual(['7', '8']);
    expect(lines()[0]).toBe('Affiliate.getApprovedOfferIds?id=2&limit=500&page=1');
  });

  it('emits one model; null where a read finds none; a short answer as it came', async () => {
    const { api } = await recordedApi([{ Offer: { id: '3' } }, [], false, true]);
    expect((await collect(api.call('Offer', 'findById', { id: 3 })))[0]).toBeInstanceOf(Offer);
    expect(await collect(api.call('Offer', 'findById', { id: 4 }))).toEqual([null]);
    expect(await collect(api.call('Offer', 'findById', { id: 4 }))).toEqual([null]);
    const update = { id: 3, data: { name: 'x' }, return_object: false } as const;
    expect(await collect(api.call('Offer', 'update', update))).toEqual([true]);
  });

  it('emits an object as it is, and no model of it', async () => {
    const { api } = await recordedApi([new Text('{"9":{"a":"1"},"3":{"a":"2"}}'), { total: { clicks: '3' } }]);
    const [map] = await collect(api.call('Affiliate', 'findList'));
    expect([...(map as Map<string, unknown>).keys()]).toEqual(['9', '3']);
    expect(await collect(api.call('Affiliate', 'getOverview'))).toEqual([{ total: { clicks: '3' } }]);
  });

  it('reads what nobody knows by its shape', async () => {
    const { api } = await recordedApi([rows('Thing', [1, 2]), true]);
    expect(await collect(api.call('Affiliate_Dne', 'getUrls', { offer_id: 3 } as never))).toHaveLength(2);
    expect(await collect(api.call('Affiliate_Dne', 'getUrls', { offer_id: 3 } as never))).toEqual([true]);
  });

  it('makes a contained affiliate an affiliate under its other name too', async () => {
    const { api } = await recordedApi([{ Affiliate: { id: '3' }, AffiliateReferral: { 5: { id: '5' } } }]);
    const [affiliate] = await collect(api.affiliates.findById(3, { contain: ['AffiliateReferral'] }));
    expect(affiliate?.related('AffiliateReferral')[0]).toBeInstanceOf(Affiliate);
  });

  it('sends conditions in the service’s own form as they are, also of a paged list', async () => {
    const { api, lines } = await recordedApi([[]]);
    await collect(api.call('Offer', 'findAll', { filters: { id: { GREATER_THAN: 3 } } } as never));
    expect(lines()).toEqual(['Offer.findAll?filters[id][GREATER_THAN]=3&limit=500&page=1']);
  });

  it('sends nothing without a required parameter, and names it', async () => {
    const { api, calls } = await recordedApi([true]);
    const error = await failureOf(api.call('Offer', 'blockAffiliate', { id: 3 } as never));
    expect(error).toEqual(new TypeError('Offer.blockAffiliate needs the parameter "affiliate_id"'));
    expect(calls).toHaveLength(0);
  });
});
