import type { Observable } from 'rxjs';
import type { HasOffers } from 'rxoffers';
import { HasOffersAffiliate } from 'rxoffers';
import { describe, expect, it, onTestFinished } from 'vitest';
import { collect, failureOf } from '../../support/collect.js';
import { recordedApi } from '../../support/recorded-api.js';

const RESERVED = [
  ...['Target', 'Method', 'NetworkToken', 'NetworkId', 'IntegratorId', 'api_key', 'Format', 'Service', 'Version'],
];

/** Each way in which parameters of the user's own get into a call. */
const WAYS: Readonly<Record<string, (api: HasOffers, params: object) => Observable<unknown>>> = {
  'api.call': (api, params) => api.call('Offer', 'findAll', params as never),
  'api.call, raw': (api, params) => api.call('Offer', 'findById', { id: 1, ...params } as never, { raw: true }),
  'api.call of a write': (api, params) =>
    api.call('Offer', 'update', { id: 1, data: { name: 'x' }, ...params } as never),
  'api.call of what the catalog lacks': (api, params) =>
    api.call('Offer', 'findNew', { ...params }, { unlisted: true }),
  'api.call of an unknown target': (api, params) => api.call('New', 'find', { ...params }, { unlisted: true }),
  'a controller': (api, params) => api.controller('AdManager').findAllCampaigns(params),
  'a method of a manager': (api, params) => api.offers.setPayout({ id: 1, affiliate_id: 2, payout: 3, ...params }),
  'conversions.findUpdated': (api, params) => api.conversions.findUpdated({ params: params as never }),
};

describe('a parameter with a reserved name', () => {
  it.each(Object.entries(WAYS))('is a TypeError, and nothing is sent: %s', async (_name, call) => {
    const { api, calls } = await recordedApi([[]]);
    for (const name of RESERVED)
      for (const spelled of [name, ` ${name}`, `${name}[]`, `${name}[0]`, `${name}[x][y]`, `${name}\0x`]) {
        const error = await failureOf(call(api, { [spelled]: 'updateField' }));
        expect(error).toBeInstanceOf(TypeError);
        expect((error as Error).message).toMatch(
          new RegExp(String.raw`^\w+\.\w+: ${name} should not be a parameter, since the request itself has it$`),
        );
      }
    for (const value of [['a'], { a: 1 }, 1, true])
      expect(await failureOf(call(api, { Method: value }))).toBeInstanceOf(TypeError);
    expect(calls).toEqual([]);
  });

  it('is one in any case, and with a dot for its underscore, where the catalog knows the method', async () => {
    const { api, calls } = await recordedApi([[]]);
    for (const name of ['method', 'METHOD', 'networktoken', 'target', 'API_KEY', 'api.key', 'api key', 'format'])
      expect(await failureOf(api.call('Offer', 'findAll', { [name]: 'x' } as never))).toBeInstanceOf(TypeError);
    expect(calls).toEqual([]);
    await collect(api.call('Offer', 'findNew', { format: 'csv', method: 'x' }, { unlisted: true }));
    expect(calls).toHaveLength(1);
  });

  it('is one however PHP comes to its name', async () => {
    const { api, calls } = await recordedApi([[]]);
    // The first bracket of a name is an underscore if none closes it, and then no other bracket means anything.
    for (const name of [
      'api[key',
      ' api[key',
      'API[key',
      'api[key\0x',
      'api_key[',
      'Method[x',
      'Target[x]y',
      'Format\0[x',
    ])
      expect([name, await failureOf(api.call('Offer', 'findAll', { [name]: 'x' } as never))]).toEqual([
        name,
        expect.any(TypeError),
      ]);
    for (const name of ['api[key', 'api key', 'api.key'])
      expect(await failureOf(api.call('New', 'find', { [name]: 'x' }, { unlisted: true }))).toBeInstanceOf(TypeError);
    expect(calls).toEqual([]);
    for (const name of ['[api_key', 'apikey', 'api', 'api[x]key', 'api[key]'])
      await collect(api.call('New', 'find', { [name]: 'x' }, { unlisted: true }));
    expect(calls).toHaveLength(5);
  });

  it('is sent where the method itself has one of that name', async () => {
    const { api, lines } = await recordedApi([[]]);
    const report = { arguments: ['x'], start_date: '2026-01-01', end_date: '2026-01-02' };
    await collect(api.call('DownloadReport', 'getDownloadReportLink', { method: 'getStats', ...report }));
    await collect(api.application.findAffiliateApiKey({ api_key: 'key' }));
    expect(lines()).toEqual([
      'DownloadReport.getDownloadReportLink?method=getStats&arguments[]=x&start_date=2026-01-01&end_date=2026-01-02',
      'Application.findAffiliateApiKey?api_key=key',
    ]);
    for (const params of [{ Method: 'x' }, { METHOD: 'x' }, { api_key: 'x' }]) {
      const call = api.call('DownloadReport', 'getDownloadReportLink', { method: 'm', ...report, ...params } as never);
      expect(await failureOf(call)).toBeInstanceOf(TypeError);
    }
  });

  it('is not one inside of filters or data', async () => {
    const { api, lines } = await recordedApi([true]);
    await collect(api.call('Offer', 'update', { id: 1, data: { Method: 'x', NetworkToken: 'y' } } as never));
    expect(lines()).toEqual(['Offer.update?id=1&data[Method]=x&data[NetworkToken]=y']);
  });

  it('is one for affiliates and integrators too, whose value is not quoted', async () => {
    const { calls } = await recordedApi([[]]);
    const api = new HasOffersAffiliate({ networkId: 'net', apiKey: 'key', endpoint: 'http://127.0.0.1:1' });
    onTestFinished(() => api.close());
    const error = await failureOf(api.call('Affiliate_Offer', 'findAll', { api_key: 'another-key' } as never));
    expect(error).toBeInstanceOf(TypeError);
    expect(String(error)).not.toContain('another-key');
    expect(calls).toEqual([]);
  });
});
