import { createHash } from 'node:crypto';
import { ProtocolError } from '../../errors/network-errors.js';
import { type Decoded, plainValue } from '../../protocol/ordered-json.js';
import { CHECKPOINT_VERSION } from '../../models/checkpoint.js';
import type { ConversionCheckpoint } from './checkpoint.js';
import type { SeenConversion } from './digests.js';
import type { Synced, SyncStart } from './options.js';
import { createRecovery, type Recovery } from './recovery.js';
import { createSeenConversions } from './seen-conversions.js';
import { parseTime } from './wire-time.js';

/** The memory of a `sync`: decides which conversions are emitted. Knows nothing of clocks or requests. */
export interface SyncTracker<Row> {
  /** Start of the window: conversions from then on are read again. */
  readonly from: string;
  /** The next walk over updates reads changes since this time; `undefined` before the first, and in modes other than `'updated'`. */
  readonly updatedSince: string | undefined;
  /** What has to be read before anything is emitted; `undefined` if it is known what the sink has. */
  readonly recovery: Recovery | undefined;
  /** Sets that time for the first walk over updates. Called before anything is read, or changes in between would be lost. */
  beginUpdates(since: string): void;
  /** Starts a walk over a window or over updates. */
  startWalk(): void;
  /** A conversion as the memory has it. */
  toSeen(row: Row): SeenConversion;
  /** The recovery has read everything. The result is a time: the sink has all conversions of the window before it. */
  endRecovery(): string;
  /** Takes a conversion of the window. */
  takeRead(row: Row): Synced<Row> | undefined;
  /** Takes a conversion that the service says was updated. Those inside the window are left to the window. */
  takeUpdated(row: Row): Synced<Row> | undefined;
  /** The walk over a window is complete: the next one starts at `next`. */
  endWindow(next: string): void;
  /** The walk over updates is complete: the next one reads changes since `since`. */
  endUpdates(since: string): void;
}

const fieldOf = (row: object, name: string): unknown =>
  Object.hasOwn(row, name) ? (row as Readonly<Record<string, unknown>>)[name] : undefined;

const isKey = (value: unknown): value is string | number =>
  (typeof value === 'string' && value !== '') || typeof value === 'number';

const keyOf = (row: unknown): string => {
  const keys = typeof row === 'object' && row !== null ? [fieldOf(row, 'tune_event_id'), fieldOf(row, 'id')] : [];
  const key = keys.find(isKey);
  if (key === undefined) throw new ProtocolError('A conversion has neither tune_event_id nor id');
  return String(key);
};

const withSeen = (
  position: Omit<ConversionCheckpoint, 'seen'>,
  seen: () => ConversionCheckpoint['seen'],
): ConversionCheckpoint => ({
  ...position,
  get seen() {
    return seen();
  },
});

const seenOf = (row: object, field: string): SeenConversion => {
  const { earliest = null, latest = null } = parseTime(fieldOf(row, field)) ?? {};
  return { key: keyOf(row), fingerprint: fingerprint(row), earliest, latest };
};

/** Creates the tracker of one subscription. */
export const createSyncTracker = <Row extends object>(start: SyncStart): SyncTracker<Row> => {
  const { networkId, mode, field, stored } = start;
  const seen = createSeenConversions(stored ?? { from: start.from, updatedSince: null });
  let recovery = stored && createRecovery(stored);
  let { from, updatedSince } = start;

  const checkpoint = (): ConversionCheckpoint => {
    const position = {
      version: CHECKPOINT_VERSION,
      networkId,
      mode,
      from,
      updatedSince: updatedSince ?? null,
    } as const;
    return withSeen(position, seen.snapshot());
  };

  const toSeen = (row: Row): SeenConversion => seenOf(row, field);

  const take = (row: Row): Synced<Row> | undefined =>
    seen.note(toSeen(row)) ? { conversion: row, checkpoint: checkpoint() } : undefined;

  return {
    get from() {
      return from;
    },
    get updatedSince() {
      return updatedSince;
    },
    get recovery() {
      return recovery;
    },
    beginUpdates(since) {
      if (updatedSince !== undefined) return;
      updatedSince = since;
      // Nothing was read yet.
      seen.forget(from, { from, updatedSince });
    },
    startWalk: seen.startWalk,
    toSeen,
    endRecovery() {
      const { known = [], knownUntil = from } = recovery?.end() ?? {};
      for (const one of known) seen.note(one);
      recovery = undefined;
      return knownUntil;
    },
    takeRead: take,
    takeUpdated(row) {
      const time = parseTime(fieldOf(row, field))?.earliest ?? seen.timeOf(keyOf(row));
      // Only one of the two walks takes a conversion: if the rows of the two methods differed in form, each walk would see
      // the other's as a change.
      return time !== null && time >= from ? undefined : take(row);
    },
    endWindow(next) {
      from = next;
      if (mode !== 'updated') seen.forget(from, { from, updatedSince: null });
    },
    endUpdates(since) {
      // Not at the end of the window: a conversion that it has passed may come once more as updated. What was read since
      // the mark of this walk is known, and may be read again.
      seen.forget(from, { from, updatedSince: updatedSince ?? null });
      updatedSince = since;
    },
  };
};

/** 96 bits, 16 characters: two contents of one conversion will not collide. */
const FINGERPRINT_BYTES = 12;

const byName = ([first]: [string, unknown], [second]: [string, unknown]): number =>
  first === second ? 0 : first < second ? -1 : 1;

/** A hash of the fields of a row, independent of their order. */
const fingerprint = (row: object): string => {
  const fields = Object.entries(row as Readonly<Record<string, Decoded>>)
    .map(([name, value]): [string, Decoded] => [name, plainValue(value)])
    .sort(byName);
  // Not a slice of the longer text: that would keep all of it in memory.
  return createHash('sha256').update(JSON.stringify(fields)).digest().toString('base64url', 0, FINGERPRINT_BYTES);
};
