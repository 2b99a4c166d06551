import type { IncomingMessage } from 'node:http';
import { describe, expect, it, onTestFinished } from 'vitest';
import { HasOffers, HasOffersAdvertiser, HasOffersAffiliate } from 'rxoffers';
import { createSandbox } from 'rxoffers/sandbox';
import { collect } from '../../support/collect.js';
import { granting, integratorServers } from '../../support/integrator-servers.js';
import {
  accept,
  clientAt,
  eventsOf,
  type Handler,
  inTurn,
  read,
  replying,
  serverClient,
  TOKEN,
} from '../../support/server-client.js';
import { startServer, success } from '../../support/server.js';

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  let body = '';
  for await (const chunk of request) body += String(chunk);
  return body;
};

/** Accepts every call, and keeps the parameters of its form. */
const keeping =
  (forms: URLSearchParams[], data: unknown = []): Handler =>
  (request, response) =>
    void bodyOf(request).then((body) => {
      forms.push(new URLSearchParams(body));
      response.end(success(data));
    });

describe('reads with readsInUrl: false', () => {
  it('are POST with a form to the bare endpoint, so that no URL has a token', async () => {
    const forms: URLSearchParams[] = [];
    const { api, server } = await serverClient(keeping(forms), { readsInUrl: false });
    const events = eventsOf(api);
    await collect(api.offers.findAll({ filters: { id__gt: 3 }, fields: ['id'] }));
    await collect(api.offers.findById(7));
    await collect(api.call('Offer', 'findAll', {}, { raw: true }));
    await collect(api.controller('AdManager').findAllCampaigns());
    await collect(api.reports.getStats({ fields: ['Stat.clicks'] }));
    await collect(api.rawLogs.clicks.listLogs('20260101'));
    expect(server.seen.map(({ method, url }) => `${method} ${url}`)).toEqual(Array(6).fill('POST /Apiv3/json'));
    for (const { headers } of server.seen) expect(headers['content-type']).toBe('application/x-www-form-urlencoded');
    for (const form of forms) expect([form.get('NetworkToken'), form.get('NetworkId')]).toEqual([TOKEN, 'net']);
    expect([...(forms[0] ?? [])].slice(2)).toEqual([
      ['Target', 'Offer'],
      ['Method', 'findAll'],
      ['filters[id][GREATER_THAN]', '3'],
      ['limit', '500'],
      ['page', '1'],
      ['fields[]', 'id'],
    ]);
    expect(events.flatMap((event) => (event.type === 'request' ? [event.verb] : []))).toEqual(Array(6).fill('POST'));
  });

  it('are GET without the option', async () => {
    const { api, server } = await serverClient(accept);
    await collect(read(api));
    await collect(read(clientAt(server.url, { readsInUrl: true })));
    expect(server.seen.map(({ method }) => method)).toEqual(['GET', 'GET']);
  });

  it.each<[string, Handler]>([
    ['503', replying(503)],
    ['a page of HTML', replying(200, '<html>')],
    ['a reset after the request', (request) => void bodyOf(request).then(() => request.socket.resetAndDestroy())],
  ])('are repeated like any read: %s', async (_name, fault) => {
    const { api, server } = await serverClient(inTurn(fault, accept), { readsInUrl: false });
    expect(await collect(read(api))).toEqual([true]);
    expect(server.seen.map(({ method }) => method)).toEqual(['POST', 'POST']);
  });

  it('are those of affiliates, advertisers and integrators too', async () => {
    const forms: URLSearchParams[] = [];
    const server = await startServer(keeping(forms));
    const options = { networkId: 'net', apiKey: 'KEY/1', endpoint: server.url, readsInUrl: false };
    const [affiliate, advertiser] = [new HasOffersAffiliate(options), new HasOffersAdvertiser(options)];
    onTestFinished(async () => {
      await Promise.all([affiliate.close(), advertiser.close()]);
      await server.close();
    });
    await collect(affiliate.controller('Affiliate_Offer').findAll());
    await collect(
      advertiser.reports.getStats({ fields: ['Stat.clicks'], dataStart: '2026-01-01', dataEnd: '2026-01-02' }),
    );
    expect(forms.map((form) => form.get('api_key'))).toEqual(['KEY/1', 'KEY/1']);

    const integrator = await integratorServers(granting());
    await collect(read(integrator.connect({ readsInUrl: false })));
    expect([...server.seen, ...integrator.api.seen].map(({ method, url }) => `${method} ${url}`)).toEqual(
      Array(3).fill('POST /Apiv3/json'),
    );
  });

  it('are answered by the sandbox', async () => {
    const sandbox = await createSandbox({ offers: 30, rateLimit: false });
    const api = new HasOffers({ ...sandbox.credentials, readsInUrl: false });
    onTestFinished(async () => {
      await api.close();
      await sandbox.close();
    });
    expect(await collect(api.offers.findAll({ pageSize: 7 }))).toHaveLength(30);
    expect(await collect(api.offers.count())).toEqual([30]);
    expect(sandbox.requests.every(({ verb, url }) => verb === 'POST' && !url.includes('?'))).toBe(true);
  });
});
