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
import { ConnectionError, HttpError, MaxRetriesError, TimeoutError } from '../errors/network-errors.js';

/** What a wait is computed from. Pure: chance comes in as a number. */
export interface RetryTiming {
  /** Attempts that failed so far, from 1. */
  readonly attempt: number;
  /** First backoff, ms. */
  readonly retryDelay: number;
  /** Longest backoff, ms. */
  readonly maxRetryDelay: number;
  /** What the server asked for, ms. A minimum: coming back sooner costs another refusal. */
  readonly minimum: number;
  /** From 0 to 1. */
  readonly random: number;
}

/** The wait before the next attempt, ms: exponential with full jitter, but never below what the server asked for. */
export const retryWait = ({ attempt, retryDelay, maxRetryDelay, minimum, random }: RetryTiming): number =>
  Math.max(minimum, Math.round(random * Math.min(maxRetryDelay, retryDelay * 2 ** (attempt - 1))));

/** Reads `Retry-After`, seconds or a date, as ms from `now` (ms since the epoch). What is neither is `undefined`. */
export const parseRetryAfter = (header: string | string[] | undefined, now: number): number | undefined => {
  const value = (Array.isArray(header) ? header[0] : header)?.trim();
  if (value === undefined) return undefined;
  if (/^\d{1,9}$/.test(value)) return Number(value) * 1000;
  // Only the date of RFC 9110: `Date.parse` alone would take "-1" or "2" for years.
  const date = /^[A-Za-z]{3}, \d{2} [A-Za-z]{3} \d{4} \d{2}:\d{2}:\d{2} GMT$/.test(value) ? Date.parse(value) : NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
};

const TLS = /CERT|SELF_SIGNED|SSL|TLS|UNABLE_TO_/;

/** Whether the request surely did not reach the service, or was refused before it was carried out. */
const isUndone = (error: unknown): boolean =>
  error instanceof RateLimitError ||
  (error instanceof ConnectionError && error.unsent) ||
  (error instanceof TimeoutError && error.phase === 'connect');

const isPassing = (error: unknown): boolean =>
  error instanceof ConnectionError ||
  (error instanceof TimeoutError && error.phase !== 'total') ||
  // 429 is of the authorize endpoint: that of the API is a RateLimitError.
  (error instanceof HttpError && (error.status >= 500 || error.status === 429));

/**
 * Whether a failed call may be sent again: a read after any passing failure, a write only when it surely was not carried
 * out, since this API has no idempotency key. A certificate does not become trusted by asking again.
 */
export const isRepeatable = (error: unknown, kind: 'read' | 'write'): boolean => {
  if (error instanceof ConnectionError && TLS.test(error.code ?? '')) return false;
  return isUndone(error) || (kind === 'read' && isPassing(error));
};

/** How {@link retryCall} repeats. */
export interface RetryPolicy {
  readonly kind: 'read' | 'write';
  /** Whether the caller asks for less after HTTP 504, so that the same is not asked for again. @default false */
  readonly divisible?: boolean | undefined;
  readonly retries: number;
  readonly retryDelay: number;
  readonly maxRetryDelay: number;
  /** The wait, ms, that a refusal by the rate limit asks for. */
  readonly refused: (error: RateLimitError) => number;
  readonly onRetry?: (attempt: number, delay: number, error: Error) => void;
  /** @default Math.random */
  readonly random?: () => number;
  readonly scheduler?: SchedulerLike;
}

/** How long the server itself asked to wait, ms. */
const asked = (error: Error): number | undefined =>
  error instanceof HttpError || error instanceof RateLimitError ? error.retryAfter : undefined;

/** The gateway gave up waiting: it would do so again. */
const isTooHeavy = (error: Error): boolean => error instanceof HttpError && error.status === 504;

/**
 * Repeats one request while that is safe and may help. Stands below the flattening of pages, so that no element is ever
 * repeated. A `Retry-After` longer than `maxRetryDelay` ends the call with the error that says so.
 */
export const retryCall = <T>(policy: RetryPolicy): MonoTypeOperatorFunction<T> => {
  const { kind, retries, random = Math.random, scheduler = asyncScheduler } = policy;
  const next = (error: Error, attempt: number) => {
    if (!isRepeatable(error, kind) || (policy.divisible && isTooHeavy(error))) return throwError(() => error);
    const pause = error instanceof RateLimitError ? policy.refused(error) : 0;
    if (attempt > retries) return throwError(() => (retries === 0 ? error : new MaxRetriesError(attempt, error)));
    const retryAfter = asked(error) ?? 0;
    if (retryAfter > policy.maxRetryDelay) return throwError(() => error);
    const delay = retryWait({ ...policy, attempt, minimum: Math.max(pause, retryAfter), random: random() });
    policy.onRetry?.(attempt, delay, error);
    return timer(delay, scheduler);
  };
  return (source) => defer(() => source).pipe(retry({ delay: (error: Error, attempt) => next(error, attempt) }));
};
