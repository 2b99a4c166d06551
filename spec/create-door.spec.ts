import { EMPTY, lastValueFrom, map, merge, toArray } from 'rxjs';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createIntegrator, HasOffers } from 'rxoffers';
import { createClientParts } from '../lib/api-client.js';
import { normalizeKeyOptions } from '../lib/transport/normalize-options.js';
import { normalizeOptions } from '../lib/transport/normalize-options.js';
import { collect } from './support/collect.js';
import { openSandbox } from './support/sandbox-call.js';

describe('createDoor', () => {
  it('makes the same parts, whichever way a client is let in', async () => {
    const sandbox = await openSandbox({ offers: 2 });
    const { credentials, integratorCredentials, affiliateCredentials } = sandbox;
    const all = [
      normalizeOptions(credentials),
      normalizeOptions(integratorCredentials),
      normalizeKeyOptions('HasOffersAffiliate', affiliateCredentials),
    ];
    const [network, integrator, affiliate] = all.map(createClientParts);
    onTestFinished(async () => {
      for (const door of [network, integrator, affiliate]) await door?.transport.close();
    });
    for (const door of [network, integrator])
      expect(await collect(door?.managers.offers.findAllIds() ?? EMPTY)).toEqual(['1', '2']);
    expect(Object.keys(affiliate ?? {})).toEqual(Object.keys(network ?? {}));
    expect(affiliate?.context.managers).toBe(affiliate?.managers);
  });
});

describe('several networks at once', () => {
  const networks = async (ids: readonly string[]) =>
    Promise.all(ids.map((networkId, index) => openSandbox({ networkId, offers: 20, seed: index + 1 })));

  it('are merged into one stream, each client with its own limiter', async () => {
    const sandboxes = await networks(['one', 'two', 'three']);
    const limits = { rateLimit: { calls: 2, per: 60_000 } } as const;
    const clients = sandboxes.map(({ credentials }) => new HasOffers({ ...credentials, ...limits }));
    onTestFinished(async () => {
      for (const api of clients) await api.close();
    });
    expect(new Set(clients.map(({ limiter }) => limiter)).size).toBe(3);
    // Two pages each: with one limiter for all, the third call would have to wait a minute.
    const offers = clients.map((api, index) =>
      api.offers.findAll({ limit: 20, pageSize: 10, fields: ['id'] }).pipe(map(({ id }) => `${index}:${String(id)}`)),
    );
    const seen = await lastValueFrom(merge(...offers).pipe(toArray()));
    expect(seen).toHaveLength(60);
    expect(new Set(seen).size).toBe(60);
    expect(sandboxes.map(({ requests }) => requests.length)).toEqual([2, 2, 2]);
  });

  it('are reached by one integrator with one access token', async () => {
    const first = await openSandbox({ networkId: 'one', offers: 2 });
    const second = await openSandbox({ networkId: 'two', offers: 3, trusts: first });
    const integrator = createIntegrator(first.integratorCredentials.integrator);
    const clients = [first, second].map(
      ({ endpoint, networkId }) => new HasOffers({ endpoint, networkId, integrator, retries: 0 }),
    );
    onTestFinished(async () => {
      for (const api of clients) await api.close();
    });
    const ids = merge(...clients.map((api) => api.offers.findAllIds()));
    expect(await collect(ids)).toHaveLength(5);
    expect([first.authorizations, second.authorizations]).toEqual([1, 0]);
    first.revokeTokens();
    expect(await collect(ids)).toHaveLength(5);
    expect(first.authorizations).toBe(2);
  });
});
