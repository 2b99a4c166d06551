import type { Dispatcher } from 'undici';
import type { TokenSource } from './auth/authenticator.js';
import type { Integrator, IntegratorCredentials } from './auth/integrator.js';
import type { Limiter } from './limiter.js';
import type { Logger } from './logger.js';

/** Time limits of a request by phase, ms, fractions and any length included; 0 or `Infinity` means none. */
export interface TimeoutOptions {
  /** Opening the connection, including TLS. @default 10,000 */
  readonly connect?: number;
  /** From the last byte of the request to the headers of the reply. @default 60,000 */
  readonly headers?: number;
  /** Between two chunks of a body, of the reply or of an upload. @default 30,000 */
  readonly body?: number;
  /**
   * One attempt of a call, from its connection (or the last byte of an upload) to the last byte of the reply. Downloads have
   * `minTransferRate` instead. @default 300,000 (5 minutes)
   */
  readonly attempt?: number;
  /** The whole call, including waits and retries. @default 0 */
  readonly total?: number;
}

/** At most `calls` in any window of `per` ms. */
export interface RateLimitOptions {
  readonly calls: number;
  readonly per: number;
}

/** Options of every client, without its credentials. Only `networkId` is required. */
export interface ClientOptions {
  /** The id of the network, which is also its subdomain. */
  readonly networkId: string;
  /** The URL of the API. @default `https://<networkId>.api.hasoffers.com/Apiv3/json`; for an integrator `https://integrator-api.hasoffers.com/Apiv3/json` */
  readonly endpoint?: string | undefined;
  /**
   * Whether reads are sent as GET with their parameters, and with them the token, in the URL. With `false` they are sent as
   * POST with a form, so that proxies and monitoring, which record URLs, see no token. Uploads need a URL anyway.
   * @default true
   */
  readonly readsInUrl?: boolean;
  /** Whether to verify TLS certificates, for calls and downloads. @default true */
  readonly verify?: boolean;
  /** Retries of a call that is safe to repeat, so the number of attempts is one more; 0 for none. @default 3 */
  readonly retries?: number;
  /**
   * Size of the retry quota of the client, in tokens; `Infinity` for none. A retry takes 5, after a timeout 10. Its success
   * gives them back, any other answer gives one. While there are too few, calls that fail are not repeated (event
   * `retry withheld`). @default 500
   */
  readonly retryQuota?: number;
  /** First backoff, ms; finite. It doubles with each attempt, with full jitter. @default 1,000 */
  readonly retryDelay?: number;
  /** Longest backoff, ms. A longer `Retry-After` ends the call with an error. @default 30,000 */
  readonly maxRetryDelay?: number;
  /**
   * Longest wait for the service's rate limit, ms; `Infinity` for any. A call that is refused for a limit with a longer
   * window, such as 1,000 calls a month, ends with its `RateLimitError`. @default 300,000 (5 minutes)
   */
  readonly maxRateLimitDelay?: number;
  /** Time limits by phase; those left out keep their defaults. */
  readonly timeout?: TimeoutOptions;
  /**
   * Least speed of a download or an upload, bytes per second; 0 for none. It is measured over twice
   * `timeout.body`, without the time in which the consumer makes the download wait. @default 1,000
   */
  readonly minTransferRate?: number;
  /**
   * The network's time zone, in which the service reads and writes times: an IANA name (`'America/New_York'`) or an offset
   * (`'+02:00'`). A `Date` in filters, data and reports is sent as the wall time there. @default 'UTC'
   */
  readonly timeZone?: string;
  /** Calls per window, or `false` for no limit in the client. @default `{ calls: 45, per: 10_000 }` */
  readonly rateLimit?: RateLimitOptions | false;
  /** The limiter of another client (`api.limiter`), to share its budget. */
  readonly limiter?: Limiter | undefined;
  /** Most API calls in flight. @default 8 */
  readonly concurrency?: number;
  /** Largest accepted reply, in decoded bytes. @default 67,108,864 (64 MiB) */
  readonly maxReplyBytes?: number;
  /**
   * Most values of a reply: one may take 90 bytes of memory, and as few as two on the wire. They are
   * counted by the commas and opening brackets of the text; a key that is a number counts as eight. A page of
   * 30,000 conversions with 57 fields is allowed. @default 2,000,000
   */
  readonly maxReplyValues?: number;
  /** Deepest accepted nesting of a reply. @default 64 */
  readonly maxReplyDepth?: number;
  /**
   * Size of the archive cache, bytes: a `LogFile` whose compressed archive is cached can be read again without a second
   * download; 0 for none. Only files read one by one are cached, since `findAll` and `batches` of a range read each file
   * once. @default 4,194,304 (4 MiB)
   */
  readonly keepLogBytes?: number;
  /** The URL of a proxy, with `user:password@` if it asks for them, or `'env'` for the usual environment variables. */
  readonly proxy?: string | undefined;
  /** Your own undici Dispatcher. The client never closes it. Excludes `verify: false` and `proxy`. */
  readonly dispatcher?: Dispatcher | undefined;
  /** The destination of the log. @default `console` with a `verbosity`, otherwise none */
  readonly logger?: Logger | undefined;
  /** 0 silent, 1 waits and retries, 2 each request and reply, 3 also their content, redacted. @default 1 with a `logger`, otherwise 0 */
  readonly verbosity?: 0 | 1 | 2 | 3;
}

/** Options of a client that authenticates by the network's token. */
export interface NetworkTokenOptions extends ClientOptions {
  /**
   * The API key of the network (`NET…`), or a function that returns it or a promise of it. The function is called before each
   * attempt of a call, so that the token can be rotated; an error of it is a `TokenError`. A secret: it never appears in
   * errors, logs or events.
   */
  readonly networkToken: TokenSource;
  readonly integrator?: undefined;
}

/** Options of a client that authenticates as an integrator. */
export interface IntegratorOptions extends ClientOptions {
  /**
   * The credentials from the integration manager, or the result of `createIntegrator`, for several clients that share one
   * access token. The first call requests the token. It is renewed before it expires, and when a call is refused for it.
   */
  readonly integrator: Integrator | IntegratorCredentials;
  readonly networkToken?: undefined;
}

/** Options of a client of the network API, with either `networkToken` or `integrator` for its credentials. */
export type HasOffersOptions = NetworkTokenOptions | IntegratorOptions;

/** Options of a client of the affiliate API. */
export interface HasOffersAffiliateOptions extends ClientOptions {
  /** The API key of one affiliate, or a function that returns it, as `networkToken` can be. A secret: it never appears in errors, logs or events. */
  readonly apiKey: TokenSource;
}

/** Options of a client of the advertiser API. */
export interface HasOffersAdvertiserOptions extends ClientOptions {
  /** The API key of one advertiser, or a function that returns it, as `networkToken` can be. A secret: it never appears in errors, logs or events. */
  readonly apiKey: TokenSource;
}
