import { inspect } from 'node:util';
import { Agent } from 'undici';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createIntegrator, HasOffers, HasOffersAdvertiser, HasOffersAffiliate } from 'rxoffers';

const SECRET = 'the-secret';
const network = { networkId: 'net', networkToken: SECRET };
const credentials = { integratorId: 'I', clientId: 'c', clientSecret: SECRET };
const agent = new Agent();

const PUBLIC = 'should be a URL without a user name and a password, which are not sent';

const given = (options: object) => ({ ...network, ...options });
const withIntegrator = (integrator: unknown) => ({ networkId: 'net', integrator });

type Case = [options: unknown, kind: ErrorConstructor | RangeErrorConstructor, message: string];

const expectRefusal = (create: () => unknown, kind: Case[1], message: string): void => {
  const error = (() => {
    try {
      return create();
    } catch (thrown) {
      return thrown;
    }
  })();
  expect(error).toBeInstanceOf(kind);
  expect(error).toMatchObject({ message });
  expect(inspect(error)).not.toContain(SECRET);
};

describe('the options of a HasOffers', () => {
  it.each<Case>([
    [undefined, TypeError, 'options should be an object'],
    [{ networkToken: 'x' }, TypeError, 'networkId should be a non-empty string'],
    [{ networkId: 7, networkToken: 'x' }, TypeError, 'networkId should be a non-empty string'],
    [
      { networkId: 'x' },
      TypeError,
      'networkToken should be given: pass it as an option, or set HASOFFERS_NETWORK_TOKEN and use HasOffers.fromEnv()',
    ],
    [
      given({ networkToken: '' }),
      TypeError,
      'networkToken should be a non-empty string, or a function that returns one',
    ],
    [
      given({ networkToken: 7 }),
      TypeError,
      'networkToken should be a non-empty string, or a function that returns one',
    ],
    [
      given({ integrator: credentials }),
      TypeError,
      'networkToken should be left out with an integrator: they exclude each other',
    ],
    [withIntegrator(null), TypeError, 'integrator should be a plain object, not null'],
    [withIntegrator(SECRET), TypeError, 'integrator should be a plain object, not a string'],
    [withIntegrator({}), TypeError, 'integrator.integratorId should be a non-empty string'],
    [withIntegrator({ ...credentials, clientId: '' }), TypeError, 'integrator.clientId should be a non-empty string'],
    ...['#x', '#', '?a=1#x', `#${SECRET}`].map((rest): Case => [
      given({ endpoint: `https://net.api.hasoffers.com/Apiv3/json${rest}` }),
      TypeError,
      'endpoint should be a URL without a fragment, so that parameters can be added',
    ]),
    ...[`http://us:${SECRET}%ZZ@h`, `http://%E4:${SECRET}@h`].map((proxy): Case => [
      given({ proxy }),
      TypeError,
      'proxy should have a user name and a password that are percent-encoded',
    ]),
    [given({ apiKey: SECRET }), TypeError, 'options has no "apiKey"'],
    [given({ retry: 3 }), TypeError, 'options has no "retry"'],
    [
      given({ networkId: 'a/b' }),
      TypeError,
      'networkId should be the subdomain of the network: letters, digits and dashes',
    ],
    [given({ endpoint: SECRET }), TypeError, 'endpoint should be an http or https URL'],
    [given({ retries: SECRET }), TypeError, 'retries should be an integer of at least 0, not a string'],
    [given({ verify: SECRET }), TypeError, 'verify should be true or false, not a string'],
    [given({ endpoint: 'ftp://x' }), TypeError, 'endpoint should be an http or https URL'],
    [given({ endpoint: `https://user:${SECRET}@host/` }), TypeError, `endpoint ${PUBLIC}`],
    [given({ endpoint: `https://${SECRET}@host/` }), TypeError, `endpoint ${PUBLIC}`],
    [given({ endpoint: `https://:${SECRET}@host/` }), TypeError, `endpoint ${PUBLIC}`],
    [
      withIntegrator({ ...credentials, authorizeEndpoint: `https://user:${SECRET}@host/` }),
      TypeError,
      `integrator.authorizeEndpoint ${PUBLIC}`,
    ],
    [given({ readsInUrl: SECRET }), TypeError, 'readsInUrl should be true or false, not a string'],
    [given({ retries: -1 }), RangeError, 'retries should be an integer of at least 0, not -1'],
    [given({ retries: 1.5 }), RangeError, 'retries should be an integer of at least 0, not 1.5'],
    [given({ retries: '3' }), TypeError, 'retries should be an integer of at least 0, not a string'],
    [given({ retryDelay: Number.NaN }), RangeError, 'retryDelay should be a number of at least 0, not NaN'],
    [given({ maxRetryDelay: -1 }), RangeError, 'maxRetryDelay should be a number of at least 0, not -1'],
    [given({ concurrency: 0 }), RangeError, 'concurrency should be an integer of at least 1, not 0'],
    [given({ maxReplyBytes: 0 }), RangeError, 'maxReplyBytes should be an integer of at least 1, not 0'],
    [given({ maxReplyDepth: '9' }), TypeError, 'maxReplyDepth should be an integer of at least 1, not a string'],
    [given({ keepLogBytes: -1 }), RangeError, 'keepLogBytes should be an integer of at least 0, not -1'],
    [given({ keepLogBytes: Infinity }), RangeError, 'keepLogBytes should be an integer of at least 0, not Infinity'],
    [given({ verbosity: -1 }), RangeError, 'verbosity should be an integer from 0 to 3, not -1'],
    [given({ verbosity: 4 }), RangeError, 'verbosity should be an integer from 0 to 3, not 4'],
    [given({ verbosity: 5 }), RangeError, 'verbosity should be an integer from 0 to 3, not 5'],
    [given({ verbosity: 1.5 }), RangeError, 'verbosity should be an integer from 0 to 3, not 1.5'],
    [given({ verbosity: '3' }), TypeError, 'verbosity should be an integer from 0 to 3, not a string'],
    [given({ timeout: 5 }), TypeError, 'timeout should be an object, not a number'],
    [given({ timeout: null }), TypeError, 'timeout should be an object, not null'],
    [
      given({ timeout: { header: 5 } }),
      TypeError,
      'timeout has no "header"; known: connect, headers, body, attempt, total',
    ],
    [
      given({ timeout: { Body: undefined } }),
      TypeError,
      'timeout has no "Body"; known: connect, headers, body, attempt, total',
    ],
    [given({ timeout: { headers: -1 } }), RangeError, 'timeout.headers should be a number of at least 0, not -1'],
    [given({ rateLimit: true }), TypeError, 'rateLimit should be { calls, per } or false, not a boolean'],
    [
      given({ rateLimit: { calls: 0, per: 1 } }),
      RangeError,
      'rateLimit.calls should be an integer of at least 1, not 0',
    ],
    [given({ rateLimit: null }), TypeError, 'rateLimit should be { calls, per } or false, not null'],
    [given({ rateLimit: { calls: 1, per: 1, burst: 5 } }), TypeError, 'rateLimit has no "burst"; known: calls, per'],
    [given({ rateLimit: { calls: 1 } }), TypeError, 'rateLimit.per should be a number of at least 1, not undefined'],
    [given({ verify: 'no' }), TypeError, 'verify should be true or false, not a string'],
    [given({ proxy: SECRET }), TypeError, 'proxy should be an http or https URL'],
    [given({ dispatcher: {} }), TypeError, 'dispatcher should be an undici Dispatcher'],
    [
      given({ dispatcher: agent, verify: false }),
      TypeError,
      'verify should be left out with your own dispatcher, which configures TLS itself',
    ],
    [
      given({ dispatcher: agent, proxy: 'env' }),
      TypeError,
      'proxy should be left out with your own dispatcher: they exclude each other',
    ],
    [given({ proxy: null }), TypeError, 'proxy should be an http or https URL'],
    [given({ endpoint: null }), TypeError, 'endpoint should be an http or https URL'],
    [given({ dispatcher: null }), TypeError, 'dispatcher should be an undici Dispatcher'],
    [given({ dispatcher: 5 }), TypeError, 'dispatcher should be an undici Dispatcher'],
    ...[{}, null, 5].flatMap((wrong): Case[] => [
      [given({ limiter: wrong }), TypeError, 'limiter should be the limiter of another client'],
      [given({ logger: wrong }), TypeError, 'logger should have the methods info() and debug()'],
    ]),
    [
      { networkId: 'x', networkToken: null },
      TypeError,
      'networkToken should be a non-empty string, or a function that returns one',
    ],
  ])('cannot be %o', (options, kind, message) => {
    expectRefusal(() => new HasOffers(options as never), kind, `HasOffers: ${message}`);
  });

  it.each([
    { endpoint: 'http://127.0.0.1:1/', readsInUrl: false },
    { proxy: 'http://user:password@127.0.0.1:1/' },
    { retries: 0, timeout: { body: 5 }, rateLimit: false, logger: { info: () => undefined, debug: () => undefined } },
    { retryDelay: 0.5, maxRetryDelay: 1.5, keepLogBytes: 0 },
    { retries: undefined, timeout: { body: undefined }, integrator: undefined },
    { timeout: undefined, endpoint: undefined },
    { networkToken: undefined, integrator: credentials },
    { networkToken: undefined, integrator: createIntegrator(credentials) },
    { networkToken: undefined, integrator: credentials, networkId: 'a_b' },
  ])('may be %o', (options) => {
    const api = new HasOffers(given(options));
    onTestFinished(() => api.close());
    expect(inspect(api, { depth: 9, showHidden: true })).not.toContain(SECRET);
  });
});

describe.each([HasOffersAffiliate, HasOffersAdvertiser])('the options of a %o', (Client) => {
  const key = { networkId: 'net', apiKey: SECRET };

  it.each<Case>([
    [{ networkId: 'net' }, TypeError, 'apiKey should be a non-empty string, or a function that returns one'],
    [{ ...key, apiKey: '' }, TypeError, 'apiKey should be a non-empty string, or a function that returns one'],
    [{ ...key, apiKey: 7 }, TypeError, 'apiKey should be a non-empty string, or a function that returns one'],
    [{ apiKey: SECRET }, TypeError, 'networkId should be a non-empty string'],
    [
      { ...key, networkId: 'a/b' },
      TypeError,
      'networkId should be the subdomain of the network: letters, digits and dashes',
    ],
    [{ ...key, networkToken: SECRET }, TypeError, 'options has no "networkToken"'],
    [{ ...key, integrator: {} }, TypeError, 'options has no "integrator"'],
    [{ ...key, retries: -1 }, RangeError, 'retries should be an integer of at least 0, not -1'],
    [{ ...key, endpoint: SECRET }, TypeError, 'endpoint should be an http or https URL'],
    [{ ...key, endpoint: `https://user:${SECRET}@host/` }, TypeError, `endpoint ${PUBLIC}`],
  ])('cannot be %o', (options, kind, message) => {
    expectRefusal(() => new Client(options as never), kind, `${Client.name}: ${message}`);
  });
});

describe('the credentials of createIntegrator', () => {
  it.each<Case>([
    [null, TypeError, ' should be a plain object, not null'],
    [SECRET, TypeError, ' should be a plain object, not a string'],
    [{}, TypeError, '.integratorId should be a non-empty string'],
    [{ ...credentials, integratorId: 7 }, TypeError, '.integratorId should be a non-empty string'],
    [{ ...credentials, clientId: '' }, TypeError, '.clientId should be a non-empty string'],
    [{ ...credentials, clientSecret: undefined }, TypeError, '.clientSecret should be a non-empty string'],
    [{ ...credentials, audience: '' }, TypeError, '.audience should be a non-empty string'],
    [{ ...credentials, authorizeEndpoint: SECRET }, TypeError, '.authorizeEndpoint should be an http or https URL'],
    [
      { ...credentials, secret: SECRET },
      TypeError,
      ' has no "secret"; known: integratorId, clientId, clientSecret, audience, authorizeEndpoint',
    ],
  ])('cannot be %o', (wrong, kind, message) => {
    expectRefusal(() => createIntegrator(wrong as never), kind, `createIntegrator: credentials${message}`);
  });
});
