import type { SeenDigests } from './checkpoint.js';
import { createDigests, type SeenConversion } from './digests.js';

/** From where on conversions may be read again: by their time, and by that of their update. */
export type SeenRange = Pick<SeenDigests, 'from' | 'updatedSince'>;

/** The conversions that were emitted and may be read again. */
export interface SeenConversions {
  /** Starts a walk over conversions. */
  startWalk(): void;
  /** Notes that a walk has read a conversion; `true` when its content is new. */
  note(seen: SeenConversion): boolean;
  /** The earliest time of a conversion that was seen; `null` for others. */
  timeOf(key: string): string | null;
  /** The present state, built when the result is called: free until then, and unaffected by later changes. */
  snapshot(): () => SeenDigests;
  /**
   * Forgets the conversions before a time, except those that the ending walk has read. From now on, conversions of `range`
   * may be read again.
   */
  forget(before: string, range: SeenRange): void;
}

interface Entry {
  readonly seen: SeenConversion;
  /** The walk that read it last. */
  lastWalk: number;
}

/** The table of a list of conversions, of which the later ones replace those with the same key. */
const digestsOf = (log: readonly SeenConversion[], length: number, from: string) => {
  const table = createDigests(from);
  const last = new Map<string, SeenConversion>();
  for (const seen of log.slice(0, length)) {
    const before = last.get(seen.key);
    if (before) table.remove(before);
    table.add(seen);
    last.set(seen.key, seen);
  }
  return table;
};

/** Creates an empty memory. */
export const createSeenConversions = (start: SeenRange): SeenConversions => {
  const entries = new Map<string, Entry>();
  let walk = 0;
  let range = start;
  // All snapshots between two clean-ups share one log, which only grows: each is a prefix of it. The table is that of the
  // whole log, and kept up to date, so that a checkpoint that is stored at once costs no more than its size.
  let log: SeenConversion[] = [];
  let table = createDigests(range.from);

  /** An entry without a time is over when neither this walk nor the previous one has read it. */
  const isOver = ({ seen: { latest }, lastWalk }: Entry, before: string): boolean =>
    latest === null ? lastWalk < walk - 1 : latest < before && lastWalk < walk;

  return {
    startWalk() {
      walk++;
    },
    note(seen) {
      const before = entries.get(seen.key);
      if (before?.seen.fingerprint === seen.fingerprint) {
        before.lastWalk = walk;
        return false;
      }
      if (before) table.remove(before.seen);
      table.add(seen);
      entries.set(seen.key, { seen, lastWalk: walk });
      log.push(seen);
      return true;
    },
    timeOf: (key) => entries.get(key)?.seen.earliest ?? null,
    snapshot() {
      const [taken, takenTable, { from, updatedSince }] = [log, table, range];
      const { length } = log;
      return () => {
        const isLatest = taken === log && length === log.length;
        const present = isLatest ? takenTable : digestsOf(taken, length, from);
        return { from, updatedSince, ...present.encode() };
      };
    },
    forget(before, next) {
      range = next;
      for (const [key, entry] of entries) if (isOver(entry, before)) entries.delete(key);
      log = Array.from(entries.values(), ({ seen }) => seen);
      table = digestsOf(log, log.length, range.from);
    },
  };
};
