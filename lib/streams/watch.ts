import { concat, defer, filter, from, map, type Observable, type ObservableInput, of, tap } from 'rxjs';
import type { Change } from './change.js';
import { createDiffer, type Differ, idOf, type Key } from './create-differ.js';
import { poll, type PollOptions } from './poll.js';
import { streamOf } from './stream-of.js';

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
