import type { IncomingMessage } from 'node:http';
import { firstValueFrom, forkJoin, of, Subject } from 'rxjs';
import { describe, expect, it } from 'vitest';
import type { Permit } from 'rxoffers';
import { collect, failureOf } from '../../support/collect.js';
import { accepting, CLIENT_SECRET, granting, integratorServers, TOKEN_TEXT } from '../../support/integrator-servers.js';
import { eventsOf, inTurn, read, refusalText, replying, silent, write } from '../../support/server-client.js';

const bearers = (requests: readonly IncomingMessage[]): (string | undefined)[] =>
  requests.map(({ headers }) => headers.authorization?.replace(`Bearer ${TOKEN_TEXT}`, ''));

describe('calls of an integrator', () => {
  it('request a token first, with JSON, and carry it in a header', async () => {
    let body = '';
    const grant = granting();
    const { auth, api, connect } = await integratorServers((request, response) => {
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => grant(request, response));
    });
    expect(auth.seen).toHaveLength(0);
    expect(await collect(read(connect()))).toEqual([true]);
    expect(auth.seen[0]).toMatchObject({ method: 'POST', headers: { 'content-type': 'application/json' } });
    expect(JSON.parse(body)).toEqual({ client_id: 'client-7', client_secret: CLIENT_SECRET, audience: 'BrandAPI' });
    expect(api.seen[0]?.url).toBe('/Apiv3/json?NetworkId=net&IntegratorId=INT7&Target=Offer&Method=findAll');
    expect(bearers(api.seen)).toEqual(['1']);
  });

  it('share one authorization, a hundred at once', async () => {
    const { auth, api, connect } = await integratorServers(granting());
    const client = connect();
    await firstValueFrom(forkJoin(Array.from({ length: 100 }, () => read(client))));
    expect(auth.seen).toHaveLength(1);
    expect(api.seen).toHaveLength(100);
  });

  it('renew the token before it expires, by a monotonic clock', async () => {
    let time = 0;
    const { auth, api, connect } = await integratorServers(granting(100), accepting(), { now: () => time });
    const client = connect();
    for (time of [0, 89_000, 91_000, 92_000]) await collect(read(client));
    expect(auth.seen).toHaveLength(2);
    expect(bearers(api.seen)).toEqual(['1', '1', '2', '2']);
  });

  it.each([
    ['the status 401', replying(401)],
    ['words', replying(200, refusalText('Bearer x is not authenticated'))],
    ['words and the status 403', replying(403, refusalText('Not authenticated'))],
  ])('are sent once more with a new token when theirs is refused by %s, even writes', async (_by, refuse) => {
    const { auth, api, connect } = await integratorServers(
      granting(),
      accepting((token) => token.endsWith('-1'), refuse),
    );
    const client = connect();
    expect(await collect(write(client))).toEqual([true]);
    expect(bearers(api.seen)).toEqual(['1', '2']);
    expect(await collect(read(client))).toEqual([true]);
    expect(auth.seen).toHaveLength(2);
  });

  it.each([
    ['the status 403', replying(403)],
    ['an address that is not white-listed', replying(200, refusalText('IP 1.2.3.4 is not white-listed'))],
    ['a network that is not valid', replying(200, refusalText('Network id is not valid'))],
  ])('are not sent again after %s', async (_why, refuse) => {
    const { auth, api, connect } = await integratorServers(granting(), refuse);
    expect(await failureOf(read(connect()))).toMatchObject({ name: 'AuthenticationError' });
    expect([auth.seen.length, api.seen.length]).toEqual([1, 1]);
  });

  it('carry the token of the moment when they are sent, not when they began to wait', async () => {
    const grants = new Subject<Permit>();
    const { api, connect, integrator } = await integratorServers(granting());
    const client = connect({ limiter: { acquire: () => grants, onRateLimited: () => 0 } });
    const events = eventsOf(client);
    const waiting = collect(read(client));
    await expect
      .poll(() => events.some((event) => event.type === 'waiting' && event.reason === 'rate limit'))
      .toBe(true);
    integrator.drop(`${TOKEN_TEXT}1`);
    await firstValueFrom(integrator.token(() => of({ token: 'renewed', lifetime: 60_000 })));
    grants.next({ cancel: () => undefined, settle: () => undefined });
    await waiting;
    expect(api.seen[0]?.headers.authorization).toBe('Bearer renewed');
  });

  it('renew a revoked token once, a hundred of them at once', async () => {
    let revoked = '';
    const { auth, connect } = await integratorServers(
      granting(),
      accepting((token) => token.endsWith(revoked || 'none')),
    );
    const client = connect({ concurrency: 100 });
    await collect(read(client));
    revoked = '-1';
    await firstValueFrom(forkJoin(Array.from({ length: 100 }, () => read(client))));
    expect(auth.seen).toHaveLength(2);
  });

  it('end with the refusal when a new token is refused too', async () => {
    const { auth, api, connect } = await integratorServers(granting(), replying(401));
    expect(await failureOf(read(connect()))).toMatchObject({ name: 'AuthenticationError', status: 401 });
    expect([auth.seen.length, api.seen.length]).toEqual([2, 2]);
  });

  const JWT = 'JWT is not valid or missing';
  const words: [string, string][] = [
    ['an error', refusalText(JWT)],
    ['an error document', JSON.stringify({ response: { status: -1, data: { errors: { error: JWT } } } })],
    ['the words of a gateway', JSON.stringify({ message: `${JWT}.` })],
    ['plain text', JWT],
  ];

  it.each([200, 400, 401, 403, 404, 500, 503].flatMap((status) => words.map((body) => [status, ...body] as const)))(
    'renew the token for status %i with %s, a write too, once',
    async (status, _as, body) => {
      const { auth, api, connect } = await integratorServers(
        granting(),
        accepting((token) => token.endsWith('-1'), replying(status, body)),
      );
      expect(await collect(write(connect()))).toEqual([true]);
      expect([auth.seen.length, api.seen.length]).toEqual([2, 2]);

      const refused = await integratorServers(granting(), replying(status, body));
      expect(await failureOf(write(refused.connect()))).toMatchObject({ name: 'AuthenticationError', status });
      expect([refused.auth.seen.length, refused.api.seen.length]).toEqual([2, 2]);
    },
  );

  it('do not renew the token for a reply that only quotes the words', async () => {
    const quoting = JSON.stringify({ response: { status: 1, data: { name: JWT } } });
    const { auth, connect } = await integratorServers(granting(), replying(200, quoting));
    expect(await collect(read(connect()))).toHaveLength(1);
    expect(auth.seen).toHaveLength(1);
  });

  it('do not share their limiter with the authorization', async () => {
    const { connect, auth, api } = await integratorServers(granting());
    await collect(read(connect({ rateLimit: { calls: 1, per: 60_000 } })));
    expect([auth.seen.length, api.seen.length]).toEqual([1, 1]);
  });

  it('report what they wait for, and what is repeated', async () => {
    const { connect } = await integratorServers(
      inTurn(replying(503), granting()),
      accepting((token) => token.endsWith('-1')),
    );
    const client = connect();
    const events = eventsOf(client);
    await collect(read(client));
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

describe('clients that share an integrator', () => {
  it('share one authorization, each with its own network and its own limiter', async () => {
    const { auth, api, connect } = await integratorServers(granting());
    const limits = { rateLimit: { calls: 5, per: 60_000 } };
    const [a, b] = [connect({ networkId: 'a', ...limits }), connect({ networkId: 'b', ...limits })];
    expect(a.limiter).not.toBe(b.limiter);
    await Promise.all([a, b].flatMap((client) => Array.from({ length: 5 }, () => collect(read(client)))));
    expect(auth.seen).toHaveLength(1);
    const ids = api.seen.map(({ url }) => /NetworkId=(\w)/.exec(url ?? '')?.[1]).sort();
    expect(ids.join('')).toBe('aaaaabbbbb');
  });

  it('are not affected when the one that requested the token is closed', async () => {
    const { auth, connect } = await integratorServers(inTurn(silent, granting()));
    const [a, b] = [connect({ networkId: 'a' }), connect({ networkId: 'b' })];
    const first = failureOf(read(a));
    const second = collect(write(b));
    await auth.received(1);
    await a.close();
    expect(await first).toMatchObject({ code: 'CLOSED' });
    expect(await second).toHaveLength(1);
    expect(auth.seen).toHaveLength(2);
  });
});
