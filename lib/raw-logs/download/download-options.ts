import { MaxRetriesError, TimeoutError } from '../../errors/network-errors.js';
import type { RawLogEvent } from '../../transport/events.js';
import type { DownloadRequest, DownloadResponse } from '../../transport/http.js';
import { waitLong } from '../../transport/long-timer.js';
import type { Redactor } from '../../transport/redactor.js';
import { retryWait } from '../../transport/retry.js';
import type { LinkSource } from './link-source.js';

/** A file that can be streamed from its start and, if its server supports ranges, read at any offset. */
export interface ByteSource {
  /** Length of the whole file, bytes; `undefined` until the server has stated it. */
  readonly size: number | undefined;
  /**
   * Streams the whole file. Pulled: nothing is read ahead of `next()` except what the socket buffers. A pending `next()`
   * settles at once when the signal aborts.
   */
  stream(signal: AbortSignal): AsyncIterable<Buffer>;
  /** Reads the bytes `from ≤ offset < to`; resolves with `undefined` when the server does not support ranges. */
  fetchRange(from: number, to: number, signal: AbortSignal): Promise<Buffer | undefined>;
}

/** A failure that another attempt may get past. Internal: it never leaves the download. */
export class Interruption extends Error {
  override readonly name = 'Interruption';
  /** The error that the stream ends with when no attempt is left. */
  readonly error: Error;
  /** How long the server asked to wait, ms. */
  readonly retryAfter: number | undefined;

  constructor(error: Error, retryAfter?: number) {
    super(error.message);
    this.error = error;
    this.retryAfter = retryAfter;
  }
}

/** Removes secrets from the error of a response, which may quote its headers. */
export const redactFailure = (error: unknown, redactor: Redactor | undefined): unknown => {
  if (!redactor) return error;
  if (!(error instanceof Interruption)) return redactor.error(error);
  return new Interruption(redactor.error(error.error), error.retryAfter);
};

/** How often and how soon a broken download is resumed. */
interface DownloadRetry {
  /** Most attempts in a row that bring no new byte; 0 for none. */
  readonly retries: number;
  /** First backoff, ms. */
  readonly retryDelay: number;
  /** Longest backoff, ms. A server that asks for a longer wait ends the download. */
  readonly maxRetryDelay: number;
  /** Random number from 0 to 1, for the jitter. */
  readonly random?: () => number;
}

/** Events about what a download does that its consumer does not see. */
export type DownloadEvent = Extract<RawLogEvent, { readonly type: 'resume' | 'link renewed' | 'restart' }>;

/** Options of a download. */
export interface DownloadOptions {
  readonly open: (request: DownloadRequest) => Promise<DownloadResponse>;
  readonly link: LinkSource;
  /** Whether the link has to be https, since the endpoint is. @default false */
  readonly httpsOnly?: boolean;
  /** The secrets of the client's calls, which the storage should not know. Those of links are known. */
  readonly secrets?: () => readonly string[];
  /** Name of the log file, for errors and events. */
  readonly file: string;
  readonly retry: DownloadRetry;
  /** The timeouts that `open` enforces, ms, for the text of its errors. */
  readonly timeout?: Readonly<Record<'connect' | 'headers' | 'body', number>>;
  readonly onEvent?: (event: DownloadEvent) => void;
  /** Ends every download, with its reason, when the client is closed. */
  readonly closed?: AbortSignal;
  /** A monotonic clock, ms. */
  readonly now?: () => number;
}

/** Counts the attempts in a row that brought no new byte. */
export interface AttemptBudget {
  /** Records that a request is sent. */
  opened(): void;
  /**
   * Records that so many new bytes arrived: the count starts over. It does not for a download that is too slow, which would
   * bring a few bytes with each attempt for ever, until it has brought many.
   */
  progressed(bytes: number): void;
  /** Returns the wait before the next attempt, ms. Throws the final error when none is left. `free` ones do not count. */
  spend(interruption: Interruption, free: boolean): number;
}

/** What a download has to bring between two attempts that were too slow, bytes. */
const MANY_BYTES = 1024 * 1024;

/** Creates the budget of one download, which may break any number of times as long as it makes progress in between. */
export const createAttemptBudget = (retry: DownloadRetry): AttemptBudget => {
  const { retries, retryDelay, maxRetryDelay, random = Math.random } = retry;
  let requests = 0;
  let failures = 0;
  let slow = 0;
  let sinceSlow = 0;
  return {
    opened: () => void (requests += 1),
    progressed: (bytes) => {
      failures = 0;
      sinceSlow += bytes;
    },
    spend: ({ error, retryAfter = 0 }, free) => {
      if (free) return 0;
      failures += 1;
      if (error instanceof TimeoutError && error.phase === 'rate') {
        slow = sinceSlow >= MANY_BYTES ? 1 : slow + 1;
        sinceSlow = 0;
        failures = Math.max(failures, slow);
      }
      if (retries === 0 || retryAfter > maxRetryDelay) throw error;
      if (failures > retries) throw new MaxRetriesError(requests, error);
      return retryWait({ attempt: failures, retryDelay, maxRetryDelay, minimum: retryAfter, random: random() });
    },
  };
};

/** Reports that a download is resumed, then waits for `delay` ms. Rejects with the reason of the signal. */
export const waitToResume = async (
  { file, onEvent }: DownloadOptions,
  resume: { readonly offset: number; readonly delay: number; readonly reason: string },
  signal: AbortSignal,
): Promise<void> => {
  onEvent?.({ type: 'resume', file, ...resume });
  if (resume.delay > 0) await waitLong(resume.delay, signal);
};
