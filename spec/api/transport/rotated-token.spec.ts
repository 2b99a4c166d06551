import { inspect } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import { HasOffers, HasOffersAdvertiser, HasOffersAffiliate, RxOffersError, type TokenSource } from 'rxoffers';
import { collect, failureOf, settle } from '../../support/collect.js';
import { success } from '../../support/server.js';
import {
  accept,
  clientAt,
  eventsOf,
  type Handler,
  inTurn,
  keepingLogger,
  read,
  refusalText,
  replying,
  reset,
  serverClient,
  write,
} from '../../support/server-client.js';

const withToken = async (networkToken: TokenSource, handler: Handler = accept, options: object = {}) => {
  const { server } = await serverClient(handler);
  const api = clientAt(server.url, { networkToken, ...options } as never);
  return { server, api, tokens: () => server.seen.map(({ url }) => /NetworkToken=([^&]*)/.exec(url ?? '')?.[1]) };
};

/** A function that returns T1, T2, … */
const counting = () => {
  let asked = 0;
  return { asked: () => asked, ask: () => `T${++asked}` };
};

const refuse = replying(200, refusalText('NetworkToken is not authenticated'));

describe('a token that a function returns', () => {
  it.each<[string, (ask: () => string) => TokenSource]>([
    ['at once', (ask) => ask],
    ['in a promise', (ask) => async () => settle(1).then(ask)],
    ['in what is like a promise', (ask) => () => ({ then: (done: (token: string) => void) => done(ask()) }) as never],
  ])('%s is asked for each call, and not before it', async (_, source) => {
    const { asked, ask } = counting();
    const { api, tokens } = await withToken(source(ask));
    const calls = [read(api), read(api)];
    expect(asked()).toBe(0);
    for (const call of calls) expect(await collect(call)).toEqual([true]);
    expect(tokens()).toEqual(['T1', 'T2']);
  });

  it('is asked again for each attempt', async () => {
    const { api, tokens } = await withToken(counting().ask, inTurn(reset, replying(503), accept));
    expect(await collect(read(api))).toEqual([true]);
    expect(tokens()).toEqual(['T1', 'T2', 'T3']);
  });

  it('and is refused is asked once more, and a write too is sent again, if it was rotated', async () => {
    const { server, api } = await withToken(counting().ask, inTurn(refuse, accept));
    const events = eventsOf(api);
    expect(await collect(write(api))).toEqual([true]);
    expect(server.seen).toHaveLength(2);
    expect(events.map(({ type }) => type)).toEqual(['request', 'reply', 'retry', 'request', 'reply']);
  });

  it('and is refused twice, or has not changed, ends the call', async () => {
    const rotated = await withToken(counting().ask, refuse);
    expect(await failureOf(read(rotated.api))).toMatchObject({ name: 'AuthenticationError' });
    expect(rotated.tokens()).toEqual(['T1', 'T2']);
    const same = await withToken(() => 'NET-1', refuse);
    expect(await failureOf(read(same.api))).toMatchObject({ name: 'AuthenticationError' });
    expect(same.tokens()).toEqual(['NET-1']);
  });

  const WORDS = [
    'Invalid network token',
    'The API Key is invalid',
    'NetworkToken NET.x is not valid',
    'API key has expired',
  ];
  const LATE_WORDS = [
    ...['Authentication failed', 'Unauthorized', 'Wrong credentials', 'Network token does not exist'],
    ...['Token [x] was revoked', 'Unknown api_key', 'Bad access token', 'API key is missing'],
  ];

  it.each([
    ...WORDS.flatMap((words) => [200, 400, 403].map((status) => [status, words] as const)),
    ...LATE_WORDS.map((words) => [403, words] as const),
    [401, 'IP 10.1.2.3 is not whitelisted'] as const,
  ])('and is refused with the status %i and the words "%s" is asked once more', async (status, words) => {
    const { server, api } = await withToken(counting().ask, inTurn(replying(status, refusalText(words)), accept));
    expect(await collect(write(api))).toEqual([true]);
    expect(server.seen).toHaveLength(2);
    const same = await withToken(() => 'NET-1', replying(status, refusalText(words)));
    expect(await failureOf(write(same.api))).toMatchObject({ name: 'AuthenticationError', status });
    expect(same.server.seen).toHaveLength(1);
  });

  it.each([
    ...[200, 403].flatMap((status) =>
      [
        ...['IP 10.1.2.3 is not whitelisted for this API key, which is invalid elsewhere', 'Network id is not valid'],
        ...['You are not authorized to do this', 'Invalid API key: no permission for Offer.findAll'],
      ].map((words) => [status, words] as const),
    ),
    ...['Access denied', 'Forbidden', 'Unauthorized to see offers', 'No', ''].map((words) => [403, words] as const),
  ])('is not asked again after the status %i and the words "%s"', async (status, words) => {
    const { asked, ask } = counting();
    const { api } = await withToken(ask, replying(status, refusalText(words)));
    expect(await failureOf(write(api))).toMatchObject({ name: 'AuthenticationError' });
    expect(asked()).toBe(1);
  });

  it('is not asked again for a key that is a parameter or a field of the call', async () => {
    const { asked, ask } = counting();
    const { api } = await withToken(ask, replying(200, refusalText('The API key is invalid')));
    expect(await failureOf(api.application.findAffiliateApiKey({ api_key: 'other' }))).toMatchObject({
      name: 'HasOffersError',
    });
    const errors = [{ err_code: 3, err_msg: 'API key is invalid', attribute_name: 'api_key' }];
    const field = await withToken(ask, replying(200, JSON.stringify({ response: { status: -1, errors } })));
    expect(await failureOf(write(field.api))).toMatchObject({ name: 'HasOffersError' });
    expect(asked()).toBe(2);
  });

  it('is shown nowhere: not in events, the log, errors or the client', async () => {
    const logger = keepingLogger();
    let count = 0;
    const networkToken = (): string => `NETsecret/${++count}+x`;
    const echo: Handler = (request, response) =>
      replying(200, refusalText(`Bad ${decodeURIComponent(request.url ?? '')}`))(request, response);
    const { api } = await withToken(networkToken, echo, { logger, verbosity: 3 });
    const events = eventsOf(api);
    const errors = [await failureOf(read(api)), await failureOf(read(api))];
    const replies = events.map((event) => (event.type === 'reply' ? event.body() : event));
    expect(String(errors[1])).toContain('[redacted]');
    for (const shown of [logger.lines, replies, errors, api, String(api)])
      expect(inspect(shown, { depth: 20, showHidden: true, getters: true })).not.toContain('NETsecret');
  });

  it.each<[string, () => unknown]>([
    [
      'throws',
      () => {
        throw new Error('vault is sealed, s3cret');
      },
    ],
    ['rejects', () => Promise.reject(new Error('vault is sealed, s3cret'))],
  ])('by a function that %s ends the call, and nothing is sent', async (_, networkToken) => {
    const logger = keepingLogger();
    const { server, api } = await withToken(networkToken as never, accept, { logger, verbosity: 3 });
    const events = eventsOf(api);
    const error = await failureOf(read(api));
    expect(error).toBeInstanceOf(RxOffersError);
    expect(error).toMatchObject({
      name: 'TokenError',
      message: 'The function given as networkToken failed',
      cause: { message: 'vault is sealed, s3cret' },
    });
    expect([events, logger.lines, server.seen]).toEqual([[], [], []]);
  });

  it.each([undefined, null, '', 5, {}, [], true, Promise.resolve(''), Promise.resolve(undefined)])(
    'that is %o is a TypeError, and nothing is sent',
    async (token) => {
      const { server, api } = await withToken(() => token as never);
      expect(await failureOf(read(api))).toEqual(
        new TypeError('The result of the function given as networkToken should be a non-empty string'),
      );
      expect(server.seen).toEqual([]);
    },
  );

  it('sends nothing if the call is left while it is awaited', async () => {
    let answer: ((token: string) => void) | undefined;
    const { server, api } = await withToken(() => new Promise<string>((resolve) => (answer = resolve)));
    const events = eventsOf(api);
    read(api).subscribe().unsubscribe();
    answer?.('NET-1');
    await settle(10);
    expect([events, server.seen]).toEqual([[], []]);
  });

  it('takes no place among the calls in flight while it is awaited', async () => {
    let first = true;
    const slowOnce = (): string | Promise<string> => {
      if (!first) return 'NET-1';
      first = false;
      return new Promise<string>(() => undefined);
    };
    const { api } = await withToken(slowOnce, accept, { concurrency: 1 });
    const waiting = read(api).subscribe();
    expect(await collect(read(api))).toEqual([true]);
    waiting.unsubscribe();
  });

  it('that is awaited for ever ends with the limit of the whole call, and with the client', async () => {
    const never = (): Promise<string> => new Promise(() => undefined);
    const limited = await withToken(never, accept, { timeout: { total: 20 } });
    expect(await failureOf(read(limited.api))).toMatchObject({ name: 'TimeoutError', phase: 'total' });
    const { api } = await withToken(never);
    const pending = failureOf(read(api));
    await api.close();
    expect(await pending).toMatchObject({ code: 'CLOSED', unsent: true });
  });

  it('may be given to fromEnv', async () => {
    const { server } = await serverClient(accept);
    const api = HasOffers.fromEnv({ networkId: 'net', networkToken: () => 'NET-1', endpoint: server.url });
    onTestFinished(() => api.close());
    expect(await collect(read(api))).toEqual([true]);
  });
});

describe.each([HasOffersAffiliate, HasOffersAdvertiser])('the key of a %o that a function returns', (Client) => {
  it('is asked for each call', async () => {
    const { server } = await serverClient(replying(200, success([])));
    const { ask } = counting();
    const api = new Client({ networkId: 'net', apiKey: () => Promise.resolve(ask()), endpoint: server.url });
    onTestFinished(() => api.close());
    const target = Client === HasOffersAffiliate ? 'Affiliate_Report' : 'Advertiser_Report';
    for (let call = 0; call < 2; call++)
      await collect(api.call(target, 'getStats', { fields: ['Stat.clicks'] }, { raw: true, unlisted: true }));
    expect(server.seen.map(({ url }) => /api_key=([^&]*)/.exec(url ?? '')?.[1])).toEqual(['T1', 'T2']);
  });

  it('and is none is a TypeError that names it', async () => {
    const { server } = await serverClient(accept);
    const api = new Client({ networkId: 'net', apiKey: () => '', endpoint: server.url });
    onTestFinished(() => api.close());
    const target = Client === HasOffersAffiliate ? 'Affiliate_Report' : 'Advertiser_Report';
    const call = api.call(target, 'getStats', { fields: ['Stat.clicks'] }, { raw: true, unlisted: true });
    expect(await failureOf(call)).toEqual(
      new TypeError('The result of the function given as apiKey should be a non-empty string'),
    );
  });
});
