import { linkAbort } from '../abort.js';
import { downloadRange, newChunks } from './chunks.js';
import {
  type AttemptBudget,
  type ByteSource,
  createAttemptBudget,
  type DownloadOptions,
  Interruption,
  redactFailure,
  waitToResume,
} from './download-options.js';
import { connect, type FileResponse } from './response.js';
import { type FileIdentity, type Progress, rangeHeaders, startProgress, validateResponse } from './resume.js';

// A server may hang up when it cannot send for this long, ms. Such a break is not a failure of the network.
const PAUSE = 1_000;

/** Passes on the new bytes of one response. Calls `onPause` when the consumer makes the server wait. */
async function* downloadOnce(
  options: DownloadOptions,
  progress: Progress,
  budget: AttemptBudget,
  signal: AbortSignal,
  onPause: () => void,
): AsyncGenerator<Buffer, void> {
  const { file, onEvent, now = () => performance.now() } = options;
  const headers = progress.offset > 0 && progress.ranges ? rangeHeaders(progress.identity, progress.offset) : {};
  budget.opened();
  let response: FileResponse | undefined;
  try {
    response = await connect(options, headers, signal);
    const start = validateResponse(response, progress, file);
    if (start === 'end') return;
    if (start < progress.offset) {
      progress.ranges = false;
      onEvent?.({ type: 'restart', file, skipping: progress.offset });
    }
    for await (const chunk of newChunks(response, progress, file, start)) {
      budget.progressed(chunk.length);
      const yieldedAt = now();
      yield chunk;
      if (now() - yieldedAt >= PAUSE) onPause();
    }
  } catch (error) {
    throw redactFailure(error, response?.redactor);
  } finally {
    response?.close();
  }
}

/** Downloads the file to its end, with as many responses as that takes. */
async function* downloadAll(
  options: DownloadOptions,
  progress: Progress,
  signal: AbortSignal,
): AsyncGenerator<Buffer, void> {
  const budget = createAttemptBudget(options.retry);
  for (;;) {
    let paused = false;
    signal.throwIfAborted();
    try {
      return yield* downloadOnce(options, progress, budget, signal, () => (paused = true));
    } catch (error) {
      if (!(error instanceof Interruption)) throw error;
      const delay = budget.spend(error, paused);
      await waitToResume(options, { offset: progress.offset, delay, reason: error.message }, signal);
    }
  }
}

/** Runs a download that also ends, with the reason of `closed`, when the client is closed. */
async function* untilClosed(
  { closed }: DownloadOptions,
  outer: AbortSignal,
  run: (signal: AbortSignal) => AsyncGenerator<Buffer, void>,
): AsyncGenerator<Buffer, void> {
  const linked = linkAbort(outer, closed);
  try {
    yield* run(linked.signal);
  } finally {
    linked.unlink();
  }
}

/**
 * Creates the source of one log file, whose bytes arrive complete and in order even if connections break. Cold: `stream`
 * sends its first request at the first `next()`, uses one connection at a time, and reads only as fast as it is pulled.
 *
 * After a break it resumes at the next byte (`Range` with `If-Range`). It replaces a refused or expired link once. When
 * the server does not support ranges it starts over and drops the bytes that were already passed on. Ends when the whole
 * file has been passed on, or fails with `RawLogChangedError` (the file has changed meanwhile), `HttpError` (the storage
 * refused), `MaxRetriesError` (no new byte in `retries` attempts), `ProtocolError` (unusable link), or the
 * reason of the signal.
 *
 * @example
 * ```ts
 * const source = download({ open, link, file, retry: { retries: 3, retryDelay: 1000, maxRetryDelay: 30_000 } });
 * for await (const bytes of source.stream(signal)) hash.update(bytes);
 * ```
 */
export const download = (options: DownloadOptions): ByteSource => {
  // All passes through this source read the same version of the file.
  let latest: Progress | undefined;
  const begin = (): Progress => {
    const unknown: FileIdentity = { etag: undefined, lastModified: undefined, total: undefined };
    latest = startProgress(latest?.identity ?? unknown);
    return latest;
  };
  return {
    get size() {
      return latest?.identity.total;
    },
    stream: (signal) => {
      const progress = begin();
      return untilClosed(options, signal, (linked) => downloadAll(options, progress, linked));
    },
    fetchRange: (from, to, signal) => {
      const linked = linkAbort(signal, options.closed);
      return downloadRange(options, latest ?? begin(), from, to, linked.signal).finally(linked.unlink);
    },
  };
};
