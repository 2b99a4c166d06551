import { type CheckpointFields, parseCheckpoint } from '../../models/checkpoint.js';
import { longTime } from './wire-time.js';

/** A conversion that was emitted: its key, a fingerprint of its fields, and the time by which its window is read. */
export type SeenConversion = readonly [key: string, fingerprint: string, time: string | null];

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
 * `seen` lists the conversions of the lookback window and is built each time it is read: storing a checkpoint takes time and
 * space in proportion to the window, some 80 bytes a conversion. Where the window is large, store one checkpoint for many
 * conversions, in their transaction. A checkpoint kept in memory does not change.
 */
export interface ConversionCheckpoint {
  readonly version: 1;
  readonly mode: SyncMode;
  /** Start of the window that the next poll reads: `YYYY-MM-DD HH:MM:SS`, in the network's zone. */
  readonly from: string;
  /** The next poll requests conversions updated since this time; `null` in modes other than `'updated'`. */
  readonly updatedSince: string | null;
  readonly seen: readonly SeenConversion[];
}

/**
 * Checks that a value is a checkpoint of this mode, as it was emitted or after a round trip through JSON; `undefined` and
 * `null` mean that there is none.
 *
 * @throws TypeError for anything else: resuming from it would repeat or lose conversions.
 */
export const parseSyncCheckpoint = (value: unknown, mode: SyncMode): ConversionCheckpoint | undefined =>
  parseCheckpoint('conversions.sync: checkpoint', value, {
    version: 1,
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
  return Array.isArray(seen) && seen.every(isSeen) ? undefined : 'seen';
};

const isLongTime = (value: unknown): boolean => value !== undefined && longTime(value) === value;

const isText = (value: unknown): boolean => typeof value === 'string' && value !== '';

const isSeen = (value: unknown): boolean =>
  Array.isArray(value) &&
  value.length === 3 &&
  isText(value[0]) &&
  isText(value[1]) &&
  (value[2] === null || isLongTime(value[2]));
