import { checkText, checkUrl } from '../protocol/validate.js';
import type { Credentials } from './auth/credentials.js';
import { createIntegrator, type Integrator, type IntegratorCredentials } from './auth/integrator.js';
import type {
  ClientOptions,
  HasOffersAdvertiserOptions,
  HasOffersAffiliateOptions,
  HasOffersOptions,
  RateLimitOptions,
  TimeoutOptions,
} from './options.js';

/** The options with every default in place. */
export interface NormalizedOptions
  extends Required<Omit<ClientOptions, Optional | 'timeout'>>, Pick<ClientOptions, Optional> {
  readonly credentials: Credentials;
  readonly endpoint: string;
  readonly timeout: Required<TimeoutOptions>;
}

type Optional = 'limiter' | 'proxy' | 'dispatcher' | 'logger';

const DEFAULTS = {
  verify: true,
  retries: 3,
  retryDelay: 1_000,
  maxRetryDelay: 30_000,
  timeout: { connect: 10_000, headers: 60_000, body: 30_000, total: 0 },
  rateLimit: { calls: 45, per: 10_000 },
  concurrency: 8,
  maxReplyBytes: 256 * 1024 * 1024,
  maxReplyDepth: 64,
  keepLogBytes: 4 * 1024 * 1024,
  verbosity: 0,
} as const satisfies Partial<ClientOptions>;

const KNOWN = new Set([...Object.keys(DEFAULTS), 'networkId', 'endpoint', 'limiter', 'proxy', 'dispatcher', 'logger']);

const number = (name: string, value: unknown, { least, whole }: { least: number; whole: boolean }): void => {
  if (typeof value !== 'number') throw new TypeError(`${name} should be a number`);
  if (!(value >= least) || (whole && !Number.isSafeInteger(value)))
    throw new RangeError(`${name} should be ${whole ? 'an integer' : 'a number'} of at least ${least}, not ${value}`);
};

const endpointOf = (credentials: Credentials, endpoint: string | undefined): string => {
  if (endpoint === undefined) return defaultEndpoint(credentials);
  checkUrl('endpoint', endpoint);
  return endpoint;
};

const checkRateLimit = (rateLimit: RateLimitOptions | false): void => {
  if (rateLimit === false) return;
  if (typeof rateLimit !== 'object' || rateLimit === null)
    throw new TypeError('rateLimit should be { calls, per } or false');
  number('rateLimit.calls', rateLimit.calls, { least: 1, whole: true });
  number('rateLimit.per', rateLimit.per, { least: 1, whole: false });
};

const checkNumbers = (options: NormalizedOptions): void => {
  for (const name of ['retries', 'retryDelay', 'maxRetryDelay', 'verbosity', 'keepLogBytes'] as const)
    number(name, options[name], { least: 0, whole: !/delay$/i.test(name) });
  for (const name of ['concurrency', 'maxReplyBytes', 'maxReplyDepth'] as const)
    number(name, options[name], { least: 1, whole: true });
  for (const [phase, limit] of Object.entries(options.timeout))
    number(`timeout.${phase}`, limit, { least: 0, whole: false });
};

const checkConnection = ({ verify, proxy, dispatcher, limiter, logger }: NormalizedOptions): void => {
  if (typeof verify !== 'boolean') throw new TypeError('verify should be true or false');
  if (proxy !== undefined && proxy !== 'env') checkUrl('proxy', proxy);
  if (dispatcher !== undefined && typeof dispatcher.dispatch !== 'function')
    throw new TypeError('dispatcher should be an undici Dispatcher');
  if (dispatcher && !verify)
    throw new TypeError('verify: false does not reach a dispatcher of your own: set it up there');
  if (dispatcher && proxy !== undefined) throw new TypeError('proxy and dispatcher exclude each other');
  if (limiter !== undefined && typeof limiter.acquire !== 'function')
    throw new TypeError("limiter should be another client's limiter");
  if (logger !== undefined && (typeof logger.info !== 'function' || typeof logger.debug !== 'function'))
    throw new TypeError('logger should have info() and debug()');
};

const defined = (options: object, except: readonly string[] = []): object =>
  Object.fromEntries(Object.entries(options).filter(([name, value]) => value !== undefined && !except.includes(name)));

/** What {@link normalizeOptions} does, for clients of any kind. */
export const normalizeFor = <Options extends ClientOptions>(
  { names, credentialsOf }: AuthScheme<Options>,
  options: Options,
): NormalizedOptions => {
  if (typeof options !== 'object' || options === null) throw new TypeError('options should be an object');
  const unknown = Object.keys(options).find((name) => !KNOWN.has(name) && !names.includes(name));
  if (unknown !== undefined) throw new TypeError(`There is no option "${unknown}"`);
  const { networkId, endpoint, timeout } = options;
  checkText('networkId', networkId);
  const credentials = credentialsOf(options);
  if (timeout !== undefined && (typeof timeout !== 'object' || timeout === null))
    throw new TypeError('timeout should be an object');
  const full = {
    ...DEFAULTS,
    ...defined(options, names),
    credentials,
    endpoint: endpointOf(credentials, endpoint),
    timeout: { ...DEFAULTS.timeout, ...defined(timeout ?? {}) },
  } as NormalizedOptions;
  checkNumbers(full);
  checkRateLimit(full.rateLimit);
  checkConnection(full);
  return full;
};

/**
 * Checks what a client was given and fills in the defaults.
 *
 * @throws TypeError or RangeError that names the option; a token is never quoted.
 */
export const normalizeOptions = (options: HasOffersOptions): NormalizedOptions => normalizeFor(networkScheme, options);

/**
 * Checks what a client of the affiliate or the advertiser API was given and fills in the defaults.
 *
 * @throws TypeError or RangeError that names the option; a key is never quoted.
 */
export const normalizeKeyOptions = (
  options: HasOffersAffiliateOptions | HasOffersAdvertiserOptions,
): NormalizedOptions => normalizeFor(apiKeyScheme, options);

/** One kind of client, as its options see it. */
export interface AuthScheme<Options extends ClientOptions> {
  /** The options that say who asks. */
  readonly names: readonly string[];
  /** @throws TypeError that names the option; a secret is never quoted. */
  readonly credentialsOf: (options: Options) => Credentials;
}

const isIntegrator = (given: Integrator | IntegratorCredentials): given is Integrator =>
  typeof given === 'object' && given !== null && 'token' in given && typeof given.token === 'function';

/** The network API: with its token, or as an integrator. */
export const networkScheme: AuthScheme<HasOffersOptions> = {
  names: ['networkToken', 'integrator'],
  credentialsOf: ({ networkId, networkToken, integrator }) => {
    if (networkToken !== undefined && integrator !== undefined)
      throw new TypeError('networkToken and integrator exclude each other');
    if (integrator === undefined) {
      if (networkToken === undefined) throw new TypeError('networkToken is missing; an integrator would do as well');
      checkText('networkToken', networkToken);
      return { kind: 'network token', networkId, networkToken };
    }
    return {
      kind: 'integrator',
      networkId,
      integrator: isIntegrator(integrator) ? integrator : createIntegrator(integrator),
    };
  },
};

/** The affiliate API and the advertiser API: with a key, which says whose data is seen. */
export const apiKeyScheme: AuthScheme<HasOffersAffiliateOptions | HasOffersAdvertiserOptions> = {
  names: ['apiKey'],
  credentialsOf: ({ networkId, apiKey }) => {
    checkText('apiKey', apiKey);
    return { kind: 'api key', networkId, apiKey };
  },
};

const INTEGRATOR_ENDPOINT = 'https://integrator-api.hasoffers.com/Apiv3/json';

/** Where calls go when no endpoint is given. @throws TypeError for a network id that can be no sub-domain. */
export const defaultEndpoint = ({ kind, networkId }: Pick<Credentials, 'kind' | 'networkId'>): string => {
  if (kind === 'integrator') return INTEGRATOR_ENDPOINT;
  if (!/^[a-z0-9][a-z0-9-]*$/i.test(networkId))
    throw new TypeError('networkId should be the sub-domain of the network: letters, digits and dashes');
  return `https://${networkId}.api.hasoffers.com/Apiv3/json`;
};
