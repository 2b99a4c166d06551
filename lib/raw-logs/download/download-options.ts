import type { RawLogEvent } from '../../transport/client-event.js';
import type { TimeoutPhase } from '../../errors/timeout-error.js';
import type { DownloadRequest, DownloadResponse } from '../../transport/download.js';
import type { LinkSource } from './link-source.js';

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
