import type { SeenConversion } from './conversion-checkpoint.js';

/** The conversions that were handed on and may be read again. */
export interface KnownConversions {
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
export const createKnownConversions = (start: readonly SeenConversion[]): KnownConversions => {
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
