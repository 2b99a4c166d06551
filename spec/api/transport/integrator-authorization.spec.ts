import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { collect, failureOf } from '../../support/collect.js';
import { CLIENT_SECRET, granting, integratorServers, TOKEN_TEXT } from '../../support/integrator-servers.js';
import {
  eventsOf,
  type Handler,
  inTurn,
  keepingLogger,
  read,
  refusalText,
  replying,
  reset,
  silent,
  write,
} from '../../support/server-client.js';

describe('a grant', () => {
  it.each<[object, number]>([
    [{ expires_in: 86_400, token_type: 'Bearer' }, 86_340_000],
    [{ expires_in: '60', token_type: 'bearer' }, 54_000],
    [{ expires_in: 0.5 }, 450],
    [{}, 86_340_000],
    [{ expires_in: null, token_type: null, scope: 'x' }, 86_340_000],
  ])('with %j lasts for %i ms, a margin before it expires', async (rest, lasts) => {
    let time = 0;
    const granted = JSON.stringify({ access_token: 'jwt', ...rest });
    const { connect, integrator } = await integratorServers(replying(200, granted), undefined, { now: () => time });
    await collect(read(connect()));
    time = lasts - 1;
    expect(integrator.held()).toBe('jwt');
    time = lasts;
    expect(integrator.held()).toBeUndefined();
  });

  it.each<[string, RegExp]>([
    ['', /^Integrator\.authorize: The reply is empty$/],
    ['<html>', /^Integrator\.authorize: The reply is not JSON$/],
    ['{"access_token":"jw', /not JSON/],
    ['[]', /not an object/],
    ['null', /not an object/],
    ['{"expires_in":5}', /no access_token/],
    ['{"access_token":""}', /no access_token/],
    ['{"access_token":7}', /no access_token/],
    [String.raw`{"access_token":"a\r\nb: c"}`, /no access_token/],
    ['{"access_token":"ä"}', /no access_token/],
    ['{"access_token":"jwt","token_type":"mac"}', /token_type should be Bearer/],
    ['{"access_token":"jwt","token_type":7}', /token_type should be Bearer/],
    ['{"access_token":"jwt","expires_in":0}', /expires_in should be/],
    ['{"access_token":"jwt","expires_in":-1}', /expires_in should be/],
    ['{"access_token":"jwt","expires_in":"soon"}', /expires_in should be/],
    [`${'{"a":'.repeat(50)}1${'}'.repeat(50)}`, /nested deeper than 8/],
    [`{"access_token":"${'x'.repeat(70_000)}"}`, /larger than 65536 bytes/],
  ])('is not %s', async (body, message) => {
    const { auth, connect } = await integratorServers(replying(200, body));
    const error = await failureOf(read(connect()));
    expect(error).toMatchObject({ name: 'ProtocolError', message: expect.stringMatching(message) as string });
    expect(auth.seen).toHaveLength(1);
  });

  it.each([
    [
      401,
      `{"error":"x","error_description":"${CLIENT_SECRET} is wrong"}`,
      ': [redacted] is wrong',
      'AuthenticationError',
    ],
    [403, '{"error":"access_denied"}', ': access_denied', 'AuthenticationError'],
    [400, '{"message":"invalid"}', ': invalid', 'HttpError'],
    [404, '{"error":{"deep":1}}', '', 'HttpError'],
    [302, CLIENT_SECRET, '', 'HttpError'],
  ])('is refused by %i with %s', async (status, body, reason, name) => {
    const { connect } = await integratorServers(replying(status, body, { 'x-request-id': 'r1' }));
    const error = await failureOf(read(connect()));
    expect(error).toMatchObject({ name, status, message: `Integrator.authorize: HTTP ${status}${reason}` });
    if (status < 402 && status > 400) expect(error).toMatchObject({ target: 'Integrator', requestId: 'r1' });
  });

  it('is refused with Retry-After', async () => {
    const { connect } = await integratorServers(replying(400, '', { 'retry-after': '2' }));
    expect(await failureOf(read(connect()))).toMatchObject({
      message: 'Integrator.authorize: HTTP 400; Retry-After asks for 2000 ms',
      retryAfter: 2_000,
    });
  });
});

describe('an authorization that fails', () => {
  it.each([
    [401, 'AuthenticationError'],
    [403, 'AuthenticationError'],
    [400, 'HttpError'],
    [302, 'HttpError'],
  ])(
    'with %i is %s for all calls that wait, is not repeated, and is tried again by the next call',
    async (status, name) => {
      const { auth, api, connect } = await integratorServers(inTurn(replying(status), granting()));
      const client = connect();
      const errors = await Promise.all(Array.from({ length: 20 }, () => failureOf(write(client))));
      for (const error of errors) expect(error).toMatchObject({ name, status });
      expect([auth.seen.length, api.seen.length]).toEqual([1, 0]);
      expect(await collect(read(client))).toHaveLength(1);
    },
  );

  it.each<[string, Handler, object]>([
    ['500', replying(500), { name: 'HttpError', status: 500 }],
    ['429', replying(429), { name: 'HttpError', status: 429 }],
    ['a reset', reset, { name: 'ConnectionError' }],
    ['silence', silent, { name: 'TimeoutError', phase: 'headers' }],
  ])('by %s is repeated like a read, once for all calls, even for writes', async (_how, handler, cause) => {
    const { auth, api, connect } = await integratorServers(handler);
    const client = connect({ retries: 1, timeout: { headers: 30 } });
    const errors = await Promise.all(Array.from({ length: 20 }, () => failureOf(write(client))));
    for (const error of errors) expect(error).toMatchObject({ name: 'MaxRetriesError', attempts: 2, cause });
    expect([auth.seen.length, api.seen.length]).toEqual([2, 0]);
  });

  it('is a ConnectionError when no server listens', async () => {
    const { auth, connect } = await integratorServers(granting());
    await auth.close();
    expect(await failureOf(read(connect({ retries: 0 })))).toMatchObject({
      name: 'ConnectionError',
      code: 'ECONNREFUSED',
    });
  });

  it('leaves the limiter of calls alone', async () => {
    const { connect } = await integratorServers(inTurn(replying(429, '', { 'retry-after': '600' }), granting()));
    const client = connect({ rateLimit: { calls: 5, per: 60_000 } });
    expect(await failureOf(read(client))).toMatchObject({ name: 'HttpError', retryAfter: 600_000 });
    expect(await collect(read(client))).toHaveLength(1);
  });
});

describe('a call that waits for a token', () => {
  it('may leave, and the others still get it', async () => {
    let grant: (() => void) | undefined;
    const give = granting();
    const { auth, connect } = await integratorServers((request, response) => (grant = () => give(request, response)));
    const client = connect();
    const first = read(client).subscribe();
    const second = collect(read(client));
    await auth.received(1);
    first.unsubscribe();
    grant?.();
    expect(await second).toHaveLength(1);
    expect(auth.seen).toHaveLength(1);
  });

  it('cancels the authorization when it is the last to leave', async () => {
    const { auth, connect } = await integratorServers(silent);
    const client = connect();
    const waiting = [read(client).subscribe(), write(client).subscribe()];
    await auth.received(1);
    for (const subscription of waiting) subscription.unsubscribe();
    await auth.idle();
  });

  it('ends with its client', async () => {
    const { auth, connect } = await integratorServers(silent);
    const client = connect();
    const waiting = failureOf(read(client));
    await auth.received(1);
    await client.close();
    expect(await waiting).toMatchObject({ name: 'ConnectionError', code: 'CLOSED' });
    await auth.idle();
  });

  it('waits no longer than the whole call may take', async () => {
    const { connect } = await integratorServers(silent);
    const call = read(connect({ timeout: { total: 30 } }));
    expect(await failureOf(call)).toMatchObject({ name: 'TimeoutError', phase: 'total' });
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
    (status: number): Handler =>
    (request, response) =>
      replying(status, refusalText(`${request.headers.authorization?.slice(7)} is not good enough`))(request, response);

  it.each([
    ['401', replying(401, quoted)],
    ['403', replying(403, quoted)],
    ['500', replying(500, quoted)],
    ['a reply that is not a grant', replying(200, quoted)],
    ['a reset', reset],
  ])('are in no error of an authorization that fails by %s', async (_how, handler) => {
    const { connect } = await integratorServers(handler);
    const error = await failureOf(read(connect({ retries: 0 })));
    expect(error).toBeInstanceOf(Error);
    expectNone(error);
  });

  it('are in no error that quotes the token', async () => {
    const { connect } = await integratorServers(granting(), quoting(200));
    const error = await failureOf(read(connect()));
    expect(error).toMatchObject({ message: '[redacted] is not good enough' });
    expectNone(error);
  });

  it('are in no event and no log line, at verbosity 3', async () => {
    const logger = keepingLogger();
    const { connect } = await integratorServers(granting(), inTurn(quoting(401), quoting(200)));
    const client = connect({ logger, verbosity: 3 });
    const events = eventsOf(client);
    await failureOf(read(client));
    expect(logger.lines.some((line) => line.includes('→ POST Integrator.authorize client_id=client-7'))).toBe(true);
    expect(logger.lines.some((line) => line.includes('"access_token":"[redacted]"'))).toBe(true);
    expectNone(logger.lines);
    expectNone(events.map((event) => (event.type === 'reply' ? { ...event, body: event.body() } : event)));
    expectNone(client);
  });
});
