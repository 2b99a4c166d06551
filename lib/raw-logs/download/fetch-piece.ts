import { setTimeout as wait } from 'node:timers/promises';
import { ProtocolError } from '../../errors/protocol-error.js';
import { admit } from './admit.js';
import { createAttemptBudget } from './attempt-budget.js';
import { connect } from './connect.js';
import type { DownloadOptions } from './download-options.js';
import { mergeIdentity } from './file-identity.js';
import { Interruption } from './interruption.js';
import type { Progress } from './progress.js';
import { rangeHeaders } from './range-headers.js';

const readAll = async (
  options: DownloadOptions,
  progress: Progress,
  to: number,
  signal: AbortSignal,
): Promise<Buffer | undefined> => {
  const from = progress.offset;
  const attempt = await connect(options, rangeHeaders(progress.identity, from, to), signal);
  try {
    if (admit(attempt, progress, options.file) !== from || attempt.status !== 206) return undefined;
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
export const fetchPiece = async (
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
