import {
  asyncScheduler,
  defer,
  type MonoTypeOperatorFunction,
  retry,
  type SchedulerLike,
  throwError,
  timer,
} from 'rxjs';
import { RateLimitError } from '../errors/api-errors.js';
import { ConnectionError, HttpError, MaxRetriesError, ProtocolError, TimeoutError } from '../errors/network-errors.js';

/** The input of {@link retryWait}. The random number is passed in, which keeps the function pure. */
interface RetryTiming {
  /** Number of the attempt that failed, from 1. */
  readonly attempt: number;
  /** First backoff, ms. */
  readonly retryDelay: number;
  /** Longest backoff, ms. */
  readonly maxRetryDelay: number;
  /** The wait that the server asks for, ms. A retry before it would be refused again. */
  readonly minimum: number;
  /** From 0 to 1. */
  readonly random: number;
}

/** The wait before the next attempt, ms: exponential backoff with full jitter, but at least `minimum`. */
export const retryWait = ({ attempt, retryDelay, maxRetryDelay, minimum, random }: RetryTiming): number =>
  Math.max(minimum, Math.round(random * Math.min(maxRetryDelay, retryDelay * 2 ** (attempt - 1))));

/** Parses `Retry-After`, seconds or a date, to ms from `now` (ms since the epoch); `undefined` for anything else. */
export const parseRetryAfter = (header: string | string[] | undefined, now: number): number | undefined => {
  const value = (Array.isArray(header) ? header[0] : header)?.trim();
  if (value === undefined) return undefined;
  if (/^\d{1,9}$/.test(value)) return Number(value) * 1000;
  // Only the date format of RFC 9110: `Date.parse` alone would read "-1" or "2" as a year.
  const date = /^[A-Za-z]{3}, \d{2} [A-Za-z]{3} \d{4} \d{2}:\d{2}:\d{2} GMT$/.test(value) ? Date.parse(value) : NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
};

const TLS_CODE = /CERT|SELF_SIGNED|SSL|TLS|UNABLE_TO_/;

/** Whether the service certainly did not carry out the call. */
const isNotCarriedOut = (error: unknown): boolean =>
  error instanceof RateLimitError ||
  (error instanceof ConnectionError && error.unsent) ||
  (error instanceof TimeoutError && error.phase === 'connect');

/** Whether decoding a body found that its end is missing. */
const isCutGzip = (cause: unknown): boolean =>
  cause instanceof Error && 'code' in cause && cause.code === 'Z_BUF_ERROR';

/** Whether the failure may go away by itself. */
const isTransient = (error: unknown): boolean =>
  error instanceof ConnectionError ||
  (error instanceof TimeoutError && error.phase !== 'total') ||
  (error instanceof ProtocolError && (error.passing || isCutGzip(error.cause))) ||
  // 429 comes from the authorize endpoint; that of the API is a RateLimitError.
  (error instanceof HttpError && (error.status >= 500 || error.status === 429));

/**
 * Whether a failed call is safe to repeat: a read after any transient failure, a write only when it certainly was not
 * carried out, since this API has no idempotency keys. A certificate that is not trusted is a lasting failure.
 */
export const isRepeatable = (error: unknown, kind: 'read' | 'write'): boolean => {
  if (error instanceof ConnectionError && TLS_CODE.test(error.code ?? '')) return false;
  return isNotCarriedOut(error) || (kind === 'read' && isTransient(error));
};

/** Options of {@link retryCall}. */
export interface RetryPolicy {
  readonly kind: 'read' | 'write';
  /** Whether the caller splits the call after HTTP 504, so that repeating it would be useless. @default false */
  readonly divisible?: boolean | undefined;
  readonly retries: number;
  /** First backoff, ms. */
  readonly retryDelay: number;
  /** Longest backoff, ms. */
  readonly maxRetryDelay: number;
  /** Called when the call exceeded the rate limit. Returns how long to wait, ms. */
  readonly onRateLimited: (error: RateLimitError) => number;
  /** Called before each wait. `attempt` is the number of the attempt that failed; `delay` is in ms. */
  readonly onRetry?: (attempt: number, delay: number, error: Error) => void;
  /** @default Math.random */
  readonly random?: () => number;
  readonly scheduler?: SchedulerLike;
}

/** The wait that the server asks for, ms. */
const retryAfterOf = (error: Error): number | undefined =>
  error instanceof HttpError || error instanceof RateLimitError ? error.retryAfter : undefined;

/** Whether the gateway gave up on the call, as it would again. */
const isTooHeavy = (error: Error): boolean => error instanceof HttpError && error.status === 504;

/**
 * Repeats a call while that is safe and may help. Applied to a single call, below the flattening of pages, so that no
 * element is emitted twice. A `Retry-After` longer than `maxRetryDelay` ends the call with the error that carries it.
 */
export const retryCall = <T>(policy: RetryPolicy): MonoTypeOperatorFunction<T> => {
  const { kind, retries, random = Math.random, scheduler = asyncScheduler } = policy;
  const delayOrFail = (error: Error, attempt: number) => {
    if (!isRepeatable(error, kind) || (policy.divisible && isTooHeavy(error))) return throwError(() => error);
    const pause = error instanceof RateLimitError ? policy.onRateLimited(error) : 0;
    if (attempt > retries) return throwError(() => (retries === 0 ? error : new MaxRetriesError(attempt, error)));
    const retryAfter = retryAfterOf(error) ?? 0;
    if (retryAfter > policy.maxRetryDelay) return throwError(() => error);
    const delay = retryWait({ ...policy, attempt, minimum: Math.max(pause, retryAfter), random: random() });
    policy.onRetry?.(attempt, delay, error);
    return timer(delay, scheduler);
  };
  return (source) => defer(() => source).pipe(retry({ delay: (error: Error, attempt) => delayOrFail(error, attempt) }));
};
