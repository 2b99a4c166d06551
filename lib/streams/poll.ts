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
import { checkFunction, checkOptionalFunction, checkOptionsObject, checkWait } from './checks.js';

/** Options of {@link poll}. */
export interface PollOptions {
  /** Time from the end of one run to the start of the next, ms; at most 2,147,483,647. */
  readonly interval: number;
  /** Called with the error of a run that failed, when the polling continues. An error it throws ends the stream. */
  readonly onFault?: ((fault: unknown) => void) | undefined;
  /** Whether an error ends the polling. @default a `TypeError` or a `RangeError` does: the next run would fail the same way */
  readonly isFatal?: ((fault: unknown) => boolean) | undefined;
  /** The scheduler whose clock times the interval. @default the system clock */
  readonly scheduler?: SchedulerLike | undefined;
}

/** The options of {@link poll} by name. */
export const POLL_OPTIONS: Readonly<Record<keyof PollOptions, true>> = {
  interval: true,
  onFault: true,
  isFatal: true,
  scheduler: true,
};

const isWrongArgument = (fault: unknown): boolean => fault instanceof TypeError || fault instanceof RangeError;

/** {@link poll} for another method, which its error messages name. */
export const pollFor = <T>(method: string, project: () => ObservableInput<T>, options: PollOptions): Observable<T> =>
  defer(() => {
    checkFunction(`${method}: project`, project);
    checkOptionsObject(`${method}: options`, options, POLL_OPTIONS);
    const { onFault, isFatal = isWrongArgument, scheduler } = options;
    checkOptionalFunction(`${method}: onFault`, onFault);
    checkOptionalFunction(`${method}: isFatal`, isFatal);
    const interval = checkWait(`${method}: interval`, options.interval);
    return defer(project).pipe(
      catchError((fault: unknown) => {
        if (isFatal(fault)) throw fault;
        onFault?.(fault);
        return EMPTY;
      }),
      repeat({ delay: () => timer(interval, scheduler) }),
    );
  });

/**
 * Polls: runs `project` (a stream, a promise or a list) at once, and again `interval` ms after each run ends. Runs never
 * overlap.
 *
 * Emits what the runs emit. When a run fails, `onFault` gets the error and the next run follows after the interval; what
 * the failed run emitted stays emitted, and the next one starts from the beginning. Never completes. Ends with an error
 * for which `isFatal` is true, and with a `TypeError` or `RangeError` for a wrong `interval`, before anything runs.
 *
 * Unsubscribing cancels the run or the wait; a promise cannot be cancelled, so its result is ignored. A consumer that
 * slows a run delays the next one as well: the sources of this library follow the demand of `iterate` through `poll`.
 * Nothing is kept between runs; see `watch` for the differences from one run to the next.
 *
 * @param project makes the source of one run
 * @example
 * ```ts
 * poll(() => api.offers.findAll({ filters: { status: 'active' } }), { interval: 60_000, onFault: console.warn });
 * ```
 */
export const poll = <T>(project: () => ObservableInput<T>, options: PollOptions): Observable<T> =>
  pollFor('poll', project, options);
