import { asyncScheduler, NEVER, Observable, type SchedulerLike, type Subscription } from 'rxjs';

/** The longest delay of a timer of Node, ms (about 25 days). A longer one would fire at once. */
const LONGEST = 2 ** 31 - 1;

/**
 * Runs `work` after `delay` ms, however long that is; never after `Infinity`. A delay beyond what a timer of Node can do is
 * made of several.
 */
export const scheduleLong = (scheduler: SchedulerLike, work: () => void, delay: number): Subscription =>
  scheduler.schedule<number>(
    function (left) {
      if (left === undefined || left <= 0) return work();
      this.schedule(left === Infinity ? left : left - LONGEST, Math.min(left, LONGEST));
    },
    Math.min(delay, LONGEST),
    delay - LONGEST,
  );

/** Emits 0 after `delay` ms, however long that is, and completes. Like `timer` of RxJS, which fires at once past 2^31 − 1. */
export const longTimer = (delay: number, scheduler: SchedulerLike = asyncScheduler): Observable<0> =>
  delay === Infinity
    ? NEVER
    : new Observable((subscriber) =>
        scheduleLong(
          scheduler,
          () => {
            subscriber.next(0);
            subscriber.complete();
          },
          delay,
        ),
      );

/** Resolves after `delay` ms, however long that is. Rejects with the reason of the signal as soon as it aborts. */
export const waitLong = (delay: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason as Error);
    const timer = scheduleLong(
      asyncScheduler,
      () => {
        signal.removeEventListener('abort', onAbort);
        resolve();
      },
      delay,
    );
    const onAbort = (): void => {
      timer.unsubscribe();
      reject(signal.reason as Error);
    };
    signal.addEventListener('abort', onAbort, { once: true });
  });
