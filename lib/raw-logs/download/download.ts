import { setTimeout as wait } from 'node:timers/promises';
import { linkAbort } from '../abort.js';
import { type DownloadResponse, connect } from './response.js';
import {
  type AttemptBudget,
  type ByteSource,
  createAttemptBudget,
  type DownloadOptions,
  Interruption,
} from './download-options.js';
import { fetchChunk, newPieces } from './chunks.js';
import { validateResponse, type FileIdentity, type Progress, rangeHeaders, startProgress } from './resume.js';

// A server that is not read from for this long, ms, may well hang up; that is not the network's fault.
const PAUSE = 1_000;

/** One attempt: hands on what it brings, and says whether its consumer made it wait. */
async function* attemptOnce(
  options: DownloadOptions,
  progress: Progress,
  budget: AttemptBudget,
  signal: AbortSignal,
  paused: () => void,
): AsyncGenerator<Buffer, void> {
  const { file, onEvent, now = () => performance.now() } = options;
  const headers = progress.offset > 0 && progress.ranges ? rangeHeaders(progress.identity, progress.offset) : {};
  budget.opened();
  let attempt: DownloadResponse | undefined;
  try {
    attempt = await connect(options, headers, signal);
    const start = validateResponse(attempt, progress, file);
    if (start === 'end') return;
    if (start < progress.offset) {
      progress.ranges = false;
      onEvent?.({ type: 'restart', file, skipping: progress.offset });
    }
    for await (const piece of newPieces(attempt, progress, file, start)) {
      budget.progressed();
      const handed = now();
      yield piece;
      if (now() - handed >= PAUSE) paused();
    }
  } finally {
    attempt?.close();
  }
}

async function* deliver(
  options: DownloadOptions,
  progress: Progress,
  signal: AbortSignal,
): AsyncGenerator<Buffer, void> {
  const budget = createAttemptBudget(options.retry);
  for (;;) {
    let paused = false;
    signal.throwIfAborted();
    try {
      return yield* attemptOnce(options, progress, budget, signal, () => (paused = true));
    } catch (error) {
      if (!(error instanceof Interruption)) throw error;
      const delay = budget.spend(error, paused);
      options.onEvent?.({ type: 'resume', file: options.file, offset: progress.offset, delay, reason: error.message });
      if (delay > 0) await wait(delay, undefined, { signal }).catch(() => signal.throwIfAborted());
    }
  }
}

/** A walk that also ends, with its reason, when the client is closed: waiting for another attempt would be in vain. */
async function* whileOpen(
  { closed }: DownloadOptions,
  outer: AbortSignal,
  walk: (signal: AbortSignal) => AsyncGenerator<Buffer, void>,
): AsyncGenerator<Buffer, void> {
  const own = linkAbort(outer, closed);
  try {
    yield* walk(own.signal);
  } finally {
    own.unlink();
  }
}

/**
 * A log file as one unbroken run of bytes, whatever happens to its connections. Cold: `stream` sends its first request
 * on the first `next()`, one connection at a time, and pulls only as it is pulled.
 *
 * A break resumes at the next byte (`Range`, `If-Range`), a refused or old link is replaced once, a server without ranges
 * starts over and the bytes already handed on are dropped. Ends when the whole file was handed on, else fails with:
 * `RawLogChangedError` (the file became another one meanwhile), `HttpError` (the storage said no), `MaxRetriesError` (no
 * new byte in `retries` attempts), `ProtocolError` (no usable link or encoding), or the reason of the signal.
 *
 * @example
 * ```ts
 * const source = download({ open, link, file, retry: { retries: 3, retryDelay: 1000, maxRetryDelay: 30_000 } });
 * for await (const bytes of source.stream(signal)) hash.update(bytes);
 * ```
 */
export const download = (options: DownloadOptions): ByteSource => {
  // One download is of one version of the file, also when it is read in several ways.
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
      return whileOpen(options, signal, (own) => deliver(options, progress, own));
    },
    fetchRange: (from, to, signal) => {
      const own = linkAbort(signal, options.closed);
      return fetchChunk(options, latest ?? begin(), from, to, own.signal).finally(own.unlink);
    },
  };
};
