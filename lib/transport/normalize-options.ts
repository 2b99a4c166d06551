import { createTimeZone } from '../protocol/time-zone.js';
import { checkEndpoint, checkKeys, checkProxyUrl, checkText, kindOf } from '../protocol/validate.js';
import type { Credentials } from './auth/authenticator.js';
import { API_KEY_SCHEME, type AuthScheme, defaultEndpoint, NETWORK_SCHEME } from './auth/schemes.js';
import type { Logger } from './logger.js';
import type {
  ClientOptions,
  HasOffersAdvertiserOptions,
  HasOffersAffiliateOptions,
  HasOffersOptions,
  RateLimitOptions,
  TimeoutOptions,
} from './options.js';

/** Options without a default: undefined, or derived from other options. */
type WithoutDefault = 'networkId' | 'endpoint' | 'limiter' | 'proxy' | 'dispatcher' | 'logger' | 'verbosity';

type Defaults = Required<Omit<ClientOptions, WithoutDefault | 'timeout'>> & {
  readonly timeout: Required<TimeoutOptions>;
};

/** The options of a client, checked and with their defaults. */
export interface NormalizedOptions
  extends Defaults, Pick<ClientOptions, Exclude<WithoutDefault, 'networkId' | 'endpoint' | 'verbosity'>> {
  readonly networkId: string;
  readonly endpoint: string;
  readonly verbosity: NonNullable<ClientOptions['verbosity']>;
  readonly credentials: Credentials;
}

const DEFAULTS = {
  readsInUrl: true,
  verify: true,
  retries: 3,
  retryQuota: 500,
  retryDelay: 1_000,
  maxRetryDelay: 30_000,
  maxRateLimitDelay: 300_000,
  timeout: { connect: 10_000, headers: 60_000, body: 30_000, attempt: 300_000, total: 0 },
  minTransferRate: 1_000,
  timeZone: 'UTC',
  rateLimit: { calls: 45, per: 10_000 },
  concurrency: 8,
  maxReplyBytes: 64 * 1024 * 1024,
  maxReplyValues: 2_000_000,
  maxReplyDepth: 64,
  keepLogBytes: 4 * 1024 * 1024,
} as const satisfies Defaults;

const NO_DEFAULTS: Readonly<Record<WithoutDefault, true>> = {
  networkId: true,
  endpoint: true,
  limiter: true,
  proxy: true,
  dispatcher: true,
  logger: true,
  verbosity: true,
};

const KNOWN = new Set([...Object.keys(DEFAULTS), ...Object.keys(NO_DEFAULTS)]);

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** The names of the options that are numbers. */
type NumberOption = {
  [Name in keyof NormalizedOptions]-?: NormalizedOptions[Name] extends number ? Name : never;
}[keyof NormalizedOptions];

/** The range of each option that is a number. */
const NUMBERS = {
  retries: { least: 0, integer: true },
  retryQuota: { least: 0, integer: false },
  retryDelay: { least: 0, integer: false, finite: true },
  maxRetryDelay: { least: 0, integer: false },
  maxRateLimitDelay: { least: 0, integer: false },
  minTransferRate: { least: 0, integer: false, finite: true },
  verbosity: { least: 0, most: 3, integer: true },
  keepLogBytes: { least: 0, integer: true },
  concurrency: { least: 1, integer: true },
  maxReplyBytes: { least: 1, integer: true },
  maxReplyValues: { least: 1, integer: true },
  maxReplyDepth: { least: 1, integer: true },
} as const satisfies Record<NumberOption, NumberRange>;

interface NumberRange {
  readonly least: number;
  readonly most?: number;
  readonly integer: boolean;
  /** Whether `Infinity` is refused; integers are finite anyway. */
  readonly finite?: boolean;
}

const checkNumber = (label: string, value: unknown, { least, most, integer, finite = false }: NumberRange): void => {
  const kind = integer ? 'an integer' : finite && value === Infinity ? 'a finite number' : 'a number';
  const range = most === undefined ? `of at least ${least}` : `from ${least} to ${most}`;
  const expected = `${label} should be ${kind} ${range}`;
  // A string is not quoted: it may be a token in the wrong place.
  if (typeof value !== 'number') throw new TypeError(`${expected}, not ${kindOf(value)}`);
  const outside = !(value >= least) || value > (most ?? Infinity);
  if (outside || (integer && !Number.isSafeInteger(value)) || (finite && value === Infinity))
    throw new RangeError(`${expected}, not ${value}`);
};

const RATE_LIMIT: Readonly<Record<keyof RateLimitOptions, NumberRange>> = {
  calls: { least: 1, integer: true },
  per: { least: 1, integer: false, finite: true },
};

const checkRateLimit = (label: string, rateLimit: RateLimitOptions | false): void => {
  if (rateLimit === false) return;
  if (!isObject(rateLimit)) throw new TypeError(`${label} should be { calls, per } or false, not ${kindOf(rateLimit)}`);
  checkKeys(label, rateLimit, Object.keys(RATE_LIMIT));
  checkNumber(`${label}.calls`, rateLimit.calls, RATE_LIMIT.calls);
  checkNumber(`${label}.per`, rateLimit.per, RATE_LIMIT.per);
};

const checkNumbers = (name: string, options: NormalizedOptions): void => {
  for (const [option, range] of Object.entries(NUMBERS))
    checkNumber(`${name}: ${option}`, options[option as keyof typeof NUMBERS], range);
  for (const [phase, limit] of Object.entries(options.timeout))
    checkNumber(`${name}: timeout.${phase}`, limit, { least: 0, integer: false });
  checkRateLimit(`${name}: rateLimit`, options.rateLimit);
};

const checkFlags = (name: string, { readsInUrl, verify }: NormalizedOptions): void => {
  for (const [option, value] of Object.entries({ readsInUrl, verify }))
    if (typeof value !== 'boolean')
      throw new TypeError(`${name}: ${option} should be true or false, not ${kindOf(value)}`);
};

/** Whether a value, which may be `null`, has these methods. */
const hasMethods = (value: unknown, ...names: readonly string[]): boolean =>
  value !== null && names.every((name) => typeof (value as Record<string, unknown>)[name] === 'function');

/** Checks the proxies of the environment: of each pair of variables the first that is set, unless it is empty. */
const checkProxyEnv = (label: string, env: Readonly<Record<string, string | undefined>>): void => {
  for (const names of [
    ['http_proxy', 'HTTP_PROXY'],
    ['https_proxy', 'HTTPS_PROXY'],
  ]) {
    const name = names.find((variable) => env[variable] !== undefined);
    const value = name === undefined ? '' : env[name];
    // undici knows these of the environment too.
    if (value !== '' && !/^socks5?:/i.test(value ?? '')) checkProxyUrl(`${label}: ${name}`, value);
  }
};

const checkConnection = (name: string, { verify, proxy, dispatcher, limiter, logger }: NormalizedOptions): void => {
  if (proxy === 'env') checkProxyEnv(`${name}: proxy`, process.env);
  else if (proxy !== undefined) checkProxyUrl(`${name}: proxy`, proxy);
  if (dispatcher !== undefined && !hasMethods(dispatcher, 'dispatch'))
    throw new TypeError(`${name}: dispatcher should be an undici Dispatcher`);
  if (dispatcher && !verify)
    throw new TypeError(`${name}: verify should be left out with your own dispatcher, which configures TLS itself`);
  if (dispatcher && proxy !== undefined)
    throw new TypeError(`${name}: proxy should be left out with your own dispatcher: they exclude each other`);
  if (limiter !== undefined && !hasMethods(limiter, 'acquire'))
    throw new TypeError(`${name}: limiter should be the limiter of another client`);
  if (logger !== undefined && !hasMethods(logger, 'info', 'debug'))
    throw new TypeError(`${name}: logger should have the methods info() and debug()`);
};

const definedOnly = (options: object, except: readonly string[] = []): object =>
  Object.fromEntries(Object.entries(options).filter(([name, value]) => value !== undefined && !except.includes(name)));

/** Both 0 and `Infinity` mean none. Timers know neither, so that the rest of the library asks for 0 alone. */
const withoutInfinity = (timeout: Required<TimeoutOptions>): Required<TimeoutOptions> =>
  Object.fromEntries(
    Object.entries(timeout).map(([phase, limit]: [string, number]) => [phase, limit === Infinity ? 0 : limit]),
  ) as unknown as Required<TimeoutOptions>;

/** A verbosity alone prints to the console; a logger alone gets the waits and retries. */
const logging = ({ logger, verbosity }: ClientOptions): { verbosity: number; logger?: Logger } => {
  if (logger !== undefined) return { verbosity: 1 };
  return verbosity === undefined || verbosity === 0 ? { verbosity: 0 } : { verbosity, logger: console };
};

const normalize = <Options extends ClientOptions>(
  name: string,
  { names, credentialsOf }: AuthScheme<Options>,
  options: Options,
): NormalizedOptions => {
  if (!isObject(options)) throw new TypeError(`${name}: options should be an object`);
  const unknown = Object.keys(options).find((option) => !KNOWN.has(option) && !names.includes(option));
  if (unknown !== undefined) throw new TypeError(`${name}: options has no "${unknown}"`);
  const { networkId, endpoint, timeout } = options;
  checkText(`${name}: networkId`, networkId);
  const credentials = credentialsOf(name, options);
  if (timeout !== undefined && !isObject(timeout))
    throw new TypeError(`${name}: timeout should be an object, not ${kindOf(timeout)}`);
  if (timeout !== undefined) checkKeys(`${name}: timeout`, timeout, Object.keys(DEFAULTS.timeout));
  if (endpoint !== undefined) checkEndpoint(`${name}: endpoint`, endpoint);
  const full = {
    ...DEFAULTS,
    ...logging(options),
    ...definedOnly(options, names),
    credentials,
    endpoint: endpoint ?? defaultEndpoint(name, credentials),
    timeout: { ...DEFAULTS.timeout, ...definedOnly(timeout ?? {}) },
  } as NormalizedOptions;
  checkNumbers(name, full);
  createTimeZone(`${name}: timeZone`, full.timeZone);
  checkFlags(name, full);
  checkConnection(name, full);
  return { ...full, timeout: withoutInfinity(full.timeout) };
};

/**
 * Checks the options of a `HasOffers` and fills in the defaults.
 *
 * @throws TypeError or RangeError that names the option and never quotes a token.
 */
export const normalizeOptions = (options: HasOffersOptions): NormalizedOptions =>
  normalize('HasOffers', NETWORK_SCHEME, options);

/**
 * Checks the options of a client of the affiliate or the advertiser API and fills in the defaults.
 *
 * @param name the class of the client, for messages.
 * @throws TypeError or RangeError that names the option and never quotes a key.
 */
export const normalizeKeyOptions = (
  name: 'HasOffersAffiliate' | 'HasOffersAdvertiser',
  options: HasOffersAffiliateOptions | HasOffersAdvertiserOptions,
): NormalizedOptions => normalize(name, API_KEY_SCHEME, options);
