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
