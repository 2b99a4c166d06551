import { filter, firstValueFrom, type Observable } from 'rxjs';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { collect, failureOf, settle } from '../../support/collect.js';
import {
  accept,
  clientAt,
  eventsOf,
  type Handler,
  keepingLogger,
  read,
  replying,
  serverClient,
  silent,
  write,
} from '../../support/server-client.js';

/** Unsubscribes once it is time to, and expects that nothing is emitted any more. */
const leaveWhen = async (call: Observable<unknown>, ready: () => Promise<unknown>): Promise<void> => {
  const seen: unknown[] = [];
  const subscription = call.subscribe({ next: (value) => seen.push(value), error: (error) => seen.push(error) });
  await ready();
  subscription.unsubscribe();
  await settle(10);
  expect(seen).toEqual([]);
};

const begun: Handler = (_request, response) => void response.writeHead(200).write('{');

describe('unsubscribing', () => {
  it.each([
    ['while the request is on its way', silent],
    ['while the body is read', begun],
  ])('%s closes the socket', async (_, handler) => {
    const { server, api } = await serverClient(handler);
    await leaveWhen(read(api), () => server.received(1));
    await server.idle();
  });

  it('while it waits to retry sends nothing more', async () => {
    const { server, api } = await serverClient(replying(500), { retryDelay: 60_000, maxRetryDelay: 60_000 });
    const retry = firstValueFrom(api.events$.pipe(filter(({ type }) => type === 'retry')));
    await leaveWhen(read(api), () => retry);
    expect(server.seen).toHaveLength(1);
  });

  it('while it waits for the limiter leaves the queue', async () => {
    const { server, api } = await serverClient(accept, { rateLimit: { calls: 1, per: 60_000 } });
    await collect(read(api));
    await leaveWhen(read(api), () => settle(1));
    expect(server.seen).toHaveLength(1);
  });

  it('while it waits for a place leaves the queue, and the place goes to the next call', async () => {
    let answer: (() => void) | undefined;
    const { server, api } = await serverClient(
      (request, response) => {
        if (answer) return accept(request, response);
        answer = () => accept(request, response);
      },
      { concurrency: 1 },
    );
    const events = eventsOf(api);
    const first = collect(read(api));
    await server.received(1);
    const leaving = read(api).subscribe();
    const third = collect(read(api));
    expect(events.filter(({ type }) => type === 'waiting')).toMatchObject([
      { reason: 'concurrency' },
      { reason: 'concurrency' },
    ]);
    leaving.unsubscribe();
    answer?.();
    expect(await Promise.all([first, third])).toEqual([[true], [true]]);
    expect(server.seen).toHaveLength(2);
  });
});

describe('a client that is closed', () => {
  it('ends its calls and later ones with a ConnectionError, and its events', async () => {
    const { server, api } = await serverClient(silent);
    let completed = false;
    api.events$.subscribe({ complete: () => (completed = true) });
    const pending = failureOf(read(api));
    await server.received(1);
    await api.close();
    const closed = { name: 'ConnectionError', code: 'CLOSED', message: 'The client is closed' };
    expect(await pending).toMatchObject({ ...closed, unsent: false });
    expect(await failureOf(read(api))).toMatchObject({ ...closed, unsent: true });
    expect(await failureOf(api.rawLogs.clicks.listLogs('20160909'))).toMatchObject(closed);
    expect([completed, server.seen.length]).toEqual([true, 1]);
    await server.idle();
  });

  const refuse = replying(429);

  it.each<[string, Handler, object, boolean]>([
    ['is on its way', silent, {}, false],
    ['has sent half of an answer', begun, {}, false],
    ['waits for the limiter', silent, { rateLimit: { calls: 1, per: 60_000 } }, true],
    ['waits for a place', silent, { concurrency: 1 }, true],
    ['waits to be repeated', refuse, { retryDelay: 60_000, maxRetryDelay: 60_000 }, true],
  ])('says of a write that %s whether it was sent', async (_, handler, options, unsent) => {
    const { server, api } = await serverClient(handler, options);
    const retried = firstValueFrom(api.events$.pipe(filter(({ type }) => type === 'retry')), {
      defaultValue: undefined,
    });
    // The first takes the one permit or place, where there is one.
    const calls = [failureOf(write(api))];
    await server.received(1);
    if (handler === refuse) await retried;
    else calls.push(failureOf(write(api)));
    if (!unsent) await server.received(2);
    await api.close();
    expect(await calls.at(-1)).toMatchObject({ name: 'ConnectionError', code: 'CLOSED', unsent });
    await Promise.all(calls);
  });

  it('leaves other clients of the same server alone', async () => {
    const { server, api } = await serverClient(accept);
    const other = clientAt(server.url);
    await collect(read(api));
    await api.close();
    expect(await collect(read(other))).toEqual([true]);
  });
});

describe('a logger', () => {
  it.each([
    [0, []],
    [1, ['waiting for the rate limit']],
    [2, ['→ GET Offer.findAll', '← 200 Offer.findAll', 'waiting for the rate limit']],
    [3, ['→ GET Offer.findAll ', '{"request":{},', 'waiting for the rate limit']],
  ] as const)('has the lines of verbosity %i', async (verbosity, expected) => {
    const logger = keepingLogger();
    const { api } = await serverClient(accept, { logger, verbosity, rateLimit: { calls: 1, per: 60_000 } });
    await collect(read(api));
    read(api).subscribe().unsubscribe();
    expect(logger.lines).toHaveLength(expected.length);
    expected.forEach((part, index) => expect(logger.lines[index]).toContain(part));
    for (const line of logger.lines) expect(line).toMatch(/^rxoffers /);
  });

  it('has the lines of verbosity 1 if no verbosity is given', async () => {
    const logger = keepingLogger();
    const { api } = await serverClient(accept, { logger, rateLimit: { calls: 1, per: 60_000 } });
    await collect(read(api));
    read(api).subscribe().unsubscribe();
    expect(logger.lines).toEqual(['rxoffers Offer.findAll: waiting for the rate limit']);
  });

  it('is the console if a verbosity is given and no logger, without secrets', async () => {
    const lines: string[] = [];
    const debug = vi.spyOn(console, 'debug').mockImplementation((line: string) => void lines.push(line));
    onTestFinished(() => debug.mockRestore());
    const { api } = await serverClient(accept, { verbosity: 3 });
    await collect(write(api));
    expect(lines).toEqual([
      expect.stringContaining('→ POST AffiliateUser.create data[password]=[redacted]'),
      expect.stringContaining('← 200 AffiliateUser.create'),
    ]);
  });

  it('that throws does not break the call', async () => {
    const fail = (): never => {
      throw new Error('disk full');
    };
    const { api } = await serverClient(accept, { logger: { info: fail, debug: fail }, verbosity: 3 });
    expect(await collect(read(api))).toEqual([true]);
  });
});
