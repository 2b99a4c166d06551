import { isDeepStrictEqual } from 'node:util';
import { concat, defer, filter, from, map, type Observable, type ObservableInput, of, tap } from 'rxjs';
import { checkFunction, checkOptionalFlag, checkOptionalFunction, checkOptionsObject } from './checks.js';
import { streamOf } from './paginate.js';
import { POLL_OPTIONS, pollFor, type PollOptions } from './poll.js';
import { withWholeLists } from './demand.js';

/** A difference that {@link watch} found between two runs. */
export type Change<T> =
  | { readonly type: 'added'; readonly item: T }
  | {
      readonly type: 'changed';
      readonly item: T;
      /** The element as it was in the run before. */
      readonly previous: T;
      /** Names of the properties whose values differ, and of those that were added or removed. */
      readonly fields: readonly string[];
    }
  | {
      readonly type: 'removed';
      /** The element as it was last seen. */
      readonly item: T;
    };

/** The key that identifies an element. */
export type Key = string | number | bigint;

/** Options of {@link watch}. */
export interface WatchOptions<T> extends PollOptions {
  /** Returns the key of an element. @default its `id` */
  readonly keyOf?: ((item: T) => Key) | undefined;
  /** Emits nothing for the first run that completes, only the changes after it. @default false */
  readonly skipInitial?: boolean | undefined;
}

/**
 * Watches a list: runs `project` at once, and again `interval` ms after each run ends, and emits the differences: elements
 * that were added, that changed (and in which fields), and that are gone. Made for dashboards.
 *
 * Additions and changes are emitted as the elements arrive, removals when a run has completed; the first run emits all
 * elements as added. A run that fails half-way removes nothing and keeps what it saw; `onFault` gets the error, and the
 * next run follows after the interval. A list of which the service counts other rows than those that came, or of which
 * rows hold nothing and are left out, fails its run (operators that hide the demand, such as `share`, hide this too). Runs never overlap. Never completes. Ends with an error for which `isFatal` is true,
 * and with a `TypeError` for wrong options or for an element without a key. Unsubscribing cancels the run or the wait.
 *
 * Elements are compared by their own enumerable properties, at any depth: the fields of a model take part, its related
 * models do not. If a run holds a key more than once, the last element counts, and those after the first are compared at
 * the end of the run.
 *
 * A slow `for await` over `iterate(watch(…))` slows the run, its removals included. The elements of one run are kept in
 * memory.
 *
 * @param project makes the source of one run
 * @example
 * ```ts
 * watch(() => api.offers.findAll({ filters: { status: 'active' } }), { interval: 60_000, onFault: console.warn })
 *   .subscribe((change) => {
 *     if (change.type === 'changed') console.log(change.item.id, change.fields);
 *   });
 * ```
 */
export const watch = <T>(project: () => ObservableInput<T>, options: WatchOptions<T>): Observable<Change<T>> =>
  defer(() => {
    checkFunction('watch: project', project);
    checkWatchOptions(options);
    const { keyOf = idOf, skipInitial = false, ...polling } = options;
    const differ = createDiffer<T>(keyOf);
    let silent = skipInitial;
    const run = (): Observable<Change<T>> =>
      changesOf(project, differ).pipe(
        filter(() => !silent),
        tap({ complete: () => (silent = false) }),
      );
    return pollFor('watch', run, polling);
  });

const OPTIONS: Readonly<Record<keyof WatchOptions<unknown>, true>> = {
  ...POLL_OPTIONS,
  keyOf: true,
  skipInitial: true,
};

const checkWatchOptions = (options: { keyOf?: unknown; skipInitial?: unknown }): void => {
  checkOptionsObject('watch: options', options, OPTIONS);
  checkOptionalFunction('watch: keyOf', options.keyOf);
  checkOptionalFlag('watch: skipInitial', options.skipInitial);
};

/** The changes of one run: those of its elements as they arrive, then those that its end shows. */
const changesOf = <T>(project: () => ObservableInput<T>, differ: Differ<T>): Observable<Change<T>> =>
  concat(
    defer(() => {
      differ.begin();
      // What an incomplete list lacks is not gone.
      return withWholeLists(from(project())).pipe(
        map((item) => differ.take(item)),
        filter((change) => change !== undefined),
      );
    }),
    // There may be many removals, so they wait for demand like elements.
    defer(() => streamOf(of(differ.end()))),
  );

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/**
 * Names of the own enumerable properties that differ, were added or were removed; values are compared at any depth, inside
 * Maps too. `undefined` where the two are equal. Plain values have no names, so where they differ the list is empty.
 */
const changedFields = (before: unknown, after: unknown): readonly string[] | undefined => {
  if (before === after) return undefined;
  if (!isObject(before) || !isObject(after)) return Object.is(before, after) ? undefined : [];
  const differs = (name: string): boolean =>
    Object.hasOwn(before, name) !== Object.hasOwn(after, name) ||
    !isDeepStrictEqual(before[name as keyof typeof before], after[name as keyof typeof after]);
  const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(differs);
  return fields.length === 0 ? undefined : fields;
};

/** The `id` of an element, where it has one. */
const idOf = (item: unknown): unknown => (isObject(item) && 'id' in item ? item.id : undefined);

const isKey = (value: unknown): value is Key =>
  typeof value === 'string' || typeof value === 'bigint' || (typeof value === 'number' && !Number.isNaN(value));

/** A key as text: the service writes the same id sometimes as a string and sometimes as a number. */
const keyText = (key: unknown): string => {
  if (!isKey(key)) throw new TypeError('watch: every element needs an id or a key from keyOf, but one has none');
  return String(key);
};

/** Compares each run of a `watch` with the elements seen before. Knows nothing of time. */
interface Differ<T> {
  /** Starts a run. */
  begin(): void;
  /** Takes an element of the run and returns the change it shows, if any. */
  take(item: T): Change<T> | undefined;
  /** Ends a run that completed and returns the changes that only its end shows. */
  end(): Change<T>[];
}

interface SeenElement<T> {
  readonly item: T;
  /** Number of the run that saw it last. */
  readonly run: number;
}

/** Creates the differ of one `watch`, which remembers the newest element of each key. */
const createDiffer = <T>(keyOf: (item: T) => unknown): Differ<T> => {
  const seen = new Map<string, SeenElement<T>>();
  // Keys that a run holds more than once; which of their elements is the last is known only at the end of a run.
  let repeated = new Set<string>();
  let waiting = new Map<string, T>();
  let stillRepeated = new Set<string>();
  let run = 0;

  const compare = (key: string, item: T): Change<T> | undefined => {
    const before = seen.get(key);
    seen.set(key, { item, run });
    if (!before) return { type: 'added', item };
    const fields = changedFields(before.item, item);
    return fields && { type: 'changed', item, previous: before.item, fields };
  };

  const hold = (key: string, item: T): void => {
    if (waiting.has(key) || seen.get(key)?.run === run) stillRepeated.add(key);
    waiting.set(key, item);
  };

  const removals = (): Change<T>[] => {
    const removed = [...seen].filter(([, last]) => last.run !== run);
    for (const [key] of removed) seen.delete(key);
    return removed.map(([, { item }]) => ({ type: 'removed', item }));
  };

  return {
    begin() {
      run++;
      waiting = new Map();
      // The repeated keys of a run that failed count as well.
      for (const key of stillRepeated) repeated.add(key);
      stillRepeated = new Set();
    },
    take(item) {
      const key = keyText(keyOf(item));
      if (!repeated.has(key) && seen.get(key)?.run !== run) return compare(key, item);
      hold(key, item);
      return undefined;
    },
    end() {
      const held = [...waiting].flatMap(([key, item]) => compare(key, item) ?? []);
      waiting = new Map();
      repeated = stillRepeated;
      return [...held, ...removals()];
    },
  };
};
