import { isDeepStrictEqual } from 'node:util';
import { concat, defer, filter, from, map, type Observable, type ObservableInput, of, tap } from 'rxjs';
import { streamOf } from './paginate.js';
import { poll, type PollOptions } from './poll.js';

/** What a `watch` saw happen to an element. */
export type Change<T> =
  | { readonly type: 'added'; readonly item: T }
  | {
      readonly type: 'changed';
      readonly item: T;
      /** The element as it was. */
      readonly previous: T;
      /** Names of the properties that differ, came or went. */
      readonly fields: readonly string[];
    }
  | {
      readonly type: 'removed';
      /** The element as it was last seen. */
      readonly item: T;
    };

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

const namesOf = (before: object, after: object): Set<string> =>
  new Set([...Object.keys(before), ...Object.keys(after)]);

/**
 * Names of the own enumerable properties that differ, came or went; values are compared all the way down, Maps too.
 * `undefined` where the two are alike. Plain values have no names: where they differ the list is empty.
 */
export const changedFields = (before: unknown, after: unknown): readonly string[] | undefined => {
  if (before === after) return undefined;
  if (!isObject(before) || !isObject(after)) return Object.is(before, after) ? undefined : [];
  const differs = (name: string): boolean =>
    Object.hasOwn(before, name) !== Object.hasOwn(after, name) ||
    !isDeepStrictEqual(before[name as keyof typeof before], after[name as keyof typeof after]);
  const fields = [...namesOf(before, after)].filter(differs);
  return fields.length === 0 ? undefined : fields;
};

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

/** How {@link watch} runs. */
export interface WatchOptions<T> extends PollOptions {
  /** What tells elements apart: a text or a number. @default their `id` */
  readonly keyOf?: ((item: T) => Key) | undefined;
  /** Take what is there at the beginning as known, and emit only what happens from then on. @default false */
  readonly skipInitial?: boolean | undefined;
}

const checkOptions = ({ keyOf, skipInitial }: { keyOf?: unknown; skipInitial?: unknown }): void => {
  if (keyOf !== undefined && typeof keyOf !== 'function') throw new TypeError('keyOf should be a function');
  if (skipInitial !== undefined && typeof skipInitial !== 'boolean')
    throw new TypeError('skipInitial should be true or false');
};

/** One run: what its elements show as they come, and what its end shows. */
const changesOf = <T>(project: () => ObservableInput<T>, differ: Differ<T>): Observable<Change<T>> =>
  concat(
    defer(() => {
      differ.begin();
      return from(project()).pipe(
        map((item) => differ.take(item)),
        filter((change) => change !== undefined),
      );
    }),
    // Removals may be many: they wait for demand as elements do.
    defer(() => streamOf(of(differ.end()))),
  );

/**
 * Watches a list: runs `project` at once, and again `interval` ms after the run before has ended, and emits what differs:
 * what was added, what changed and in which fields, and what is no longer there. For dashboards.
 *
 * Additions and changes are emitted as the elements arrive, removals when a run has completed: the first run emits all
 * as added. A run that fails half-way removes nothing, keeps what it saw, and is reported to `onFault`; the next one
 * comes after the interval. Runs never overlap. Never completes; ends in an error that `isFatal` says cannot pass, and in
 * a `TypeError` for an element without a key. Unsubscribing cancels the run or the wait.
 *
 * Compared are own enumerable properties, all the way down: fields of models are, related models are not. Should one run
 * hold a key twice, the last element counts: those after the first wait for the end of the run.
 *
 * A slow `for await` over `iterate(watch(…))` makes the run wait, removals too. In memory: the elements of one run.
 *
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
    checkOptions(options);
    const { keyOf = idOf, skipInitial = false, ...polling } = options;
    const differ = createDiffer<T>(keyOf);
    let silent = skipInitial;
    const run = (): Observable<Change<T>> =>
      changesOf(project, differ).pipe(
        filter(() => !silent),
        tap({ complete: () => (silent = false) }),
      );
    return poll(run, polling);
  });
