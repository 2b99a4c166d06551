import { inspect } from 'node:util';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { firstValueFrom, forkJoin } from 'rxjs';
import { describe, expect, it } from 'vitest';
import type { ClientEvent } from 'rxoffers';
import { collect, failureOf } from '../../support/collect.js';
import {
  accepting,
  CLIENT_SECRET,
  granting,
  integratorServers,
  inTurn,
  replying,
  TOKEN_TEXT,
} from '../../support/integrator-servers.js';
import { READ, WRITE } from '../../support/transport-of.js';

const bearers = (requests: readonly IncomingMessage[]): (string | undefined)[] =>
  requests.map(({ headers }) => headers.authorization?.replace(`Bearer ${TOKEN_TEXT}`, ''));

const refusalText = (publicMessage: string): string =>
  JSON.stringify({ response: { status: -1, data: '', errors: [{ publicMessage }] } });

const leave = (): void => undefined;

describe('calls of an integrator', () => {
  it('ask for a token first, with JSON, and carry it in a header', async () => {
    let body = '';
    const grant = granting();
    const { auth, api, connect } = await integratorServers((request, response) => {
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => grant(request, response));
    });
    expect(auth.seen).toHaveLength(0);
    expect(await collect(connect().send(READ))).toMatchObject([{ data: true }]);
    expect(auth.seen[0]).toMatchObject({ method: 'POST', headers: { 'content-type': 'application/json' } });
    expect(JSON.parse(body)).toEqual({ client_id: 'client-7', client_secret: CLIENT_SECRET, audience: 'BrandAPI' });
    expect(api.seen[0]?.url).toBe('/Apiv3/json?NetworkId=net&IntegratorId=INT7&Target=Offer&Method=findAll');
    expect(bearers(api.seen)).toEqual(['1']);
  });

  it('share one authorisation, a hundred at once', async () => {
    const { auth, api, connect } = await integratorServers(granting());
    const transport = connect();
    await firstValueFrom(forkJoin(Array.from({ length: 100 }, () => transport.send(READ))));
    expect(auth.seen).toHaveLength(1);
    expect(api.seen).toHaveLength(100);
  });

  it('renew the token before it ends, by a clock that does not jump', async () => {
    let time = 0;
    const { auth, api, connect } = await integratorServers(granting(100), accepting(), { now: () => time });
    const transport = connect();
    for (time of [0, 89_000, 91_000, 92_000]) await collect(transport.send(READ));
    expect(auth.seen).toHaveLength(2);
    expect(bearers(api.seen)).toEqual(['1', '1', '2', '2']);
  });

  it.each([
    ['401', replying(401)],
    ['words', replying(200, refusalText('Bearer x is not authenticated'))],
  ])('are made once more with a fresh token when theirs is refused by %s, writes too', async (_by, refuse) => {
    const { auth, api, connect } = await integratorServers(
      granting(),
      accepting((token) => token.endsWith('-1'), refuse),
    );
    const transport = connect();
    expect(await collect(transport.send(WRITE))).toHaveLength(1);
    expect(bearers(api.seen)).toEqual(['1', '2']);
    expect(await collect(transport.send(READ))).toHaveLength(1);
    expect(auth.seen).toHaveLength(2);
  });

  it('renew a revoked token once, a hundred of them at once', async () => {
    let revoked = '';
    const { auth, connect } = await integratorServers(
      granting(),
      accepting((token) => token.endsWith(revoked || 'none')),
    );
    const transport = connect({ concurrency: 100 });
    await collect(transport.send(READ));
    revoked = '-1';
    await firstValueFrom(forkJoin(Array.from({ length: 100 }, () => transport.send(READ))));
    expect(auth.seen).toHaveLength(2);
  });

  it('end in the refusal when a fresh token is refused too', async () => {
    const { auth, api, connect } = await integratorServers(granting(), replying(401));
    expect(await failureOf(connect().send(READ))).toMatchObject({ name: 'AuthenticationError', status: 401 });
    expect([auth.seen.length, api.seen.length]).toEqual([2, 2]);
  });

  it.each([
    ['403', replying(403)],
    ['an address that is not white-listed', replying(200, refusalText('IP 1.2.3.4 is not white-listed'))],
  ])('are not made again after %s', async (_why, refuse) => {
    const { auth, api, connect } = await integratorServers(granting(), refuse);
    expect(await failureOf(connect().send(READ))).toMatchObject({ name: 'AuthenticationError' });
    expect([auth.seen.length, api.seen.length]).toEqual([1, 1]);
  });

  it('have a limiter that the authorisation does not pass', async () => {
    const { connect, auth, api } = await integratorServers(granting());
    await collect(connect({ rateLimit: { calls: 1, per: 60_000 } }).send(READ));
    expect([auth.seen.length, api.seen.length]).toEqual([1, 1]);
  });

  it('tell what they wait for, and what was repeated', async () => {
    const { connect } = await integratorServers(
      inTurn(replying(503), granting()),
      accepting((token) => token.endsWith('-1')),
    );
    const transport = connect();
    const events: ClientEvent[] = [];
    transport.events$.subscribe((event) => events.push(event));
    await collect(transport.send(READ));
    const [own, authorize] = [
      { target: 'Offer', method: 'findAll' },
      { target: 'Integrator', method: 'authorize' },
    ];
    expect(events).toMatchObject([
      { type: 'waiting', ...own, reason: 'access token' },
      { type: 'request', ...authorize, attempt: 1, verb: 'POST' },
      { type: 'reply', ...authorize, status: 503 },
      { type: 'retry', ...authorize, attempt: 1 },
      { type: 'request', ...authorize, attempt: 2 },
      { type: 'reply', ...authorize, status: 200 },
      { type: 'request', ...own, attempt: 1 },
      { type: 'reply', ...own, status: 401 },
      { type: 'retry', ...own, attempt: 1, delay: 0 },
      { type: 'waiting', ...own, reason: 'access token' },
      { type: 'request', ...authorize, attempt: 1 },
      { type: 'reply', ...authorize, status: 200 },
      { type: 'request', ...own, attempt: 2 },
      { type: 'reply', ...own, status: 200 },
    ]);
  });
});

describe('an authorisation that fails', () => {
  it.each([
    [401, 'AuthenticationError'],
    [403, 'AuthenticationError'],
    [400, 'HttpError'],
    [302, 'HttpError'],
  ])('with %i is %s for all who wait, is not repeated, and is tried again by the next call', async (status, name) => {
    const { auth, api, connect } = await integratorServers(inTurn(replying(status), granting()));
    const transport = connect();
    const errors = await Promise.all(Array.from({ length: 20 }, () => failureOf(transport.send(WRITE))));
    for (const error of errors) expect(error).toMatchObject({ name, status });
    expect([auth.seen.length, api.seen.length]).toEqual([1, 0]);
    expect(await collect(transport.send(READ))).toHaveLength(1);
  });

  it.each<[string, Parameters<typeof inTurn>[0], object]>([
    ['500', replying(500), { name: 'HttpError', status: 500 }],
    ['429', replying(429), { name: 'HttpError', status: 429 }],
    ['a reset', (request) => void request.socket.resetAndDestroy(), { name: 'ConnectionError' }],
    ['silence', leave, { name: 'TimeoutError', phase: 'headers' }],
  ])('by %s is repeated like a read, once for all, even for writes', async (_how, handler, cause) => {
    const { auth, api, connect } = await integratorServers(handler);
    const transport = connect({ retries: 2, timeout: { headers: 100 } });
    const errors = await Promise.all(Array.from({ length: 20 }, () => failureOf(transport.send(WRITE))));
    for (const error of errors) expect(error).toMatchObject({ name: 'MaxRetriesError', attempts: 3, cause });
    expect([auth.seen.length, api.seen.length]).toEqual([3, 0]);
  });

  it('is a ConnectionError when nobody listens', async () => {
    const { auth, connect } = await integratorServers(granting());
    await auth.close();
    expect(await failureOf(connect({ retries: 0 }).send(READ))).toMatchObject({
      name: 'ConnectionError',
      code: 'ECONNREFUSED',
    });
  });

  it.each([
    ['HTML', '<html>'],
    ['nothing', ''],
    ['no token', '{"expires_in":5}'],
    ['no object', '[]'],
    ['too much', `{"access_token":"${'x'.repeat(70_000)}"}`],
  ])('with %s is a ProtocolError', async (_what, body) => {
    const { auth, connect } = await integratorServers(replying(200, body));
    expect(await failureOf(connect().send(READ))).toMatchObject({ name: 'ProtocolError' });
    expect(auth.seen).toHaveLength(1);
  });

  it('leaves the limiter of calls alone', async () => {
    const { connect } = await integratorServers(inTurn(replying(429, '', { 'retry-after': '600' }), granting()));
    const transport = connect({ rateLimit: { calls: 5, per: 60_000 } });
    expect(await failureOf(transport.send(READ))).toMatchObject({ name: 'HttpError', retryAfter: 600_000 });
    expect(await collect(transport.send(READ))).toHaveLength(1);
  });
});

describe('who waits for a token', () => {
  it('may leave without the others losing it', async () => {
    let grant: (() => void) | undefined;
    const give = granting();
    const { auth, connect } = await integratorServers((request, response) => (grant = () => give(request, response)));
    const transport = connect();
    const first = transport.send(READ).subscribe();
    const second = collect(transport.send(READ));
    await auth.received(1);
    first.unsubscribe();
    grant?.();
    expect(await second).toHaveLength(1);
    expect(auth.seen).toHaveLength(1);
  });

  it('cancels the authorisation by leaving last', async () => {
    const { auth, connect } = await integratorServers(leave);
    const transport = connect();
    const waiting = [transport.send(READ).subscribe(), transport.send(WRITE).subscribe()];
    await auth.received(1);
    for (const subscription of waiting) subscription.unsubscribe();
    await auth.idle();
  });

  it('ends with its client', async () => {
    const { auth, connect } = await integratorServers(leave);
    const transport = connect();
    const waiting = failureOf(transport.send(READ));
    await auth.received(1);
    await transport.close();
    expect(await waiting).toMatchObject({ name: 'ConnectionError', code: 'CLOSED' });
    await auth.idle();
  });

  it('waits no longer than a call may take in all', async () => {
    const { connect } = await integratorServers(leave);
    const call = connect({ timeout: { total: 30 } }).send(READ);
    expect(await failureOf(call)).toMatchObject({ name: 'TimeoutError', phase: 'total' });
  });
});

describe('clients that share an integrator', () => {
  it('share one authorisation, each with its own network and its own limiter', async () => {
    const { auth, api, connect } = await integratorServers(granting());
    const limits = { rateLimit: { calls: 5, per: 60_000 } };
    const [a, b] = [connect({ networkId: 'a', ...limits }), connect({ networkId: 'b', ...limits })];
    expect(a.limiter).not.toBe(b.limiter);
    await Promise.all([a, b].flatMap((transport) => Array.from({ length: 5 }, () => collect(transport.send(READ)))));
    expect(auth.seen).toHaveLength(1);
    const ids = api.seen.map(({ url }) => /NetworkId=(\w)/.exec(url ?? '')?.[1]).sort();
    expect(ids.join('')).toBe('aaaaabbbbb');
  });

  it('do not suffer when the one that asked is closed', async () => {
    const { auth, connect } = await integratorServers(inTurn(leave, granting()));
    const [a, b] = [connect({ networkId: 'a' }), connect({ networkId: 'b' })];
    const first = failureOf(a.send(READ));
    const second = collect(b.send(WRITE));
    await auth.received(1);
    await a.close();
    expect(await first).toMatchObject({ code: 'CLOSED' });
    expect(await second).toHaveLength(1);
    expect(auth.seen).toHaveLength(2);
  });
});

describe('secrets of an integrator', () => {
  const expectNone = (value: unknown): void => {
    const text = `${inspect(value, { depth: 20, showHidden: true })} ${value instanceof Error ? String(value.stack) : ''}`;
    for (const secret of [CLIENT_SECRET, encodeURIComponent(CLIENT_SECRET), TOKEN_TEXT])
      expect(text).not.toContain(secret);
  };
  const quoted = `{"error_description":"client_secret ${CLIENT_SECRET} is wrong","seen":{"client_secret":"${CLIENT_SECRET}"}}`;
  /** Refuses in words that quote what was sent. */
  const quoting =
    (status: number) =>
    (request: IncomingMessage, response: ServerResponse): void =>
      replying(status, refusalText(`${request.headers.authorization?.slice(7)} is not good enough`))(request, response);

  it.each([
    ['401', replying(401, quoted)],
    ['403', replying(403, quoted)],
    ['500', replying(500, quoted)],
    ['a reply that is none', replying(200, quoted)],
    ['a reset', (request: IncomingMessage) => void request.socket.resetAndDestroy()],
  ])('are in no error of an authorisation that fails by %s', async (_how, handler) => {
    const { connect } = await integratorServers(handler);
    const error = await failureOf(connect({ retries: 0 }).send(READ));
    expect(error).toBeInstanceOf(Error);
    expectNone(error);
  });

  it('are in no error that quotes the token', async () => {
    const { connect } = await integratorServers(granting(), quoting(200));
    const error = await failureOf(connect().send(READ));
    expect(error).toMatchObject({ message: '[redacted] is not good enough' });
    expectNone(error);
  });

  it('are in no event and no log line, at verbosity 3', async () => {
    const lines: string[] = [];
    const logger = { info: (line: string) => void lines.push(line), debug: (line: string) => void lines.push(line) };
    const { connect } = await integratorServers(granting(), inTurn(quoting(401), quoting(200)));
    const transport = connect({ logger, verbosity: 3 });
    const events: ClientEvent[] = [];
    transport.events$.subscribe((event) => events.push(event));
    await failureOf(transport.send(READ));
    expect(lines.some((line) => line.includes('→ POST Integrator.authorize client_id=client-7'))).toBe(true);
    expect(lines.some((line) => line.includes('"access_token":"[redacted]"'))).toBe(true);
    expectNone(lines);
    expectNone(events.map((event) => (event.type === 'reply' ? { ...event, body: event.body() } : event)));
    expectNone(transport);
  });
});
