import { of, Subject, throwError } from 'rxjs';
import { describe, expect, it } from 'vitest';
import type { Limiter, Permit } from 'rxoffers';
import { collect, failureOf } from '../../support/collect.js';
import {
  accept,
  clientAt,
  eventsOf,
  inTurn,
  read,
  refusalText,
  replying,
  reset,
  serverClient,
  write,
} from '../../support/server-client.js';

const LIMIT = 'net.  API usage exceeded rate limit.  Configured: 50/10s window; Your usage: 51.  See x';

describe('retries', () => {
  it.each([
    ['500', replying(500)],
    ['503', replying(503, 'busy')],
    ['a reset', reset],
    [
      'a body that is cut',
      (request, response) => {
        response.writeHead(200, { 'content-length': 500 }).write('{"resp', () => request.socket.destroy());
      },
    ],
  ] satisfies [string, Parameters<typeof inTurn>[0]][])('repeat a read after %s', async (_name, fail) => {
    const { server, api } = await serverClient(inTurn(fail, fail, accept), { rateLimit: false, retries: 2 });
    expect(await collect(read(api))).toEqual([true]);
    expect(server.seen).toHaveLength(3);
  });

  it.each([
    ['500', replying(500)],
    ['a reset', reset],
  ])('never repeat a write after %s', async (_name, fail) => {
    const { server, api } = await serverClient(inTurn(fail, accept));
    await failureOf(write(api));
    expect(server.seen).toHaveLength(1);
  });

  it('repeat a write that certainly was not sent', async () => {
    const { server, api } = await serverClient(accept, { retries: 2 });
    await server.close();
    expect(await failureOf(write(api))).toMatchObject({
      name: 'MaxRetriesError',
      attempts: 3,
      cause: { name: 'ConnectionError', code: 'ECONNREFUSED', unsent: true },
    });
  });

  it('end with a MaxRetriesError that has the last cause, or without retries with the plain error', async () => {
    const { server, api } = await serverClient(replying(502, 'bad gateway'), { retries: 1 });
    const cause = { name: 'HttpError', status: 502, excerpt: 'bad gateway' };
    expect(await failureOf(read(api))).toMatchObject({ name: 'MaxRetriesError', attempts: 2, errors: [], cause });
    expect(server.seen).toHaveLength(2);
    expect(await failureOf(read(clientAt(server.url, { retries: 0 })))).toMatchObject(cause);
  });

  it('do not wait for a Retry-After longer than maxRetryDelay, and say how long it is', async () => {
    const { server, api } = await serverClient(replying(503, '', { 'retry-after': '120' }));
    expect(await failureOf(read(api))).toMatchObject({
      name: 'HttpError',
      retryAfter: 120_000,
      message: 'Offer.findAll: HTTP 503; Retry-After asks for 120000 ms',
    });
    expect(server.seen).toHaveLength(1);
  });

  it.each([
    ['errors of the API', replying(200, refusalText('No')), { name: 'HasOffersError', message: 'No', target: 'Offer' }],
    ['other HTTP errors', replying(404, 'nothing here'), { name: 'HttpError', status: 404 }],
  ])('are not for %s', async (_, handler, error) => {
    const { server, api } = await serverClient(handler);
    expect(await failureOf(read(api))).toMatchObject(error);
    expect(server.seen).toHaveLength(1);
  });

  it('are reported as events, after the requests and replies', async () => {
    const { api } = await serverClient(inTurn(replying(503), accept));
    const events = eventsOf(api);
    await collect(read(api));
    const call = { target: 'Offer', method: 'findAll' };
    expect(events).toMatchObject([
      { type: 'request', ...call, attempt: 1, verb: 'GET' },
      { type: 'reply', ...call, status: 503 },
      { type: 'retry', ...call, attempt: 1, reason: 'Offer.findAll: HTTP 503' },
      { type: 'request', ...call, attempt: 2 },
      { type: 'reply', ...call, status: 200 },
    ]);
  });
});

/** A limiter of the user's own, as over a store that processes share; counts how it is called. */
const fakeLimiter = (acquire: (permit: Permit) => ReturnType<Limiter['acquire']>, wait = 0) => {
  const counts = { cancelled: 0, settled: 0, rateLimited: [] as unknown[] };
  const permit = { cancel: () => counts.cancelled++, settle: () => counts.settled++ };
  const limiter: Limiter = {
    acquire: () => acquire(permit),
    onRateLimited: ({ limit, window, usage }) => {
      counts.rateLimited.push({ limit, window, usage });
      return wait;
    },
  };
  return { limiter, counts };
};

describe('the rate limit', () => {
  it('pauses the limiter and repeats even a write, since the call was not carried out', async () => {
    const { limiter, counts } = fakeLimiter((permit) => of(permit), 7);
    const { server, api } = await serverClient(inTurn(replying(200, refusalText(LIMIT)), accept), { limiter });
    const events = eventsOf(api);
    expect(await collect(write(api))).toEqual([true]);
    expect(server.seen).toHaveLength(2);
    expect(counts).toEqual({ cancelled: 0, settled: 2, rateLimited: [{ limit: 50, window: 10_000, usage: 51 }] });
    expect(events.filter(({ type }) => type === 'paused')).toMatchObject([{ delay: 7, facts: { limit: 50 } }]);
  });

  it('is waited for in the queue of the limiter, which is reported', async () => {
    const grants = new Subject<Permit>();
    const { limiter } = fakeLimiter(() => grants);
    const { server, api } = await serverClient(accept, { limiter });
    const events = eventsOf(api);
    const waiting = collect(read(api));
    expect(events).toMatchObject([{ type: 'waiting', reason: 'rate limit' }]);
    expect(server.seen).toHaveLength(0);
    grants.next({ cancel: () => undefined, settle: () => undefined });
    expect(await waiting).toEqual([true]);
    expect(grants.observed).toBe(false);
  });

  it('does not count a call that was not sent, and counts any other until it ends', async () => {
    const { limiter, counts } = fakeLimiter((permit) => of(permit));
    const { server, api } = await serverClient(
      inTurn(accept, reset, () => undefined),
      { limiter, retries: 0 },
    );
    await collect(read(api));
    await failureOf(read(api));
    expect(counts).toMatchObject({ cancelled: 0, settled: 2 });
    const left = read(api).subscribe();
    await server.received(3);
    left.unsubscribe();
    expect(counts).toMatchObject({ cancelled: 0, settled: 3 });
    await server.close();
    await failureOf(read(api));
    expect(counts.cancelled).toBe(1);
  });

  it('is left with the call, and fails it when the limiter fails', async () => {
    const queue = new Subject<Permit>();
    const { server, api } = await serverClient(accept, { limiter: fakeLimiter(() => queue).limiter });
    read(api).subscribe().unsubscribe();
    expect(queue.observed).toBe(false);
    const { limiter } = fakeLimiter(() => throwError(() => new Error('store')));
    expect(await failureOf(read(clientAt(server.url, { limiter })))).toMatchObject({ message: 'store' });
  });

  it('of one client is shared with another by its limiter', async () => {
    const { server, api } = await serverClient(accept, { rateLimit: { calls: 1, per: 60_000 } });
    await collect(read(api));
    const other = clientAt(server.url, { limiter: api.limiter });
    const events = eventsOf(other);
    read(other).subscribe().unsubscribe();
    expect(events).toMatchObject([{ type: 'waiting', reason: 'rate limit' }]);
    expect(server.seen).toHaveLength(1);
  });

  it('can be switched off', async () => {
    const { server, api } = await serverClient(accept, { rateLimit: false });
    await Promise.all(Array.from({ length: 60 }, () => collect(read(api))));
    expect(server.seen).toHaveLength(60);
  });
});
