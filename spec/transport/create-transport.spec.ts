import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { inspect } from 'node:util';
import { gzipSync } from 'node:zlib';
import { Agent } from 'undici';
import { firstValueFrom, lastValueFrom, type Observable } from 'rxjs';
import { afterEach, describe, expect, it } from 'vitest';
import type { ClientEvent, HasOffersOptions } from 'rxoffers';
import type { Transport } from '../../lib/transport/transport.js';
import { collect, failureOf, settle } from '../support/collect.js';
import { startServer, startTlsServer, success, type TestServer } from '../support/server.js';
import { READ, TOKEN, transportOf, WRITE } from '../support/transport-of.js';

type Handler = Parameters<typeof startServer>[0];

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

const setUp = async (
  handler: Handler,
  options: Partial<HasOffersOptions> = {},
  start = startServer,
): Promise<{ server: TestServer; transport: Transport }> => {
  const server = await start(handler);
  const transport = transportOf(server.url, options);
  closing.push(server.close, () => transport.close());
  return { server, transport };
};

const replying =
  (status: number, body: string, headers: Record<string, string> = {}): Handler =>
  (_request, response) =>
    void response.writeHead(status, headers).end(body);

const ok: Handler = replying(200, success(true));
const leave: Handler = () => undefined;

describe('a call', () => {
  it('sends nothing before it is subscribed to, and anew for each subscription', async () => {
    const { server, transport } = await setUp(ok);
    const call = transport.send(READ);
    await settle(5);
    expect(server.seen).toHaveLength(0);
    await collect(call);
    await collect(call);
    expect(server.seen).toHaveLength(2);
  });

  it('emits data and request id once, decoding gzip', async () => {
    const body = gzipSync(success({ 9: 'b', 1: 'a' }).replace('"1":"a","9":"b"', '"9":"b","1":"a"'));
    const { server, transport } = await setUp((_request, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip', 'x-request-id': 'r-1' }).end(body);
    });
    const [reply, ...more] = await collect(transport.send(READ));
    expect(more).toHaveLength(0);
    expect(reply?.requestId).toBe('r-1');
    expect([...(reply?.data as Map<string, string>)]).toEqual([
      ['9', 'b'],
      ['1', 'a'],
    ]);
    expect(server.seen[0]?.headers['accept-encoding']).toBe('gzip');
  });

  it('reuses its connection', async () => {
    const { server, transport } = await setUp(ok);
    for (let call = 0; call < 5; call++) await firstValueFrom(transport.send(READ));
    // The next call may come before the pool has seen that the one before is over.
    expect(server.open()).toBeLessThanOrEqual(2);
  });

  it('keeps the token of a write out of the URL (section 2.12)', async () => {
    const { server, transport } = await setUp(ok);
    await firstValueFrom(transport.send(WRITE));
    expect(server.seen[0]).toMatchObject({ method: 'POST', url: '/Apiv3/json' });
  });
});

describe('retries', () => {
  const failing = (times: number, fail: Handler): { handler: Handler; count: () => number } => {
    let count = 0;
    return {
      handler: (request, response) => (count++ < times ? fail(request, response) : ok(request, response)),
      count: () => count,
    };
  };
  const reset: Handler = (request) => request.socket.resetAndDestroy();

  it.each([
    ['500', replying(500, '')],
    ['503', replying(503, 'busy')],
    ['reset', reset],
  ])('repeat a read after %s (row 147)', async (_name, fail) => {
    const { handler, count } = failing(2, fail);
    const { transport } = await setUp(handler, { rateLimit: false, retries: 2 });
    expect(await collect(transport.send(READ))).toHaveLength(1);
    expect(count()).toBe(3);
  });

  it.each([
    ['500', replying(500, '')],
    ['reset', reset],
  ])('never repeat a write after %s', async (_name, fail) => {
    const { handler, count } = failing(1, fail);
    const { transport } = await setUp(handler);
    await failureOf(transport.send(WRITE));
    expect(count()).toBe(1);
  });

  it('repeat a write that surely was not sent (connection refused)', async () => {
    const { server, transport } = await setUp(ok, { retries: 2 });
    await server.close();
    expect(await failureOf(transport.send(WRITE))).toMatchObject({
      name: 'MaxRetriesError',
      attempts: 3,
      cause: { name: 'ConnectionError', unsent: true },
    });
  });

  it('end in MaxRetriesError with the last cause (row 148); with retries 0 in the plain error', async () => {
    const { server, transport } = await setUp(replying(502, 'bad gateway'), { retries: 1 });
    const error = await failureOf(transport.send(READ));
    expect(error).toMatchObject({
      name: 'MaxRetriesError',
      attempts: 2,
      errors: [],
      cause: { name: 'HttpError', status: 502 },
    });
    expect(server.seen).toHaveLength(2);
    const plain = transportOf(server.url, { retries: 0 });
    closing.push(() => plain.close());
    expect(await failureOf(plain.send(READ))).toMatchObject({ name: 'HttpError', status: 502, excerpt: 'bad gateway' });
  });

  it('do not outwait a Retry-After longer than maxRetryDelay, and say how long', async () => {
    const { server, transport } = await setUp(replying(503, '', { 'retry-after': '120' }));
    const error = await failureOf(transport.send(READ));
    expect(error).toMatchObject({ name: 'HttpError', retryAfter: 120_000 });
    expect(String(error)).toContain('120000 ms');
    expect(server.seen).toHaveLength(1);
  });

  it('are not for errors of the API (row 146), nor for other HTTP errors (row 149)', async () => {
    const refusal = JSON.stringify({ response: { status: -1, data: '', errors: [{ publicMessage: 'No' }] } });
    const { server, transport } = await setUp(replying(200, refusal));
    expect(await failureOf(transport.send(READ))).toMatchObject({
      name: 'HasOffersError',
      message: 'No',
      target: 'Offer',
    });
    expect(server.seen).toHaveLength(1);
    const missing = await setUp(replying(404, 'nothing here'));
    expect(await failureOf(missing.transport.send(READ))).toMatchObject({ name: 'HttpError', status: 404 });
    expect(missing.server.seen).toHaveLength(1);
  });
});

describe('bad replies', () => {
  const envelope = JSON.stringify({ response: { errors: [{ publicMessage: 'Not you' }] } });

  it.each([
    [401, '', 'AuthenticationError'],
    [401, envelope, 'AuthenticationError'],
    [403, '<html>', 'AuthenticationError'],
    [403, envelope, 'AuthenticationError'],
    [404, '', 'HttpError'],
    [404, 'x', 'HttpError'],
    [500, '', 'HttpError'],
    [500, envelope, 'HttpError'],
    [503, '', 'HttpError'],
    [503, '<html>', 'HttpError'],
  ])('HTTP %i with body "%s" is %s', async (status, body, name) => {
    const { transport } = await setUp(replying(status, body), { retries: 0 });
    const error = await failureOf(transport.send(READ));
    expect(error).toMatchObject({ name, status });
    if (body === envelope && name === 'AuthenticationError') expect(error).toMatchObject({ message: 'Not you' });
  });

  const deep = `{"response":{"status":1,"data":${'['.repeat(100)}${']'.repeat(100)}}}`;
  it.each<[string, Handler, RegExp]>([
    ['HTML', replying(200, '<html>Maintenance</html>'), /no JSON|JSON/i],
    ['empty', replying(200, ''), /empty/i],
    ['truncated', replying(200, success({ a: 1 }).slice(0, 40)), /JSON/i],
    ['without envelope', replying(200, '{"a":1}'), /response/],
    ['deep', replying(200, deep), /deep/],
    ['huge', replying(200, success('x'.repeat(5_000))), /larger than 4096/],
    ['huge once decoded', replying(200, '', {}), /larger|empty/],
    ['not gzip', replying(200, success(1), { 'content-encoding': 'gzip' }), /gzip/],
    ['of an unknown encoding', replying(200, success(1), { 'content-encoding': 'zstd' }), /zstd/],
  ])('a reply that is %s is a ProtocolError, and is not asked for again', async (_name, handler, message) => {
    const { server, transport } = await setUp(handler, { maxReplyBytes: 4_096 });
    const error = await failureOf(transport.send(READ));
    expect(error).toMatchObject({ name: 'ProtocolError' });
    expect(String(error)).toMatch(message);
    expect(server.seen).toHaveLength(1);
  });

  it('a small reply that unpacks to a huge one is refused by its decoded size', async () => {
    const bomb = gzipSync(success('x'.repeat(1_000_000)));
    expect(bomb.length).toBeLessThan(4_096);
    const { transport } = await setUp(
      (_request, response) => void response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb),
      { maxReplyBytes: 4_096 },
    );
    expect(String(await failureOf(transport.send(READ)))).toMatch(/larger than 4096/);
  });

  it('a body cut in the middle is a ConnectionError, and a read is asked for again', async () => {
    let count = 0;
    const { transport } = await setUp((request, response) => {
      if (count++ > 0) return ok(request, response);
      response.writeHead(200, { 'content-length': 500 }).write('{"resp', () => request.socket.destroy());
    });
    expect(await collect(transport.send(READ))).toHaveLength(1);
    expect(count).toBe(2);
  });

  it('frees a one-connection pool whatever the status and the size of the body', async () => {
    let count = 0;
    const large = 'x'.repeat(2 * 1024 * 1024);
    const dispatcher = new Agent({ connections: 1, pipelining: 1 });
    const { transport } = await setUp(
      (request, response) => (count++ < 3 ? replying(404, large)(request, response) : ok(request, response)),
      { dispatcher },
    );
    closing.push(() => dispatcher.destroy());
    for (let call = 0; call < 3; call++) await failureOf(transport.send(READ));
    expect(await collect(transport.send(READ))).toHaveLength(1);
  });
});

describe('timeouts', () => {
  it('of the headers', async () => {
    const { transport } = await setUp(leave, { retries: 0, timeout: { headers: 300 } });
    expect(await failureOf(transport.send(READ))).toMatchObject({ name: 'TimeoutError', phase: 'headers', limit: 300 });
  });

  it('of the body, between two pieces', async () => {
    const { transport } = await setUp((_request, response) => void response.writeHead(200).write('{'), {
      retries: 0,
      timeout: { body: 300 },
    });
    expect(await failureOf(transport.send(READ))).toMatchObject({ name: 'TimeoutError', phase: 'body', limit: 300 });
  });

  it('of the connection, TLS included; surely unsent, so that a write is repeated too', async () => {
    let connections = 0;
    const silent = createTcpServer((socket) => {
      connections++;
      // Read, or the end of the connection is never seen.
      socket.on('error', () => undefined).resume();
    });
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const endpoint = `https://127.0.0.1:${(silent.address() as AddressInfo).port}/`;
    const transport = transportOf(endpoint, { retries: 1, timeout: { connect: 300 } });
    closing.push(
      () => new Promise((resolve) => silent.close(resolve)),
      () => transport.close(),
    );
    const error = await failureOf(transport.send(WRITE));
    expect(error).toMatchObject({
      name: 'MaxRetriesError',
      attempts: 2,
      cause: { name: 'TimeoutError', phase: 'connect' },
    });
    expect(connections).toBe(2);
  });

  it('of the whole call, retries included', async () => {
    const { transport } = await setUp(leave, { timeout: { total: 50 } });
    expect(await failureOf(transport.send(READ))).toMatchObject({ name: 'TimeoutError', phase: 'total', limit: 50 });
  });
});

describe('TLS', () => {
  it('refuses a certificate that is not trusted, at once', async () => {
    const { server, transport } = await setUp(ok, {}, startTlsServer);
    expect(await failureOf(transport.send(READ))).toMatchObject({
      name: 'ConnectionError',
      code: expect.stringMatching(/SELF_SIGNED/) as string,
    });
    await expect(transport.open({ url: server.url, signal: new AbortController().signal })).rejects.toThrow();
    expect(server.seen).toHaveLength(0);
  });

  it('accepts it with verify: false, for calls (row 19) and downloads alike', async () => {
    const { server, transport } = await setUp(ok, { verify: false }, startTlsServer);
    expect(await collect(transport.send(READ))).toHaveLength(1);
    const { status, body } = await transport.open({ url: server.url, signal: new AbortController().signal });
    expect(status).toBe(200);
    for await (const _ of body) expect(_).toBeTruthy();
  });
});

describe('unsubscribing (law 3)', () => {
  const leaveAfter = async (call: Observable<unknown>, ready: () => Promise<unknown>): Promise<void> => {
    const seen: unknown[] = [];
    const subscription = call.subscribe({ next: (value) => seen.push(value), error: (error) => seen.push(error) });
    await ready();
    subscription.unsubscribe();
    await settle(20);
    expect(seen).toEqual([]);
  };

  it('while the request is on its way closes the socket', async () => {
    const { server, transport } = await setUp(leave);
    await leaveAfter(transport.send(READ), () => server.received(1));
    await server.idle();
  });

  it('while the body is read closes the socket', async () => {
    const { server, transport } = await setUp((_request, response) => void response.writeHead(200).write('{'));
    await leaveAfter(transport.send(READ), async () => {
      await server.received(1);
      await settle(10);
    });
    await server.idle();
  });

  it('while it waits to retry sends nothing more', async () => {
    const { server, transport } = await setUp(replying(500, ''), { retryDelay: 60_000, maxRetryDelay: 60_000 });
    await leaveAfter(transport.send(READ), () => server.received(1));
    expect(server.seen).toHaveLength(1);
  });

  it('while it waits for the limiter leaves the queue', async () => {
    const { server, transport } = await setUp(ok, { rateLimit: { calls: 1, per: 60_000 } });
    await firstValueFrom(transport.send(READ));
    await leaveAfter(transport.send(READ), () => settle(5));
    expect(server.seen).toHaveLength(1);
  });

  it('while it waits for a place leaves the queue, and the place goes to the next', async () => {
    let answer: (() => void) | undefined;
    const { server, transport } = await setUp(
      (request, response) => {
        if (answer) return ok(request, response);
        answer = () => ok(request, response);
      },
      { concurrency: 1 },
    );
    const first = firstValueFrom(transport.send(READ));
    await server.received(1);
    const leaver = transport.send(READ).subscribe();
    const third = firstValueFrom(transport.send(READ));
    leaver.unsubscribe();
    answer?.();
    await Promise.all([first, third]);
    expect(server.seen).toHaveLength(2);
  });
});

describe('closing', () => {
  it('ends calls under way and later ones with a typed error', async () => {
    const { server, transport } = await setUp(leave);
    const pending = failureOf(transport.send(READ));
    await server.received(1);
    await transport.close();
    expect(await pending).toMatchObject({ name: 'ConnectionError', code: 'CLOSED' });
    expect(await failureOf(transport.send(READ))).toMatchObject({ name: 'ConnectionError', code: 'CLOSED' });
    await server.idle();
  });

  it('leaves a dispatcher of the user alone', async () => {
    const dispatcher = new Agent();
    closing.push(() => dispatcher.destroy());
    const { transport } = await setUp(ok, { dispatcher });
    await transport.close();
    expect(dispatcher.closed).toBe(false);
    expect(dispatcher.destroyed).toBe(false);
  });
});

describe('what happens outside of calls', () => {
  it('is told to listeners and to the logger, until the transport is closed', async () => {
    const lines: string[] = [];
    const logger = { info: (line: string) => void lines.push(line), debug: (line: string) => void lines.push(line) };
    const { transport } = await setUp(ok, { logger, verbosity: 1 });
    const events: ClientEvent[] = [];
    transport.events$.subscribe((event) => events.push(event));
    const event: ClientEvent = { type: 'link renewed', file: 'clicks.zip' };
    transport.report(event);
    expect(events).toEqual([event]);
    expect(lines).toEqual(['rxoffers clicks.zip: the link was refused, asking for another']);
    await transport.close();
    transport.report(event);
    expect(events).toHaveLength(1);
  });

  it('hears that the transport is closed, and opens no download any more', async () => {
    const { server, transport } = await setUp(ok);
    expect(transport.closed.aborted).toBe(false);
    await transport.close();
    expect(transport.closed.reason).toMatchObject({ name: 'ConnectionError', code: 'CLOSED' });
    const { signal } = new AbortController();
    await expect(transport.open({ url: server.url, signal })).rejects.toMatchObject({ code: 'CLOSED' });
    expect(server.seen).toHaveLength(0);
  });
});

describe('secrets', () => {
  const spellings = [TOKEN, encodeURIComponent(TOKEN), 'hunter2'];
  const expectNone = (value: unknown): void => {
    const text = `${inspect(value, { depth: 20, showHidden: true })} ${value instanceof Error ? `${value.stack} ${String(value.cause)}` : ''}`;
    for (const secret of spellings) expect(text).not.toContain(secret);
  };
  const echo: Handler = (request, response) => {
    const text = JSON.stringify({ request: { NetworkToken: TOKEN, data: { password: 'hunter2' } }, url: request.url });
    replying(200, text)(request, response);
  };
  const refusal = JSON.stringify({
    response: { status: -1, errors: [{ publicMessage: `NetworkToken ${TOKEN} is not authenticated` }] },
  });

  it.each<[string, Handler]>([
    ['a reply that is none', echo],
    ['a refusal that quotes it', replying(200, refusal)],
    [
      'a status with a body that quotes it',
      replying(500, `password=hunter2&NetworkToken=${encodeURIComponent(TOKEN)}`),
    ],
    ['a reset', (request) => request.socket.resetAndDestroy()],
    ['a timeout', leave],
  ])('are in no error of %s', async (_name, handler) => {
    const { transport } = await setUp(handler, { retries: 0, timeout: { headers: 200 } });
    for (const request of [READ, WRITE]) expectNone(await failureOf(transport.send(request)));
  });

  it('are in no refusal that quotes the password in words of its own', async () => {
    const quoting = JSON.stringify({
      response: { status: -1, errors: [{ publicMessage: 'Password hunter2 is too short' }] },
    });
    const { transport } = await setUp(replying(200, quoting), { retries: 0 });
    const error = await failureOf(transport.send(WRITE));
    expect(error).toMatchObject({ message: 'Password [redacted] is too short' });
    expectNone(error);
  });

  it('are in no event and no log line at verbosity 3 (row 150), which is silent at 0', async () => {
    const lines: string[] = [];
    const logger = { info: (line: string) => void lines.push(line), debug: (line: string) => void lines.push(line) };
    const { server, transport } = await setUp(echo, { logger, verbosity: 3, retries: 0 });
    const events: ClientEvent[] = [];
    transport.events$.subscribe((event) => events.push(event));
    await failureOf(transport.send(WRITE));
    expect(lines.some((line) => line.includes('→ POST Offer.create'))).toBe(true);
    expectNone(lines);
    expectNone(events.map((event) => (event.type === 'reply' ? { ...event, body: event.body() } : event)));
    lines.length = 0;
    const silent = transportOf(server.url, { logger, retries: 0 });
    closing.push(() => silent.close());
    await failureOf(silent.send(WRITE));
    expect(lines).toEqual([]);
  });

  it('a logger that throws does not break the call', async () => {
    const fail = (): never => {
      throw new Error('disk full');
    };
    const { transport } = await setUp(ok, { logger: { info: fail, debug: fail }, verbosity: 3 });
    expect(await lastValueFrom(transport.send(READ))).toMatchObject({ data: true });
  });
});
