import type { Change } from './change.js';
import { changedFields } from './changed-fields.js';

/** What tells elements apart. */
export type Key = string | number | bigint;

/** Compares each run of a `watch` with what was there before. Knows nothing of time. */
export interface Differ<T> {
  /** Starts a run. */
  begin(): void;
  /** Takes an element of the run; gives the change that it shows, if any. */
  take(item: T): Change<T> | undefined;
  /** Ends a run that completed; gives the changes that only its end shows. */
  end(): Change<T>[];
}

interface Known<T> {
  readonly item: T;
  /** The run that it was seen in last. */
  readonly run: number;
}

const isKey = (value: unknown): value is Key =>
  typeof value === 'string' || typeof value === 'bigint' || (typeof value === 'number' && !Number.isNaN(value));

/** The `id` of an element, where it has one. */
export const idOf = (item: unknown): unknown =>
  typeof item === 'object' && item !== null && 'id' in item ? item.id : undefined;

const keyText = (key: unknown): string => {
  if (!isKey(key))
    throw new TypeError('watch tells elements apart by their id, and one has none: say what does in keyOf');
  // The service writes one id now as a string, now as a number.
  return String(key);
};

/** Makes the memory of one `watch`: the newest element of each key. */
export const createDiffer = <T>(keyOf: (item: T) => unknown): Differ<T> => {
  const known = new Map<string, Known<T>>();
  // Keys that a run holds more than once: which of their elements is the last shows only at the end of a run.
  let repeated = new Set<string>();
  let waiting = new Map<string, T>();
  let stillRepeated = new Set<string>();
  let run = 0;

  const note = (key: string, item: T): Change<T> | undefined => {
    const before = known.get(key);
    known.set(key, { item, run });
    if (!before) return { type: 'added', item };
    const fields = changedFields(before.item, item);
    return fields && { type: 'changed', item, previous: before.item, fields };
  };

  const hold = (key: string, item: T): void => {
    if (waiting.has(key) || known.get(key)?.run === run) stillRepeated.add(key);
    waiting.set(key, item);
  };

  const removals = (): Change<T>[] => {
    const gone = [...known].filter(([, last]) => last.run !== run);
    for (const [key] of gone) known.delete(key);
    return gone.map(([, { item }]) => ({ type: 'removed', item }));
  };

  return {
    begin() {
      run++;
      waiting = new Map();
      // Those of a run that failed count too.
      for (const key of stillRepeated) repeated.add(key);
      stillRepeated = new Set();
    },
    take(item) {
      const key = keyText(keyOf(item));
      if (!repeated.has(key) && known.get(key)?.run !== run) return note(key, item);
      hold(key, item);
      return undefined;
    },
    end() {
      const held = [...waiting].flatMap(([key, item]) => note(key, item) ?? []);
      waiting = new Map();
      repeated = stillRepeated;
      return [...held, ...removals()];
    },
  };
};
