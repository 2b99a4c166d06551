import type { SyncMode } from './sync-options.js';

/** A conversion that was handed on: its key, a fingerprint of its fields, and the time that its window goes by. */
export type SeenConversion = readonly [key: string, fingerprint: string, time: string | null];

/**
 * How far a `sync` has come, its conversion included. Plain data: `JSON.stringify` it, and give back what `JSON.parse`
 * makes. Its fields are for reading; write what you were given.
 *
 * `seen` names the conversions of the look-back window and is put together each time it is read: storing a checkpoint takes
 * time and room in proportion to the window, some 80 bytes a conversion. Store one for many conversions, in their
 * transaction, where the window is large. One kept in memory stays as it was when it came.
 */
export interface ConversionCheckpoint {
  readonly version: 1;
  readonly mode: SyncMode;
  /** Start of what the next poll reads: `YYYY-MM-DD HH:MM:SS`, in the network's zone. */
  readonly from: string;
  /** From when on the next poll asks for updated conversions; `null` in other modes than `'updated'`. */
  readonly updatedSince: string | null;
  readonly seen: readonly SeenConversion[];
}
