import { MaxRetriesError, type TimeoutPhase } from '../../errors/network-errors.js';
import type { RawLogEvent } from '../../transport/events.js';
import type { DownloadRequest, DownloadResponse } from '../../transport/http.js';
import { retryWait } from '../../transport/retry.js';
import type { LinkSource } from './link-source.js';

/** A file of bytes that can be walked from its start and, where its server allows, read at any place. */
export interface ByteSource {
  /** Length of the whole file, bytes; `undefined` until the server said so. */
  readonly size: number | undefined;
  /**
   * The bytes from the first to the last, pulled: nothing is read ahead of `next()` but what a socket buffers.
   * A pending `next()` settles at once when the signal aborts.
   */
  stream(signal: AbortSignal): AsyncIterable<Buffer>;
  /** The bytes `from ≤ position < to`, or `undefined` where ranges are not served. */
  fetchRange(from: number, to: number, signal: AbortSignal): Promise<Buffer | undefined>;
}

/** A failure of a connection that another attempt may mend. Internal: it never leaves the download. */
export class Interruption extends Error {
  override readonly name = 'Interruption';
  /** What the caller is told when no attempt is left. */
  readonly error: Error;
  /** What the server asked to wait, ms. */
  readonly retryAfter: number | undefined;

  constructor(error: Error, retryAfter?: number) {
    super(error.message);
    this.error = error;
    this.retryAfter = retryAfter;
  }
}

/** How often and how soon a broken download goes on. */
export interface DownloadRetry {
  /** Attempts in a row without a new byte, after the break; 0 for none. */
  readonly retries: number;
  /** First backoff, ms. */
  readonly retryDelay: number;
  /** Longest backoff, ms; a server that asks for a longer wait ends the download. */
  readonly maxRetryDelay: number;
  /** Chance, from 0 to 1. */
  readonly random?: () => number;
}

/** What a download does that its consumer does not see. */
export type DownloadEvent = Extract<RawLogEvent, { readonly type: 'resume' | 'link renewed' | 'restart' }>;

export interface DownloadOptions {
  readonly open: (request: DownloadRequest) => Promise<DownloadResponse>;
  readonly link: LinkSource;
  /** The log file's name, for errors and events. */
  readonly file: string;
  readonly retry: DownloadRetry;
  /** The limits that `open` enforces, ms, for the words of its errors. */
  readonly timeout?: Readonly<Record<TimeoutPhase, number>>;
  readonly onEvent?: (event: DownloadEvent) => void;
  /** Ends every download, with its reason, when the client is closed. */
  readonly closed?: AbortSignal;
  /** A monotonic clock, ms. */
  readonly now?: () => number;
}

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
