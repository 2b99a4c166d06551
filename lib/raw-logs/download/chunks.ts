import { setTimeout as wait } from 'node:timers/promises';
import { crc32 } from 'node:zlib';
import { ConnectionError, ProtocolError } from '../../errors/network-errors.js';
import { RawLogChangedError } from '../../errors/raw-log-errors.js';
import { type DownloadResponse, connect } from './response.js';
import { createAttemptBudget, type DownloadOptions, Interruption } from './download-options.js';
import { validateResponse, mergeIdentity, type Progress, rangeHeaders } from './resume.js';

/** Passes on what is new of a file that comes again from its start. */
export interface Skip {
  /** The part of `chunk` that was not used before; empty while there is none. */
  pass(chunk: Buffer): Buffer;
  /** Bytes still to be passed over. */
  readonly left: number;
}

const hex = (crc: number): string => `CRC-32 ${crc.toString(16).padStart(8, '0')}`;

/** Drops the first `used` bytes; with `expected`, their CRC-32 must be that of the bytes used before. */
export const skipUsed = (file: string, used: number, expected: number | undefined): Skip => {
  let left = used;
  let crc = 0;
  return {
    get left() {
      return left;
    },
    pass: (chunk) => {
      if (left === 0) return chunk;
      const again = chunk.subarray(0, left);
      left -= again.length;
      if (expected === undefined) return chunk.subarray(again.length);
      crc = crc32(again, crc);
      if (left === 0 && crc !== expected)
        throw new RawLogChangedError(file, `${hex(expected)} of the first ${used} bytes`, hex(crc));
      return chunk.subarray(again.length);
    },
  };
};

const checkEnd = (progress: Progress, file: string, skipping: number): void => {
  const { offset, identity } = progress;
  if (skipping > 0) throw new RawLogChangedError(file, `at least ${offset} bytes`, `${offset - skipping} bytes`);
  if (identity.total !== undefined && offset < identity.total)
    throw new Interruption(
      new ConnectionError(`Download of ${file}: closed after ${offset} of ${identity.total} bytes`, {
        code: undefined,
        unsent: false,
      }),
    );
};

/**
 * The new bytes of one admitted response, recorded in `progress` before each is handed on. Ends when the file is
 * complete; a body that ends early is an {@link Interruption}, one that goes on too long another file.
 */
export async function* newPieces(attempt: DownloadResponse, progress: Progress, file: string, start: number) {
  const known = progress.identity.etag !== undefined;
  const skip = skipUsed(file, progress.offset - start, known ? undefined : progress.crc);
  for (;;) {
    const chunk = await attempt.next();
    if (chunk === undefined) return checkEnd(progress, file, skip.left);
    const fresh = skip.pass(chunk);
    if (fresh.length === 0) continue;
    const { total } = progress.identity;
    if (total !== undefined && progress.offset + fresh.length > total)
      throw new RawLogChangedError(file, `${total} bytes`, `more than ${total} bytes`);
    if (!known) progress.crc = crc32(fresh, progress.crc);
    progress.offset += fresh.length;
    yield fresh;
  }
}

const readAll = async (
  options: DownloadOptions,
  progress: Progress,
  to: number,
  signal: AbortSignal,
): Promise<Buffer | undefined> => {
  const from = progress.offset;
  const attempt = await connect(options, rangeHeaders(progress.identity, from, to), signal);
  try {
    if (validateResponse(attempt, progress, options.file) !== from || attempt.status !== 206) return undefined;
    const parts: Buffer[] = [];
    let left = to - from;
    while (left > 0) {
      const chunk = await attempt.next();
      if (chunk === undefined)
        throw new Interruption(new ProtocolError(`Download of ${options.file}: ${left} bytes short`));
      parts.push(chunk.subarray(0, left));
      left -= chunk.length;
    }
    return Buffer.concat(parts);
  } finally {
    attempt.close();
  }
};

/** Fetches the bytes `from ≤ position < to` of the file that `known` identifies; `undefined` without ranges. */
export const fetchChunk = async (
  options: DownloadOptions,
  known: Progress,
  from: number,
  to: number,
  signal: AbortSignal,
): Promise<Buffer | undefined> => {
  const budget = createAttemptBudget(options.retry);
  // A place of its own, so that a walk through the same file is not moved; ranges that fail here fail there too.
  const progress: Progress = { ...known, offset: from };
  while (known.ranges) {
    budget.opened();
    try {
      const bytes = await readAll(options, progress, to, signal);
      known.identity = mergeIdentity(known.identity, progress.identity);
      return bytes;
    } catch (error) {
      if (!(error instanceof Interruption)) throw error;
      known.ranges = progress.ranges;
      if (!known.ranges) break;
      const delay = budget.spend(error, false);
      options.onEvent?.({ type: 'resume', file: options.file, offset: from, delay, reason: error.message });
      if (delay > 0) await wait(delay, undefined, { signal }).catch(() => signal.throwIfAborted());
    }
  }
  return undefined;
};
