import { ProtocolError } from '../../errors/protocol-error.js';
import type { SyncStart } from './check-sync-options.js';
import type { ConversionCheckpoint } from './conversion-checkpoint.js';
import { fingerprint } from './fingerprint.js';
import { createKnownConversions } from './known-conversions.js';
import { readTime } from './read-time.js';
import type { Synced } from './sync-options.js';

/** The memory of a `sync`: decides which conversions are handed on. Knows nothing of clocks or of requests. */
export interface SyncLedger<Row> {
  /** Start of what is still read by the window. */
  readonly from: string;
  /** From when on updates are asked for; none before the first time, and in other modes. */
  readonly updatedSince: string | undefined;
  /** Says from when on to ask for updates the first time: before anything is read, or changes in between were lost. */
  beginUpdates(since: string): void;
  /** Starts a walk: over a window, or over updates. */
  startWalk(): void;
  /** Takes a conversion of the window. */
  takeRead(row: Row): Synced<Row> | undefined;
  /** Takes a conversion that is said to be updated. Those that the window reads are left to it. */
  takeUpdated(row: Row): Synced<Row> | undefined;
  /** Ends a walk over a window that was read to its end: the next one starts at `next`. */
  endWindow(next: string): void;
  /** Ends a walk over updates that was read to its end: the next one asks from `since` on. */
  endUpdates(since: string): void;
}

const fieldOf = (row: object, name: string): unknown =>
  Object.hasOwn(row, name) ? (row as Readonly<Record<string, unknown>>)[name] : undefined;

const isKey = (value: unknown): value is string | number =>
  (typeof value === 'string' && value !== '') || typeof value === 'number';

const keyOf = (row: unknown): string => {
  const keys = typeof row === 'object' && row !== null ? [fieldOf(row, 'tune_event_id'), fieldOf(row, 'id')] : [];
  const key = keys.find(isKey);
  if (key === undefined) throw new ProtocolError('A conversion came without tune_event_id and without id');
  return String(key);
};

/** Makes the ledger of one subscription. */
export const createSyncLedger = <Row extends object>(start: SyncStart): SyncLedger<Row> => {
  const { mode, field } = start;
  const known = createKnownConversions(start.seen);
  let { from, updatedSince } = start;

  const checkpoint = (): ConversionCheckpoint => {
    const seen = known.snapshot();
    return {
      version: 1,
      mode,
      from,
      updatedSince: updatedSince ?? null,
      get seen() {
        return seen();
      },
    };
  };

  const take = (row: Row, key: string): Synced<Row> | undefined => {
    const time = readTime(fieldOf(row, field))?.latest ?? null;
    return known.note(key, fingerprint(row), time) ? { conversion: row, checkpoint: checkpoint() } : undefined;
  };

  return {
    get from() {
      return from;
    },
    get updatedSince() {
      return updatedSince;
    },
    beginUpdates(since) {
      updatedSince ??= since;
    },
    startWalk: known.startWalk,
    takeRead: (row) => take(row, keyOf(row)),
    takeUpdated(row) {
      const key = keyOf(row);
      const time = readTime(fieldOf(row, field))?.earliest ?? known.timeOf(key);
      // One judge for each conversion: should the rows of the two methods differ in form, each would undo the other.
      return time !== null && time >= from ? undefined : take(row, key);
    },
    endWindow(next) {
      from = next;
      if (mode !== 'updated') known.forget(from);
    },
    endUpdates(since) {
      updatedSince = since;
      // Not before: what the window has read and left behind may come once more as updated.
      known.forget(from);
    },
  };
};
