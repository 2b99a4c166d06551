import { checkText } from './check-text.js';
import { checkUrl } from './check-url.js';
import type { Credentials } from './credentials/credentials.js';
import { defaultEndpoint } from './credentials/default-endpoint.js';
import type { Door } from './credentials/door.js';
import { networkDoor } from './credentials/network-door.js';
import type { ClientOptions, HasOffersOptions, RateLimitOptions, TimeoutOptions } from './options.js';

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
  { names, credentialsOf }: Door<Options>,
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
export const normalizeOptions = (options: HasOffersOptions): NormalizedOptions => normalizeFor(networkDoor, options);
