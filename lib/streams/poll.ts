import {
  catchError,
  defer,
  EMPTY,
  type Observable,
  type ObservableInput,
  repeat,
  type SchedulerLike,
  timer,
} from 'rxjs';

/** How {@link poll} runs. */
export interface PollOptions {
  /** From the end of one run to the start of the next, ms. */
  readonly interval: number;
  /** Is told what a run failed with, when the polling goes on. What it throws ends the stream. */
  readonly onFault?: ((fault: unknown) => void) | undefined;
  /** Whether a failure ends the polling. @default a `TypeError` or a `RangeError`: the next run would fail the same way */
  readonly isFatal?: ((fault: unknown) => boolean) | undefined;
  /** Whose clock the interval runs on. @default the system's */
  readonly scheduler?: SchedulerLike | undefined;
}

/** The longest wait that a timer of Node takes: a longer one would fire at once. */
const LONGEST = 2_147_483_647;

const isWrongArgument = (fault: unknown): boolean => fault instanceof TypeError || fault instanceof RangeError;

const checkInterval = (interval: unknown): number => {
  if (typeof interval !== 'number') throw new TypeError('interval should be a number of milliseconds');
  if (!(interval >= 0 && interval <= LONGEST))
    throw new RangeError(`interval should be from 0 to ${LONGEST} milliseconds, not ${interval}`);
  return interval;
};

/**
 * Polls: runs `project` (a stream, a promise, a list) at once, and again `interval` ms after the run before has ended: runs never overlap.
 *
 * Emits what the runs emit; a run that fails is reported to `onFault`, and the next one comes after the interval. What a
 * run emitted before it failed stays emitted: the next one begins anew. Never completes; ends in an error that `isFatal`
 * says cannot pass, and in a `TypeError` or `RangeError` for a wrong `interval`, with nothing run.
 *
 * Unsubscribing cancels the run or the wait (of a promise only the waiting ends: it cannot be cancelled). A consumer that
 * makes a run wait makes the next one wait too: sources of this library hear `iterate` through it. In flight: what one run
 * has; nothing is kept between runs. See `watch` for what changed from one run to the next.
 *
 * @example
 * ```ts
 * poll(() => api.offers.findAll({ filters: { status: 'active' } }), { interval: 60_000, onFault: console.warn });
 * ```
 */
export const poll = <T>(project: () => ObservableInput<T>, options: PollOptions): Observable<T> =>
  defer(() => {
    const { onFault, isFatal = isWrongArgument, scheduler } = options;
    const interval = checkInterval(options.interval);
    return defer(project).pipe(
      catchError((fault: unknown) => {
        if (isFatal(fault)) throw fault;
        onFault?.(fault);
        return EMPTY;
      }),
      repeat({ delay: () => timer(interval, scheduler) }),
    );
  });
