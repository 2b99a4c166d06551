import { type ApiErrorItem, AuthenticationError, HasOffersError } from './api-errors.js';
import { RxOffersError } from './base.js';

/** The connection failed: DNS lookup, refused or reset connection, TLS. */
export class ConnectionError extends RxOffersError {
  override readonly name = 'ConnectionError';
  /** The code of the operating system or of TLS, e.g. `ECONNREFUSED`, `ENOTFOUND`, `SELF_SIGNED_CERT_IN_CHAIN`. */
  readonly code: string | undefined;
  /** Whether the request certainly did not reach the server, so that even a write is safe to repeat. */
  readonly unsent: boolean;

  constructor(message: string, details: { code?: string | undefined; unsent: boolean; cause?: unknown }) {
    super(message, { cause: details.cause });
    this.code = details.code;
    this.unsent = details.unsent;
  }
}

/**
 * The function given as `networkToken` or `apiKey` failed; `cause` is its error. Nothing was sent, and the call is not
 * repeated; another call asks the function again.
 */
export class TokenError extends RxOffersError {
  override readonly name = 'TokenError';
}

/** The file of an upload became shorter or longer while it was sent. The service did not get a whole file. */
export class UploadError extends RxOffersError {
  override readonly name = 'UploadError';
}

/**
 * The phase of a request that timed out. `attempt` is one request with its reply, `total` the whole call, including waits and
 * retries; `rate` is a download or an upload that is slower than `minTransferRate`.
 */
export type TimeoutPhase = 'connect' | 'headers' | 'body' | 'attempt' | 'rate' | 'total';

/** A phase of a request took longer than its limit. */
export class TimeoutError extends RxOffersError {
  override readonly name = 'TimeoutError';
  readonly phase: TimeoutPhase;
  /** The limit, ms; for `rate` the time over which the speed was measured. */
  readonly limit: number;

  constructor(message: string, phase: TimeoutPhase, limit: number, options?: ErrorOptions) {
    super(message, options);
    this.phase = phase;
    this.limit = limit;
  }
}

/** The server answered with an HTTP status other than success. The message has the words of the API, where the body holds some. */
export class HttpError extends RxOffersError {
  override readonly name = 'HttpError';
  readonly status: number;
  /** How long the server asks to wait, ms, from `Retry-After`. */
  readonly retryAfter: number | undefined;
  /** The beginning of the body, redacted. */
  readonly excerpt: string | undefined;
  /** The errors of the API in the body; empty where the body is not a reply of the API. */
  readonly errors: readonly ApiErrorItem[];

  constructor(
    message: string,
    status: number,
    details: {
      retryAfter?: number | undefined;
      excerpt?: string | undefined;
      errors?: readonly ApiErrorItem[] | undefined;
    } = {},
  ) {
    super(message);
    this.status = status;
    this.retryAfter = details.retryAfter;
    this.excerpt = details.excerpt;
    this.errors = details.errors ?? [];
  }
}

/**
 * The body is not a reply of this API (HTML, truncated JSON, no envelope, nested too deeply or too large), or replies
 * contradict each other: a page that should hold rows and holds none. Not an {@link HttpError}: the HTTP exchange succeeded,
 * the data is wrong.
 */
export class ProtocolError extends RxOffersError {
  override readonly name = 'ProtocolError';
  /** The beginning of the body, redacted. */
  readonly excerpt: string | undefined;
  /** Whether the service may answer rightly when it is asked again, so that a read is repeated. */
  readonly passing: boolean;

  constructor(
    message: string,
    options: ErrorOptions & { excerpt?: string | undefined; passing?: boolean | undefined } = {},
  ) {
    super(message, 'cause' in options ? { cause: options.cause } : undefined);
    this.excerpt = options.excerpt;
    this.passing = options.passing ?? false;
  }
}

/** Every attempt of a call failed. `cause` is the error of the last one. */
export class MaxRetriesError extends RxOffersError {
  override readonly name = 'MaxRetriesError';
  /** Requests made, including the first. */
  readonly attempts: number;

  constructor(attempts: number, cause: Error) {
    super(`Max retries exceeded after ${attempts} attempts: ${cause.message}`, { cause });
    this.attempts = attempts;
  }

  /** The errors of the API, when the last attempt ended in a {@link HasOffersError} or an {@link HttpError} with such; otherwise empty. */
  get errors(): readonly ApiErrorItem[] {
    return this.cause instanceof HasOffersError || this.cause instanceof HttpError ? this.cause.errors : [];
  }
}

/**
 * Whether trying again later is pointless: a bug (anything but an {@link RxOffersError}), credentials that are not
 * accepted, or a client that is closed. Polling ends with such an error and survives all others.
 */
export const isFatalError = (error: unknown): boolean =>
  !(error instanceof RxOffersError) ||
  error instanceof AuthenticationError ||
  (error instanceof ConnectionError && error.code === 'CLOSED');
