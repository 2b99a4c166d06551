import { inspect } from 'node:util';
import { concatMap, of } from 'rxjs';
import { HasOffers, HasOffersAdvertiser, HasOffersAffiliate, HasOffersError, type Stream } from 'rxoffers';
import { describe, expect, it, onTestFinished } from 'vitest';
import { collect, failureOf } from '../../support/collect.js';
import { recordedApi, Refusal } from '../../support/recorded-api.js';

describe('a name that the catalog does not list', () => {
  it('is refused where it resembles another, and nothing is sent', async () => {
    const { api, calls } = await recordedApi([true]);
    const { call } = api as unknown as { call: (...args: unknown[]) => Stream<unknown> };
    for (const [target, method] of [
      ['Offer', 'findAl'],
      ['Offers', 'findAll'],
      ['offer', 'findAll'],
      ['Offer', 'nothingLikeIt'],
      ['Offer', 'toString'],
      ['Offer', '__proto__'],
    ]) {
      const error = await failureOf(call(target, method));
      expect(error).toBeInstanceOf(TypeError);
      expect((error as Error).message).toMatch(/^api\.call: (?:target|method) should be .* need \{ unlisted: true \}$/);
    }
    expect(calls).toHaveLength(0);
  });

  it('is sent with `unlisted`, as a write', async () => {
    const { api, calls, lines } = await recordedApi([true]);
    expect(await collect(api.call('Offer', 'findAl', { id: 3 }, { unlisted: true }))).toEqual([true]);
    expect(await collect(api.call('AdManagr', 'findAll', {}, { unlisted: true, raw: true }))).toEqual([true]);
    await collect(api.controller('AdManagr', { unlisted: true })['findAll']?.({ id: 3 }) ?? of());
    await collect(api.controller('Offer', { unlisted: true })['findAl']?.() ?? of());
    expect(lines()).toEqual(['Offer.findAl?id=3', 'AdManagr.findAll', 'AdManagr.findAll?id=3', 'Offer.findAl']);
    expect(calls.every(({ verb }) => verb === 'POST')).toBe(true);
  });

  it('of a parameter is sent with `unlisted`, and the elements are those of the method', async () => {
    const { api, lines } = await recordedApi([{ page: 1, pageCount: 1, data: { 3: { Offer: { id: '3' } } } }]);
    const query = { fields: ['id', 'brand_new'], contain: ['BrandNew'], filters: { brand_new__gt: 3 } };
    const found = await collect(api.call('Offer', 'findAll', query, { unlisted: true }));
    expect(found.map(String)).toEqual(['Offer: 3']);
    expect(lines()).toEqual([
      'Offer.findAll?filters[brand_new][GREATER_THAN]=3&limit=500&page=1&fields[]=id&fields[]=brand_new&contain[]=BrandNew',
    ]);
  });

  it('of a target that resembles none is left to the service, which refuses it in its own words', async () => {
    const { api } = await recordedApi([new Refusal("Target 'test' does not exist.")]);
    const { call } = api as unknown as { call: (...args: unknown[]) => Stream<unknown> };
    expect(await failureOf(call('test', 'test'))).toBeInstanceOf(HasOffersError);
  });

  it('may be one of another API, on the clients of affiliates and advertisers', async () => {
    const affiliate = new HasOffersAffiliate({ networkId: 'net', apiKey: 'K' });
    const advertiser = new HasOffersAdvertiser({ networkId: 'net', apiKey: 'K' });
    const network = new HasOffers({ networkId: 'net', networkToken: 'T' });
    onTestFinished(() => Promise.all([affiliate.close(), advertiser.close(), network.close()]).then(() => undefined));
    const loose = (api: object) =>
      api as { call: (...names: string[]) => Stream<unknown>; controller: (name: string) => object };
    for (const [client, target, method, nearest] of [
      [affiliate, 'Offer', 'findAll', 'Affiliate_Offer'],
      [affiliate, 'Employee', 'findAll', undefined],
      [affiliate, 'Advertiser_Report', 'getStats', 'Affiliate_Report'],
      [advertiser, 'Report', 'getStats', 'Advertiser_Report'],
      [advertiser, 'Affiliate_Report', 'getStats', 'Advertiser_Report'],
    ] as const) {
      const api = loose(client);
      const error = await failureOf(api.call(target, method));
      expect(error).toBeInstanceOf(TypeError);
      const { message } = error as Error;
      expect(message).toContain(`lists for ${client.constructor.name}, not '${target}'`);
      expect(/did you mean '(\w+)'/.exec(message)?.[1]).toBe(nearest);
      expect(() => api.controller(target)).toThrow(TypeError);
    }
    expect(Object.keys(network.controller('Affiliate_Offer'))).toContain('findMyOffers');
  });
});

describe('an argument after the one object', () => {
  it('may be the index that an operator of RxJS passes', async () => {
    const { api, lines } = await recordedApi([true]);
    const { setPayout } = api.offers;
    await collect(of({ id: 3, affiliate_id: 5 }).pipe(concatMap(setPayout)));
    expect(lines()).toEqual(['Offer.setPayout?id=3&affiliate_id=5']);
  });
});

describe('printing', () => {
  it('shows the methods of managers, controllers, reports and raw logs by their names', async () => {
    const { api } = await recordedApi([true]);
    const { advertisers, affiliates, application, conversions, offerFiles, offers, tags, reports, rawLogs } = api;
    const things = [
      advertisers,
      affiliates,
      application,
      conversions,
      offerFiles,
      offers,
      tags,
      reports,
      rawLogs.clicks,
    ];
    for (const methods of [...things, api.controller('Offer'), api.controller('AdManager')]) {
      const shown = inspect(methods, { breakLength: Infinity, maxArrayLength: null });
      expect(shown).not.toContain('anonymous');
      for (const [name, value] of Object.entries(methods as object))
        if (typeof value === 'function') expect(shown).toContain(`${name}: [Function: ${name}]`);
    }
  });
});
