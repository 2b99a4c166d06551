import { MaxRetriesError } from '../../errors/max-retries-error.js';
import { retryWait } from '../../transport/retry-timing.js';
import type { DownloadRetry } from './download-options.js';
import type { Interruption } from './interruption.js';

/** Counts attempts in a row without a new byte. */
export interface AttemptBudget {
  /** A request is made. */
  opened(): void;
  /** New bytes came: the count starts over. */
  progressed(): void;
  /** The wait before the next attempt, ms; throws the final error when there is none. A free one costs and waits nothing. */
  spend(interruption: Interruption, free: boolean): number;
}

/** The budget of one download, which may break any number of times as long as it moves between. */
export const createAttemptBudget = (retry: DownloadRetry): AttemptBudget => {
  const { retries, retryDelay, maxRetryDelay, random = Math.random } = retry;
  let requests = 0;
  let failures = 0;
  return {
    opened: () => void (requests += 1),
    progressed: () => void (failures = 0),
    spend: ({ error, retryAfter = 0 }, free) => {
      if (free) return 0;
      failures += 1;
      if (retries === 0 || retryAfter > maxRetryDelay) throw error;
      if (failures > retries) throw new MaxRetriesError(requests, error);
      return retryWait({ attempt: failures, retryDelay, maxRetryDelay, minimum: retryAfter, random: random() });
    },
  };
};
