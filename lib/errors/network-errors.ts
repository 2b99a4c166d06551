import { type ApiErrorItem, AuthenticationError, HasOffersError } from './api-errors.js';
import { RxOffersError } from './base.js';

/** The network failed: DNS, refusal, reset, TLS. */
export class ConnectionError extends RxOffersError {
  override readonly name = 'ConnectionError';
  /** The system's or the TLS layer's code, e.g. `ECONNREFUSED`, `ENOTFOUND`, `SELF_SIGNED_CERT_IN_CHAIN`. */
  readonly code: string | undefined;
  /** True when the request surely did not reach the server, so that even a write may be repeated. */
  readonly unsent: boolean;

  constructor(message: string, details: { code?: string | undefined; unsent: boolean; cause?: unknown }) {
    super(message, { cause: details.cause });
    this.code = details.code;
    this.unsent = details.unsent;
  }
}

/** The phase of a request that took too long; `total` is the whole call, retries included. */
export type TimeoutPhase = 'connect' | 'headers' | 'body' | 'total';

/** A phase of a request ran into its limit. */
export class TimeoutError extends RxOffersError {
  override readonly name = 'TimeoutError';
  readonly phase: TimeoutPhase;
  /** The limit that was hit, ms. */
  readonly limit: number;

  constructor(message: string, phase: TimeoutPhase, limit: number, options?: ErrorOptions) {
    super(message, options);
    this.phase = phase;
    this.limit = limit;
  }
}

/** The server answered with a status that carries no reply of the API (4xx, 5xx). */
export class HttpError extends RxOffersError {
  override readonly name = 'HttpError';
  readonly status: number;
  /** How long the server asked to wait, ms, where it sent `Retry-After`. */
  readonly retryAfter: number | undefined;
  /** The first characters of the body, redacted. */
  readonly excerpt: string | undefined;

  constructor(
    message: string,
    status: number,
    details: { retryAfter?: number | undefined; excerpt?: string | undefined } = {},
  ) {
    super(message);
    this.status = status;
    this.retryAfter = details.retryAfter;
    this.excerpt = details.excerpt;
  }
}

/**
 * What arrived is no reply of this API: HTML, cut JSON, too deep, too large, no envelope.
 * Not an {@link HttpError}: HTTP went well, the data is wrong.
 */
export class ProtocolError extends RxOffersError {
  override readonly name = 'ProtocolError';
  /** The first characters of what arrived, redacted. */
  readonly excerpt: string | undefined;

  constructor(message: string, options: ErrorOptions & { excerpt?: string | undefined } = {}) {
    super(message, 'cause' in options ? { cause: options.cause } : undefined);
    this.excerpt = options.excerpt;
  }
}

/** A failure worth repeating did not go away. `cause` is the last one. */
export class MaxRetriesError extends RxOffersError {
  override readonly name = 'MaxRetriesError';
  /** Requests made in all, the first one included. */
  readonly attempts: number;

  constructor(attempts: number, cause: Error) {
    super(`Max retries exceeded after ${attempts} attempts: ${cause.message}`, { cause });
    this.attempts = attempts;
  }

  /** The API's own items, when the last failure was a reply of the API; else empty. */
  get errors(): readonly ApiErrorItem[] {
    return this.cause instanceof HasOffersError ? this.cause.errors : [];
  }
}

/** Whether the next poll would fail the same way: a bug, a refusal of who asks, a client that is closed. */
export const isFatalError = (fault: unknown): boolean =>
  !(fault instanceof RxOffersError) ||
  fault instanceof AuthenticationError ||
  (fault instanceof ConnectionError && fault.code === 'CLOSED');
