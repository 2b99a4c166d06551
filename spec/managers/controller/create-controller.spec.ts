import { firstValueFrom } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { Stream } from 'rxoffers';
import { methodNames } from '../../../lib/catalog/methods.js';
import { collect, failureOf } from '../../support/collect.js';
import { recordedApi, Refusal } from '../../support/recorded-api.js';

describe('api.controller', () => {
  it('has every method that the catalog knows', async () => {
    const { api } = await recordedApi([true]);
    expect(Object.keys(api.controller('AdManager'))).toEqual(methodNames('AdManager'));
  });

  it('takes parameters and paging in one object', async () => {
    const { api, lines } = await recordedApi([{ page: 1, pageCount: 1, data: { 1: { AdCampaign: { id: '1' } } } }]);
    const args = { filters: { status: 'active' }, limit: 3, prefetch: 0, stable: true } as const;
    const campaigns = api.controller('AdManager').findAllCampaigns(args);
    expect(campaigns).toBeInstanceOf(Stream);
    expect((await collect(campaigns)).map(String)).toEqual(['AdCampaign: 1']);
    expect(lines()).toEqual([
      'AdManager.findAllCampaigns?filters[status]=active&sort[AdCampaign.id]=asc&limit=3&page=1',
    ]);
  });

  it('calls what the catalog lacks: a method, or a controller', async () => {
    const { api, lines } = await recordedApi([true]);
    const offers = api.controller('Offer') as unknown as Record<string, (args?: object) => Stream<unknown>>;
    expect(await collect(offers['brandNew']?.({ id: 3 }) as Stream<unknown>)).toEqual([true]);
    expect(await collect(api.controller('BrandNew')['go']?.() as Stream<unknown>)).toEqual([true]);
    expect(lines()).toEqual(['Offer.brandNew?id=3', 'BrandNew.go']);
  });

  it('is no promise, and can be shown', async () => {
    const { api } = await recordedApi([true]);
    const controller = api.controller('BrandNew');
    expect(await Promise.resolve(controller)).toBe(controller);
    expect(JSON.stringify(controller)).toBe('{}');
    expect(Object.prototype.toString.call(controller)).toBe('[object Object]');
    expect(`${controller as unknown as string}`).toBe('[object Object]');
  });

  it('ends in the service’s own error for a method that is none', async () => {
    const { api } = await recordedApi([new Refusal("Method 'go' does not exist")]);
    await expect(firstValueFrom(api.controller('Offer' as string)['go']?.() as Stream<unknown>)).rejects.toThrow(
      "Method 'go' does not exist",
    );
  });

  it.each([[null], ['x'], [[]], [{ demand: 5 }], [{ pageSize: 'x' }]])('refuses the arguments %j', async (args) => {
    const { api, calls } = await recordedApi([true]);
    expect(await failureOf(api.controller('Offer').findAll(args as never))).toBeInstanceOf(TypeError);
    expect(calls).toHaveLength(0);
  });

  it.each([[''], [undefined], [5]])('refuses the target %j', async (target) => {
    const { api } = await recordedApi([true]);
    expect(() => api.controller(target as never)).toThrow(TypeError);
  });
});

describe('a named manager', () => {
  it('has the rest of its controller’s methods, with arguments in one object', async () => {
    const { api, lines } = await recordedApi([true]);
    expect(await collect(api.offers.setPayout({ id: 3, affiliate_id: 5, payout: '1.25' }))).toEqual([true]);
    expect(lines()).toEqual(['Offer.setPayout?id=3&affiliate_id=5&payout=1.25']);
  });

  it('keeps its own methods, and shows those alone', async () => {
    const { api, lines } = await recordedApi([{ Offer: { id: '3' } }]);
    await collect(api.offers.findById(3));
    expect(lines()).toEqual(['Offer.findById?id=3']);
    expect(Object.keys(api.goals)).toEqual(['create', 'update', 'findById', 'findAll', 'findPages', 'count']);
    expect('delete' in api.offers).toBe(false);
  });
});
