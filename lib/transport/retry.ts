import { asyncScheduler, defer, type MonoTypeOperatorFunction, retry, type SchedulerLike, tap, throwError } from 'rxjs';
import { HasOffersError, RateLimitError } from '../errors/api-errors.js';
import { ConnectionError, HttpError, MaxRetriesError, ProtocolError, TimeoutError } from '../errors/network-errors.js';
import { longTimer } from './long-timer.js';

/** What a retry costs: it is more after a timeout, which keeps a place and a connection for long. */
const COST = 5;
const TIMEOUT_COST = 10;

/** What a call gives back that succeeded at the first attempt. */
const REFILL = 1;

/** The tokens that one call has taken for its retries. */
interface RetryAllowance {
  /** Takes the tokens of one retry; false, and takes none, if there are not enough. */
  take(error: Error): boolean;
  /** The service has answered: gives back the tokens of the last retry, or a token if there was none. */
  answered(): void;
}

/** Limits the retries of one client, so that a service that is down does not get a multiple of its usual calls. */
export interface RetryQuota {
  /** Begins a call. */
  begin(): RetryAllowance;
}

/**
 * Creates a quota: a bucket of tokens that retries empty and answers fill, like that of the SDKs of AWS in their "standard"
 * mode. It is full at first, so that a short failure is retried as usual. When it is empty, calls are sent once each, until
 * enough of them have been answered.
 *
 * @param capacity tokens of the full bucket; `Infinity` for retries without a quota.
 */
export const createRetryQuota = (capacity: number): RetryQuota => {
  let tokens = capacity;
  const fill = (amount: number): void => void (tokens = Math.min(capacity, tokens + amount));
  return {
    begin: () => {
      let taken: number | undefined;
      return {
        take: (error) => {
          const cost = error instanceof TimeoutError ? TIMEOUT_COST : COST;
          if (tokens < cost) return false;
          tokens -= cost;
          taken = cost;
          return true;
        },
        answered: () => {
          fill(taken ?? REFILL);
          taken = undefined;
        },
      };
    },
  };
};

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
  Math.max(minimum, Math.round(random * Math.min(maxRetryDelay, retryDelay * 2 ** Math.min(attempt - 1, 500))));

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

const TIME = String.raw`(?<time>\d{2}:\d{2}:\d{2}(?:\.\d+)?)`;

/** The three formats of a date in HTTP (RFC 9110, 5.6.7): today's, that of RFC 850, and that of C's `asctime`. */
const DATES = [
  new RegExp(String.raw`^[a-z]{3}, (?<day>\d{1,2}) (?<month>[a-z]{3}) (?<year>\d{4}) ${TIME} (?:GMT|UTC)$`, 'i'),
  new RegExp(
    String.raw`^[a-z]{6,9}, (?<day>\d{1,2})-(?<month>[a-z]{3})-(?<year>\d{2}|\d{4}) ${TIME} (?:GMT|UTC)$`,
    'i',
  ),
  new RegExp(String.raw`^[a-z]{3} (?<month>[a-z]{3}) {1,2}(?<day>\d{1,2}) ${TIME} (?<year>\d{4})$`, 'i'),
];

/** A year of two digits is the one with these digits that is at most 50 years ahead (RFC 9110). */
const fullYear = (digits: string, now: number): number => {
  if (digits.length > 2) return Number(digits);
  const thisYear = new Date(now).getUTCFullYear();
  const year = thisYear - (thisYear % 100) + Number(digits);
  return year > thisYear + 50 ? year - 100 : year;
};

/** Parses a date of HTTP, ms since the epoch; NaN for anything else: `Date.parse` alone would read "-1" or "2" as a year. */
const parseHttpDate = (text: string, now: number): number => {
  const found = DATES.map((format) => format.exec(text)?.groups).find((groups) => groups !== undefined);
  if (!found) return NaN;
  const { day = '', month = '', year = '', time = '' } = found;
  const number = MONTHS.findIndex((name) => name.toLowerCase() === month.toLowerCase()) + 1;
  const two = (value: string | number): string => String(value).padStart(2, '0');
  return Date.parse(`${fullYear(year, now)}-${two(number)}-${two(day)}T${time}Z`);
};

/** Parses `Retry-After`, seconds or a date, to ms from `now` (ms since the epoch); `undefined` for anything else. */
export const parseRetryAfter = (header: string | string[] | undefined, now: number): number | undefined => {
  const value = (Array.isArray(header) ? header[0] : header)?.trim();
  if (value === undefined) return undefined;
  if (/^(?:\d+(?:\.\d*)?|\.\d+)$/.test(value))
    return Math.min(Math.ceil(Number(value) * 1000), Number.MAX_SAFE_INTEGER);
  const date = parseHttpDate(value, now);
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

/** Whether the failure may be temporary. */
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
const isRepeatable = (error: unknown, kind: 'read' | 'write'): boolean => {
  if (error instanceof ConnectionError && TLS_CODE.test(error.code ?? '')) return false;
  return isNotCarriedOut(error) || (kind === 'read' && isTransient(error));
};

/** Whether the failure shows that the service is well: it refused the call. */
const isAnswer = (error: unknown): boolean =>
  error instanceof HasOffersError || (error instanceof HttpError && error.status < 500 && error.status !== 429);

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
  /** Longest wait after the call exceeded the rate limit, ms; a longer one ends the call. @default Infinity */
  readonly maxRateLimitDelay?: number;
  /** Called when the call exceeded the rate limit. Returns how long to wait, ms. */
  readonly onRateLimited: (error: RateLimitError) => number;
  /** Limits the retries of all calls of a client. @default no quota */
  readonly quota?: RetryQuota;
  /** Called when the quota holds back a retry. `attempt` is the number of the attempt that failed. */
  readonly onWithheld?: (attempt: number, error: Error) => void;
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
 * element is emitted twice. A `Retry-After` longer than `maxRetryDelay`, or a rate limit that asks for more than
 * `maxRateLimitDelay`, ends the call with the error that says so.
 */
export const retryCall = <T>(policy: RetryPolicy): MonoTypeOperatorFunction<T> => {
  const { kind, retries, maxRateLimitDelay = Infinity, random = Math.random, scheduler = asyncScheduler } = policy;
  const { quota = createRetryQuota(Infinity) } = policy;
  const delayOrFail = (error: Error, attempt: number, allowance: RetryAllowance) => {
    if (!isRepeatable(error, kind) || (policy.divisible && isTooHeavy(error))) return throwError(() => error);
    const pause = error instanceof RateLimitError ? policy.onRateLimited(error) : 0;
    if (attempt > retries) return throwError(() => (retries === 0 ? error : new MaxRetriesError(attempt, error)));
    const retryAfter = retryAfterOf(error) ?? 0;
    if (retryAfter > policy.maxRetryDelay || pause > maxRateLimitDelay) return throwError(() => error);
    // A refusal for the rate limit is an answer: the service is well.
    if (!(error instanceof RateLimitError) && !allowance.take(error)) {
      policy.onWithheld?.(attempt, error);
      return throwError(() => new MaxRetriesError(attempt, error));
    }
    const delay = retryWait({ ...policy, attempt, minimum: Math.max(pause, retryAfter), random: random() });
    policy.onRetry?.(attempt, delay, error);
    return longTimer(delay, scheduler);
  };
  return (source) =>
    defer(() => {
      const allowance = quota.begin();
      return source.pipe(
        tap({
          // Not on completion: a consumer such as `firstValueFrom` leaves before it.
          next: () => allowance.answered(),
          error: (error) => {
            if (isAnswer(error)) allowance.answered();
          },
        }),
        retry({ delay: (error: Error, attempt) => delayOrFail(error, attempt, allowance) }),
      );
    });
};
