import { type CheckpointFields, parseCheckpoint } from '../../models/checkpoint.js';
import { isRecord } from '../../protocol/validate.js';
import { areDigests } from './digests.js';
import { longTime } from './wire-time.js';

/**
 * Digests of the conversions that were emitted and may be read again. Each is of a bucket: the conversions of an hour (or
 * of several, if the window is long), divided by a hash of their keys so finely that all buckets fit. Up to some thousands
 * of conversions have a bucket each; of 100,000 there are about 35 in one.
 */
export interface SeenDigests {
  /** Conversions from this time on are in the buckets of their hours; those before it came as updated ones. */
  readonly from: string;
  /** These were updated since this time; `null` in modes other than `'updated'`. */
  readonly updatedSince: string | null;
  /** Hours in a bucket, a power of 2. */
  readonly hours: number;
  /** Buckets of an hour, a power of 2. */
  readonly slots: number;
  /** 16 characters for each bucket: 8 for its place, and 8 for its digest. */
  readonly digests: string;
}

/**
 * How a `sync` finds changes.
 *
 * - `'updated'`: reads the lookback window again (`findAll` by `datetime`), and calls `findUpdatedConversions` for what
 *   changed before it.
 * - `{ modified: 'modified' }`: `findAll` by that field alone, which must move whenever a row changes.
 * - `{ modified: 'datetime' }`: the lookback window alone. Changes before it are missed.
 *
 * @experimental `findUpdatedConversions` exists, but its parameters and the form of its rows were never seen on the wire, nor
 * was a field of conversions that says when they were modified: the model that TUNE documents has none.
 */
export type SyncMode = 'updated' | { readonly modified: string };

/**
 * The progress of a `sync`, up to and including the conversion it comes with. Plain data: `JSON.stringify` it, and pass back
 * the result of `JSON.parse`. Its fields are for reading only; store it unchanged.
 *
 * Its JSON has 64 KB (65,536 characters) at most, whatever the window, and a few hundred where there are few conversions.
 * `seen` is built each time it is read. A checkpoint kept in memory does not change. It is refused by a `sync` of another
 * network or mode.
 */
export interface ConversionCheckpoint {
  readonly version: 2;
  readonly networkId: string;
  readonly mode: SyncMode;
  /** Start of the window that the next poll reads: `YYYY-MM-DD HH:MM:SS`, in the network's zone. */
  readonly from: string;
  /** The next poll requests conversions updated since this time; `null` in modes other than `'updated'`. */
  readonly updatedSince: string | null;
  /** What the store has, as digests: after a restart, conversions whose bucket has another digest are emitted again. */
  readonly seen: SeenDigests;
}

/**
 * Checks that a value is a checkpoint of this network and mode, as it was emitted or after a round trip through JSON;
 * `undefined` and `null` mean that there is none.
 *
 * @throws TypeError for anything else: resuming from it would repeat or lose conversions.
 */
export const parseSyncCheckpoint = (
  value: unknown,
  networkId: string,
  mode: SyncMode,
): ConversionCheckpoint | undefined =>
  parseCheckpoint('conversions.sync: checkpoint', value, {
    networkId,
    mismatch: ({ mode: stored }) => {
      const own = modeText(stored);
      return own === undefined || own === modeText(mode)
        ? undefined
        : `should be of mode ${modeText(mode)}, not ${own}: keep its mode, or start over`;
    },
    wrongField,
  });

const modeText = (value: unknown): string | undefined => {
  if (value === 'updated') return value;
  const field = typeof value === 'object' && value !== null && 'modified' in value ? value.modified : undefined;
  return typeof field === 'string' ? `{ modified: '${field}' }` : undefined;
};

const wrongField = ({ mode, from, updatedSince, seen }: CheckpointFields): string | undefined => {
  if (modeText(mode) === undefined) return 'mode';
  if (!isLongTime(from)) return 'from';
  if (mode === 'updated' ? !isLongTime(updatedSince) : updatedSince !== null) return 'updatedSince';
  return isSeen(seen, mode) ? undefined : 'seen';
};

const isLongTime = (value: unknown): boolean => value !== undefined && longTime(value) === value;

const isSeen = (seen: unknown, mode: unknown): boolean =>
  isRecord(seen) &&
  isLongTime(seen['from']) &&
  (seen['updatedSince'] === null || (mode === 'updated' && isLongTime(seen['updatedSince']))) &&
  areDigests(seen);
