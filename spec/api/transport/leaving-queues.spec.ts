import { from, mergeMap, Observable } from 'rxjs';
import { describe, expect, it } from 'vitest';
import type { HasOffers, Limiter } from 'rxoffers';
import { collect, settle } from '../../support/collect.js';
import { accept, type Handler, clientAt, eventsOf, read, serverClient, silent } from '../../support/server-client.js';

/** Answers the first calls never, and the others at once. */
const silentFirst = (calls: number): Handler => {
  let seen = 0;
  return (request, response) => (++seen <= calls ? silent : accept)(request, response);
};

const countOf = (events: { readonly type: string }[], type: string): number =>
  events.filter((event) => event.type === type).length;

/** Subscribes to this many calls at once. */
const queueUp = (api: HasOffers, calls: number) => Array.from({ length: calls }, () => read(api).subscribe());

describe('leaving a queue of calls', () => {
  it.each([
    ['the oldest first', (calls: unknown[]) => calls],
    ['the newest first', (calls: unknown[]) => calls.reverse()],
  ])('%s starts nothing, tells nothing, and costs the budget only what was sent', async (_, order) => {
    const { server, api } = await serverClient(silentFirst(8), { rateLimit: { calls: 12, per: 60_000 } });
    const events = eventsOf(api);
    const calls = queueUp(api, 100);
    await server.received(8);
    const before = events.length;
    (order(calls) as typeof calls).forEach((call) => call.unsubscribe());
    await settle(10);
    expect(events.slice(before)).toEqual([]);
    expect(countOf(events, 'request')).toBe(8);
    // Of twelve permits eight are spent.
    await collect(from([1, 2, 3, 4]).pipe(mergeMap(() => read(api))));
    expect(server.seen).toHaveLength(12);
    expect(events.filter((event) => event.type === 'waiting' && event.reason === 'rate limit')).toEqual([]);
  });

  it('that waits for the limiter costs no permit', async () => {
    const { server, api } = await serverClient(accept, { rateLimit: { calls: 1, per: 300 }, concurrency: 50 });
    await collect(read(api));
    const events = eventsOf(api);
    const calls = queueUp(api, 50);
    calls.forEach((call) => call.unsubscribe());
    await collect(read(api));
    expect([server.seen.length, countOf(events, 'request')]).toEqual([2, 1]);
  });

  it('when one call fails, with all calls of one pipeline, sends none of the others', async () => {
    const { server, api } = await serverClient((_, response) => void response.writeHead(404).end(), {
      retries: 0,
      concurrency: 2,
    });
    const events = eventsOf(api);
    const many = from(Array.from({ length: 50 })).pipe(mergeMap(() => read(api)));
    await new Promise<void>((resolve) => many.subscribe({ error: () => resolve() }));
    await settle(10);
    expect(countOf(events, 'request')).toBe(2);
    expect(server.seen.length).toBeLessThanOrEqual(2);
  });

  it('takes time in proportion to its length', () => {
    const api = clientAt('http://127.0.0.1:1/', { rateLimit: { calls: 1, per: 60_000 }, concurrency: 100_000 });
    const timeOf = (length: number): number => {
      const calls = queueUp(api, length);
      const started = performance.now();
      calls.forEach((call) => call.unsubscribe());
      return performance.now() - started;
    };
    timeOf(500);
    const [short, long] = [timeOf(500), timeOf(5_000)];
    // Ten times as many take about ten times as long; with a search for each it was a hundred times.
    expect(long).toBeLessThan(40 * short + 100);
  });

  it("follows somebody else's limiter, which sees each call that leaves", async () => {
    let waiting = 0;
    const limiter: Limiter = {
      acquire: () =>
        new Observable(() => {
          waiting++;
          return () => waiting--;
        }),
      onRateLimited: () => 0,
    };
    const api = clientAt('http://127.0.0.1:1/', { limiter, concurrency: 4 });
    const events = eventsOf(api);
    const calls = queueUp(api, 20);
    expect(waiting).toBe(4);
    calls.forEach((call) => call.unsubscribe());
    await settle(10);
    expect([waiting, countOf(events, 'request')]).toEqual([0, 0]);
    expect(events.filter((event) => event.type === 'waiting' && event.reason === 'rate limit')).toHaveLength(4);
  });
});
