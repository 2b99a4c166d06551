import { createHash } from 'node:crypto';
import { ProtocolError } from '../../errors/network-errors.js';
import { type Decoded, plainValue } from '../../protocol/ordered-json.js';
import type { ConversionCheckpoint, SeenConversion } from './checkpoint.js';
import type { Synced, SyncStart } from './options.js';
import { parseTime } from './wire-time.js';

/** The memory of a `sync`: decides which conversions are emitted. Knows nothing of clocks or requests. */
export interface SyncTracker<Row> {
  /** Start of the window: conversions from then on are read again. */
  readonly from: string;
  /** The next walk over updates reads changes since this time; `undefined` before the first, and in modes other than `'updated'`. */
  readonly updatedSince: string | undefined;
  /** Sets that time for the first walk over updates. Called before anything is read, or changes in between would be lost. */
  beginUpdates(since: string): void;
  /** Starts a walk over a window or over updates. */
  startWalk(): void;
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

/** Creates the tracker of one subscription. */
export const createSyncTracker = <Row extends object>(start: SyncStart): SyncTracker<Row> => {
  const { mode, field } = start;
  const seen = createSeenConversions(start.seen);
  let { from, updatedSince } = start;

  const checkpoint = (): ConversionCheckpoint => {
    const snapshot = seen.snapshot();
    return {
      version: 1,
      mode,
      from,
      updatedSince: updatedSince ?? null,
      get seen() {
        return snapshot();
      },
    };
  };

  const take = (row: Row, key: string): Synced<Row> | undefined => {
    const time = parseTime(fieldOf(row, field))?.latest ?? null;
    return seen.note(key, fingerprint(row), time) ? { conversion: row, checkpoint: checkpoint() } : undefined;
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
    startWalk: seen.startWalk,
    takeRead: (row) => take(row, keyOf(row)),
    takeUpdated(row) {
      const key = keyOf(row);
      const time = parseTime(fieldOf(row, field))?.earliest ?? seen.timeOf(key);
      // Only one of the two walks takes a conversion: if the rows of the two methods differed in form, each walk would see
      // the other's as a change.
      return time !== null && time >= from ? undefined : take(row, key);
    },
    endWindow(next) {
      from = next;
      if (mode !== 'updated') seen.forget(from);
    },
    endUpdates(since) {
      updatedSince = since;
      // Not at the end of the window: a conversion that it has passed may come once more as updated.
      seen.forget(from);
    },
  };
};

/** The conversions that were emitted and may be read again. */
interface SeenConversions {
  /** Starts a walk over conversions. */
  startWalk(): void;
  /** Notes that a walk has read a conversion; `true` when its content is new. */
  note(key: string, fingerprint: string, time: string | null): boolean;
  /** The time of a conversion that was seen; `null` for others. */
  timeOf(key: string): string | null;
  /** The present state, built when the result is called: free until then, and unaffected by later changes. */
  snapshot(): () => SeenConversion[];
  /** Forgets the conversions before a time, except those that the ending walk has read. */
  forget(before: string): void;
}

interface Entry {
  readonly seen: SeenConversion;
  /** The walk that read it last. */
  lastWalk: number;
}

/** Creates the memory, with the conversions of a checkpoint. */
export const createSeenConversions = (start: readonly SeenConversion[]): SeenConversions => {
  const entries = new Map<string, Entry>();
  let walk = 0;
  // All snapshots between two clean-ups share one log, which only grows: each is a prefix of it.
  let log: SeenConversion[] = [];

  const add = (seen: SeenConversion): void => {
    entries.set(seen[0], { seen, lastWalk: walk });
    log.push(seen);
  };
  for (const seen of start) add(seen);

  /** An entry without a time is over when neither this walk nor the previous one has read it. */
  const isOver = ({ seen: [, , time], lastWalk }: Entry, before: string): boolean =>
    time === null ? lastWalk < walk - 1 : time < before && lastWalk < walk;

  return {
    startWalk() {
      walk++;
    },
    note(key, fingerprint, time) {
      const entry = entries.get(key);
      if (entry?.seen[1] === fingerprint) {
        entry.lastWalk = walk;
        return false;
      }
      add([key, fingerprint, time]);
      return true;
    },
    timeOf: (key) => entries.get(key)?.seen[2] ?? null,
    snapshot() {
      const taken = log;
      const { length } = log;
      return () => [...new Map(taken.slice(0, length).map((seen) => [seen[0], seen])).values()];
    },
    forget(before) {
      for (const [key, entry] of entries) if (isOver(entry, before)) entries.delete(key);
      if (log.length > entries.size) log = [...entries.values()].map(({ seen }) => seen);
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
