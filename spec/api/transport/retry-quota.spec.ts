import { firstValueFrom, lastValueFrom, type Observable, take } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { collect, failureOf } from '../../support/collect.js';
import {
  accept,
  eventsOf,
  type Handler,
  inTurn,
  read,
  refusalText,
  replying,
  reset,
  serverClient,
  silent,
  write,
} from '../../support/server-client.js';
import { success } from '../../support/server.js';

const dead = replying(503);
const row = replying(200, success({ Offer: { id: '1' } }));

/** A server whose answer can be changed. */
const changing = (first: Handler) => {
  let current = first;
  return {
    handler: ((request, response) => current(request, response)) satisfies Handler,
    become: (next: Handler): void => void (current = next),
  };
};

describe('the retry quota', () => {
  it.each([
    ['errors', dead, 100],
    ['resets', reset, 100],
  ])('keeps a dead service (%s) from four times the traffic', async (_, handler, retries) => {
    const { server, api } = await serverClient(handler, { rateLimit: false, retryDelay: 0 });
    const events = eventsOf(api);
    for (let call = 0; call < 300; call++)
      expect(await failureOf(read(api))).toMatchObject({ name: 'MaxRetriesError' });
    // 500 tokens are 100 retries of 5.
    expect(server.seen).toHaveLength(300 + retries);
    const held = events.filter((event) => event.type === 'retry withheld');
    expect(held.length).toBeGreaterThan(200);
    expect(held[0]).toMatchObject({ target: 'Offer', method: 'findAll', attempt: expect.any(Number) as number });
  });

  it('takes twice as much after a timeout', async () => {
    const { server, api } = await serverClient(silent, {
      retryDelay: 0,
      retryQuota: 20,
      timeout: { headers: 10 },
    });
    expect(await failureOf(read(api))).toMatchObject({ name: 'MaxRetriesError', attempts: 3 });
    expect(server.seen).toHaveLength(3);
  });

  it.each<[string, (source: Observable<unknown>) => Promise<unknown>]>([
    ['firstValueFrom', (source) => firstValueFrom(source)],
    ['take(1)', (source) => lastValueFrom(source.pipe(take(1)))],
  ])('is filled by answers whose consumer leaves with the first: %s', async (_, consume) => {
    const { server, api } = await serverClient(
      (request, response) => (server.seen.length % 2 === 1 ? dead : row)(request, response),
      { rateLimit: false, retryDelay: 0, retryQuota: 20 },
    );
    for (let call = 0; call < 50; call++) expect(await consume(api.offers.findById(1))).toMatchObject({ id: '1' });
  });

  it('is filled by answers: of a retry by what it took, of a first attempt by one', async () => {
    const { handler, become } = changing(inTurn(dead, accept));
    const { server, api } = await serverClient(handler, { rateLimit: false, retryDelay: 0, retryQuota: 5 });
    expect(await collect(read(api))).toEqual([true]);
    become(dead);
    expect(await failureOf(read(api))).toMatchObject({ name: 'MaxRetriesError', attempts: 2 });
    expect(await failureOf(read(api))).toMatchObject({ name: 'MaxRetriesError', attempts: 1, cause: { status: 503 } });
    become(accept);
    for (let call = 0; call < 4; call++) await collect(read(api));
    become(dead);
    expect(await failureOf(read(api))).toMatchObject({ attempts: 1 });
    become(replying(200, refusalText('Offer does not exist')));
    // An answer is one, also when it says no.
    expect(await failureOf(read(api))).toMatchObject({ name: 'HasOffersError' });
    become(inTurn(dead, accept));
    expect(await collect(read(api))).toEqual([true]);
    expect(server.seen).toHaveLength(2 + 2 + 1 + 4 + 1 + 1 + 2);
  });

  it('counts neither refusals for the rate limit, nor calls that are not repeated', async () => {
    const limited = replying(200, refusalText('API usage exceeded rate limit. Configured: 50/0s window'));
    const { api } = await serverClient(inTurn(limited, limited, limited, dead, accept), {
      rateLimit: { calls: 1_000, per: 1 },
      retryDelay: 0,
      retryQuota: 0,
    });
    const events = eventsOf(api);
    // The third is the last of its attempts.
    expect(await failureOf(read(api))).toMatchObject({ name: 'MaxRetriesError', attempts: 4, cause: { status: 503 } });
    expect(await collect(read(api))).toEqual([true]);
    expect(events.filter(({ type }) => type === 'retry withheld')).toEqual([]);
    const { api: other } = await serverClient(dead, { retryQuota: 0 });
    const otherEvents = eventsOf(other);
    expect(await failureOf(write(other))).toMatchObject({ name: 'HttpError' });
    expect(otherEvents.filter(({ type }) => type === 'retry withheld')).toEqual([]);
  });

  it('is none with Infinity, and with retries: 0 has nothing to hold back', async () => {
    const { server, api } = await serverClient(dead, {
      retries: 2,
      retryDelay: 0,
      retryQuota: Infinity,
      rateLimit: false,
    });
    for (let call = 0; call < 120; call++) await failureOf(read(api));
    expect(server.seen).toHaveLength(360);
    const { api: once } = await serverClient(dead, { retries: 0, retryQuota: 0 });
    const events = eventsOf(once);
    expect(await failureOf(read(once))).toMatchObject({ name: 'HttpError' });
    expect(events.map(({ type }) => type)).toEqual(['request', 'reply']);
  });
});
