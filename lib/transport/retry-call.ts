import {
  asyncScheduler,
  defer,
  type MonoTypeOperatorFunction,
  retry,
  type SchedulerLike,
  throwError,
  timer,
} from 'rxjs';
import { HttpError } from '../errors/http-error.js';
import { MaxRetriesError } from '../errors/max-retries-error.js';
import { RateLimitError } from '../errors/rate-limit-error.js';
import { isRepeatable } from './is-repeatable.js';
import { retryWait } from './retry-timing.js';

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
