import type { HasOffersOptions, RateLimitOptions, TimeoutOptions } from './options.js';

/** The options with every default in place. */
export interface NormalizedOptions
  extends Required<Omit<HasOffersOptions, Optional | 'timeout'>>, Pick<HasOffersOptions, Optional> {
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
} as const satisfies Partial<HasOffersOptions>;

const KNOWN = new Set([
  ...Object.keys(DEFAULTS),
  'networkId',
  'networkToken',
  'endpoint',
  'limiter',
  'proxy',
  'dispatcher',
  'logger',
]);

const number = (name: string, value: unknown, { least, whole }: { least: number; whole: boolean }): void => {
  if (typeof value !== 'number') throw new TypeError(`${name} should be a number`);
  if (!(value >= least) || (whole && !Number.isSafeInteger(value)))
    throw new RangeError(`${name} should be ${whole ? 'an integer' : 'a number'} of at least ${least}, not ${value}`);
};

const text = (name: string, value: unknown): void => {
  if (typeof value !== 'string' || value === '')
    throw new TypeError(`${name} should be a string, and not an empty one`);
};

const url = (name: string, value: string): string => {
  const parsed = URL.canParse(value) ? new URL(value) : undefined;
  if (!parsed || !['http:', 'https:'].includes(parsed.protocol))
    throw new TypeError(`${name} should be an http or https URL`);
  return value;
};

const endpointOf = ({ networkId, endpoint }: HasOffersOptions): string => {
  if (endpoint !== undefined) return url('endpoint', endpoint);
  if (!/^[a-z0-9][a-z0-9-]*$/i.test(networkId))
    throw new TypeError('networkId should be the sub-domain of the network: letters, digits and dashes');
  return `https://${networkId}.api.hasoffers.com/Apiv3/json`;
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
  if (proxy !== undefined && proxy !== 'env') url('proxy', String(proxy));
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

const defined = (options: object): object =>
  Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));

/**
 * Checks what a client was given and fills in the defaults.
 *
 * @throws TypeError or RangeError that names the option; a token is never quoted.
 */
export const normalizeOptions = (options: HasOffersOptions): NormalizedOptions => {
  if (typeof options !== 'object' || options === null) throw new TypeError('options should be an object');
  const unknown = Object.keys(options).find((name) => !KNOWN.has(name));
  if (unknown !== undefined) throw new TypeError(`There is no option "${unknown}"`);
  const { networkId, networkToken, timeout } = options;
  text('networkId', networkId);
  text('networkToken', networkToken);
  if (timeout !== undefined && (typeof timeout !== 'object' || timeout === null))
    throw new TypeError('timeout should be an object');
  const full = {
    ...DEFAULTS,
    ...defined(options),
    endpoint: endpointOf(options),
    timeout: { ...DEFAULTS.timeout, ...defined(timeout ?? {}) },
  } as NormalizedOptions;
  checkNumbers(full);
  checkRateLimit(full.rateLimit);
  checkConnection(full);
  return full;
};
