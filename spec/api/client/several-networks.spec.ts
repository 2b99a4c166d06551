import { lastValueFrom, map, merge, toArray } from 'rxjs';
import { createIntegrator, HasOffers } from 'rxoffers';
import { describe, expect, it, onTestFinished } from 'vitest';
import { collect } from '../../support/collect.js';
import { openSandbox } from '../../support/sandbox-call.js';

describe('one network', () => {
  it('is reached with its token and by an integrator, by the same calls', async () => {
    const { credentials, integratorCredentials } = await openSandbox({ offers: 2 });
    const clients = [new HasOffers(credentials), new HasOffers(integratorCredentials)];
    onTestFinished(async () => {
      for (const api of clients) await api.close();
    });
    for (const api of clients) expect(await collect(api.offers.findAllIds())).toEqual(['1', '2']);
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
