import { crc32 } from 'node:zlib';
import { ConnectionError, ProtocolError } from '../../errors/network-errors.js';
import { RawLogChangedError } from '../../errors/raw-log-errors.js';
import {
  createAttemptBudget,
  type DownloadOptions,
  Interruption,
  redactFailure,
  waitToResume,
} from './download-options.js';
import { connect, type FileResponse } from './response.js';
import { mergeIdentity, type Progress, rangeHeaders, validateResponse } from './resume.js';

/** Drops the bytes that were already used of a file that is sent again from its start. */
interface Skip {
  /** Returns the new part of `chunk`, empty if there is none. */
  pass(chunk: Buffer): Buffer;
  /** Bytes still to be dropped. */
  readonly left: number;
}

const crcText = (crc: number): string => `CRC-32 ${crc.toString(16).padStart(8, '0')}`;

/** Drops the first `used` bytes. With `expected`, throws when their CRC-32 is not that of the bytes used before. */
const skipUsed = (file: string, used: number, expected: number | undefined): Skip => {
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
        throw new RawLogChangedError(file, `${crcText(expected)} of the first ${used} bytes`, crcText(crc));
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
 * Yields the new bytes of a validated response, and records them in `progress` before passing them on. Ends when the file
 * is complete. A body that ends early is an {@link Interruption}; one that is too long is another file.
 */
export async function* newChunks(response: FileResponse, progress: Progress, file: string, start: number) {
  const tagged = progress.identity.etag !== undefined;
  const skip = skipUsed(file, progress.offset - start, tagged ? undefined : progress.crc);
  for (;;) {
    const chunk = await response.next();
    if (chunk === undefined) return checkEnd(progress, file, skip.left);
    const fresh = skip.pass(chunk);
    if (fresh.length === 0) continue;
    const { total } = progress.identity;
    if (total !== undefined && progress.offset + fresh.length > total)
      throw new RawLogChangedError(file, `${total} bytes`, `more than ${total} bytes`);
    if (!tagged) progress.crc = crc32(fresh, progress.crc);
    progress.offset += fresh.length;
    yield fresh;
  }
}

/** Reads the bytes from `progress.offset` to `to` with one request; `undefined` when the server does not send a range. */
const readRange = async (
  options: DownloadOptions,
  progress: Progress,
  to: number,
  signal: AbortSignal,
): Promise<Buffer | undefined> => {
  const from = progress.offset;
  const response = await connect(options, rangeHeaders(progress.identity, from, to), signal);
  try {
    if (validateResponse(response, progress, options.file) !== from || response.status !== 206) return undefined;
    const parts: Buffer[] = [];
    let left = to - from;
    while (left > 0) {
      const chunk = await response.next();
      if (chunk === undefined)
        throw new Interruption(new ProtocolError(`Download of ${options.file}: ${left} bytes short`));
      parts.push(chunk.subarray(0, left));
      left -= chunk.length;
    }
    return Buffer.concat(parts);
  } catch (error) {
    throw redactFailure(error, response.redactor);
  } finally {
    response.close();
  }
};

/**
 * Downloads the bytes `from ≤ offset < to` of the file that `known` identifies, retrying as often as `options` allows.
 * Resolves with `undefined` when the server does not support ranges.
 */
export const downloadRange = async (
  options: DownloadOptions,
  known: Progress,
  from: number,
  to: number,
  signal: AbortSignal,
): Promise<Buffer | undefined> => {
  const budget = createAttemptBudget(options.retry);
  // A copy, so that a stream of the same file does not move. What is learnt about ranges holds for both.
  const progress: Progress = { ...known, offset: from };
  while (known.ranges) {
    budget.opened();
    try {
      const bytes = await readRange(options, progress, to, signal);
      known.identity = mergeIdentity(known.identity, progress.identity);
      return bytes;
    } catch (error) {
      if (!(error instanceof Interruption)) throw error;
      known.ranges = progress.ranges;
      if (!known.ranges) break;
      const delay = budget.spend(error, false);
      await waitToResume(options, { offset: from, delay, reason: error.message }, signal);
    }
  }
  return undefined;
};
