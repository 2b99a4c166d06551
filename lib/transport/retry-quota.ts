import { TimeoutError } from '../errors/network-errors.js';

/** What a retry costs: it is more after a timeout, which keeps a place and a connection for long. */
const COST = 5;
const TIMEOUT_COST = 10;

/** What a call gives back that succeeded at the first attempt. */
const REFILL = 1;

/** The tokens that one call has taken for its retries. */
export interface RetryAllowance {
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
