import type { Dispatcher } from 'undici';
import type { Integrator, IntegratorCredentials } from './auth/integrator.js';
import type { Limiter } from './limiter.js';
import type { Logger } from './logger.js';

/** Limits per phase of a request, ms; 0 means none. */
export interface TimeoutOptions {
  /** Until the connection stands, TLS included. @default 10,000 */
  readonly connect?: number;
  /** From sending to the first byte of the reply. @default 60,000 */
  readonly headers?: number;
  /** Between two pieces of the body. @default 30,000 */
  readonly body?: number;
  /** The whole call: waits, attempts and all. @default 0 */
  readonly total?: number;
}

/** At most `calls` in any window of `per` ms. */
export interface RateLimitOptions {
  readonly calls: number;
  readonly per: number;
}

/** How any client is set up, whichever way it is let in. Only the first is required. */
export interface ClientOptions {
  /** The network's id, which is also its sub-domain. */
  readonly networkId: string;
  /** @default `https://<networkId>.api.hasoffers.com/Apiv3/json`; for an integrator `https://integrator-api.hasoffers.com/Apiv3/json` */
  readonly endpoint?: string | undefined;
  /** Whether TLS certificates are checked, for calls and downloads alike. @default true */
  readonly verify?: boolean;
  /** Attempts after the first, for what is safe to repeat; 0 for none. @default 3 */
  readonly retries?: number;
  /** First backoff, ms; doubles with each attempt, with full jitter. @default 1,000 */
  readonly retryDelay?: number;
  /** Longest backoff, ms. A `Retry-After` beyond it ends the call. @default 30,000 */
  readonly maxRetryDelay?: number;
  readonly timeout?: TimeoutOptions;
  /** Calls per window, or `false` for no limit of our own. @default `{ calls: 45, per: 10_000 }` */
  readonly rateLimit?: RateLimitOptions | false;
  /** Another client's limiter (`api.limiter`), to share one budget. */
  readonly limiter?: Limiter | undefined;
  /** API calls in flight. @default 8 */
  readonly concurrency?: number;
  /** Largest reply that is accepted, decoded bytes. @default 268,435,456 (256 MiB) */
  readonly maxReplyBytes?: number;
  /** Deepest nesting of a reply that is accepted. @default 64 */
  readonly maxReplyDepth?: number;
  /**
   * Bytes of compressed raw logs kept in all, so that a `LogFile` that is read again need not be brought again; 0 for none.
   * Only what a user reads file by file is kept: `findAll` and `batches` of a range read each once. @default 4,194,304 (4 MiB)
   */
  readonly keepLogBytes?: number;
  /** `'env'` for the usual environment variables, or the URL of a proxy. */
  readonly proxy?: string | undefined;
  /** An undici Dispatcher of your own. Never closed by the client; not together with `verify: false` or `proxy`. */
  readonly dispatcher?: Dispatcher | undefined;
  /** Where to log, e.g. `console`. */
  readonly logger?: Logger | undefined;
  /** 0 silent, 1 waits and retries, 2 each request and reply, 3 parameters and replies too, redacted. @default 0 */
  readonly verbosity?: 0 | 1 | 2 | 3;
}

/** Let in by the network's own token. */
export interface NetworkTokenOptions extends ClientOptions {
  /** The API key of the network (`NET…`). A secret: it never appears in errors, logs or events. */
  readonly networkToken: string;
  readonly integrator?: undefined;
}

/** Let in as an integrator. */
export interface IntegratorOptions extends ClientOptions {
  /**
   * What the integration manager gave out, or what `createIntegrator` made of it, for several clients that share one access
   * token. The token is asked for by the first call, renewed before it ends and when it is refused.
   */
  readonly integrator: Integrator | IntegratorCredentials;
  readonly networkToken?: undefined;
}

/** How a client of the network API is set up: who asks, either `networkToken` or `integrator`, and what may be set beside. */
export type HasOffersOptions = NetworkTokenOptions | IntegratorOptions;

/** How a client of the affiliate API is set up. */
export interface HasOffersAffiliateOptions extends ClientOptions {
  /** The API key of one affiliate. A secret: it never appears in errors, logs or events. */
  readonly apiKey: string;
}

/** How a client of the advertiser API is set up. */
export interface HasOffersAdvertiserOptions extends ClientOptions {
  /** The API key of one advertiser. A secret: it never appears in errors, logs or events. */
  readonly apiKey: string;
}
