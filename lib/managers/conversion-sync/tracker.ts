import { createHash } from 'node:crypto';
import { ProtocolError } from '../../errors/network-errors.js';
import { type Decoded, plainValue } from '../../protocol/decoded.js';
import type { ConversionCheckpoint, SeenConversion, Synced, SyncStart } from './options.js';
import { parseTime } from './wire-time.js';

/** 96 bits, 16 characters: two contents of one conversion will not meet. */
const BYTES = 12;

const byName = ([first]: [string, unknown], [second]: [string, unknown]): number =>
  first === second ? 0 : first < second ? -1 : 1;

/** What tells one content of a row from another, whatever the order of its fields. */
export const fingerprint = (row: object): string => {
  const fields = Object.entries(row as Readonly<Record<string, Decoded>>)
    .map(([name, value]): [string, Decoded] => [name, plainValue(value)])
    .sort(byName);
  // Not a slice of the longer text, which would be kept with it.
  return createHash('sha256').update(JSON.stringify(fields)).digest().toString('base64url', 0, BYTES);
};

/** The conversions that were handed on and may be read again. */
export interface SeenConversions {
  /** Starts a walk over conversions. */
  startWalk(): void;
  /** Notes that a walk has read a conversion; true when its content is new. */
  note(key: string, fingerprint: string, time: string | null): boolean;
  /** The time of a known conversion. */
  timeOf(key: string): string | null;
  /** What is known now, to be put together later. It costs nothing before it is called, and does not change. */
  snapshot(): () => SeenConversion[];
  /** Forgets those of before a time that the walk at its end now has not read. */
  forget(before: string): void;
}

interface Known {
  readonly seen: SeenConversion;
  /** The walk that read it last. */
  walk: number;
}

/** Starts with the conversions of a checkpoint. */
export const createSeenConversions = (start: readonly SeenConversion[]): SeenConversions => {
  const known = new Map<string, Known>();
  let walk = 0;
  // All snapshots between two clean-ups share one log, which only grows: each is a length of it.
  let log: SeenConversion[] = [];

  const add = (seen: SeenConversion): void => {
    known.set(seen[0], { seen, walk });
    log.push(seen);
  };
  for (const seen of start) add(seen);

  /** Without a time, what neither this walk nor the one before has read. */
  const isOver = ({ seen: [, , time], walk: last }: Known, before: string): boolean =>
    time === null ? last < walk - 1 : time < before && last < walk;

  return {
    startWalk() {
      walk++;
    },
    note(key, fingerprint, time) {
      const before = known.get(key);
      if (before?.seen[1] === fingerprint) {
        before.walk = walk;
        return false;
      }
      add([key, fingerprint, time]);
      return true;
    },
    timeOf: (key) => known.get(key)?.seen[2] ?? null,
    snapshot() {
      const taken = log;
      const { length } = log;
      return () => [...new Map(taken.slice(0, length).map((seen) => [seen[0], seen])).values()];
    },
    forget(before) {
      for (const [key, one] of known) if (isOver(one, before)) known.delete(key);
      if (log.length > known.size) log = [...known.values()].map(({ seen }) => seen);
    },
  };
};

/** The memory of a `sync`: decides which conversions are handed on. Knows nothing of clocks or of requests. */
export interface SyncTracker<Row> {
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
export const createSyncTracker = <Row extends object>(start: SyncStart): SyncTracker<Row> => {
  const { mode, field } = start;
  const known = createSeenConversions(start.seen);
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
    const time = parseTime(fieldOf(row, field))?.latest ?? null;
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
      const time = parseTime(fieldOf(row, field))?.earliest ?? known.timeOf(key);
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
