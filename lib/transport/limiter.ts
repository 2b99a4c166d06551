import { asyncScheduler, Observable, type SchedulerLike, type Subscription } from 'rxjs';
import type { RateLimitFacts } from '../errors/api-errors.js';
import { ConnectionError } from '../errors/network-errors.js';
import type { RateLimitOptions } from './options.js';
import { createWaitQueue } from './wait-queue.js';

/** A call in a {@link SendLog}. */
interface LoggedCall {
  /** Removes it; false if it was removed already. */
  remove(): boolean;
  /** Sets its time to now, if it is still in the log. */
  touch(): void;
}

/** The times of recent calls, oldest first. */
interface SendLog {
  add(): LoggedCall;
  /** The wait until one more call fits into any window of `per` ms, ms. */
  wait(calls: number, per: number): number;
}

/** Creates an empty log. `now` is a monotonic clock, ms. */
const createSendLog = (now: () => number): SendLog => {
  const log: { at: number }[] = [];
  return {
    add() {
      const entry = { at: now() };
      log.push(entry);
      const remove = (): boolean => {
        const index = log.indexOf(entry);
        return index >= 0 && log.splice(index, 1).length > 0;
      };
      const touch = (): void => {
        if (!remove()) return;
        entry.at = now();
        log.push(entry);
      };
      return { remove, touch };
    },
    wait(calls, per) {
      // Strictly older than the window: the service may count a call that is exactly as old.
      while (log[0] !== undefined && now() - log[0].at > per) log.shift();
      const oldest = log.length >= calls ? log[log.length - calls] : undefined;
      return oldest ? oldest.at + per - now() + 1 : 0;
    },
  };
};

/** The permission to send one call. */
export interface Permit {
  /** The call was not sent, and does not count. */
  cancel(): void;
  /** The call has ended, and counts from now on: the service received it at an unknown time before its answer. */
  settle(): void;
}

/** Decides when calls may be sent. It can be implemented over a store that several processes share. */
export interface Limiter {
  /** Emits a permit as soon as the call may be sent, and completes. First come, first served; unsubscribing leaves the queue. */
  acquire(): Observable<Permit>;
  /** Called when the service refused a call for its rate limit. Pauses all calls until the window has passed; returns that wait, ms. */
  onRateLimited(facts: RateLimitFacts): number;
}

/** The clock of a limiter; replaceable for tests. */
interface LimiterClock {
  /** Monotonic, ms. @default performance.now */
  readonly now?: () => number;
  readonly scheduler?: SchedulerLike;
}

/** The share of the service's limit that the client uses: others may call with the same token. */
const SHARE = 0.9;

/**
 * Creates a limiter with a sliding log: it never lets more than `calls` through in any window of `per` ms. Fixed windows
 * would let up to twice the budget through at their border (89 instead of 45 were measured). A call counts from its
 * answer, since the service counts it when it arrives: with send times alone, a service with a limit of 50 in 10 s refused
 * calls at 45 in 10 s, because its window was some ms late.
 */
export const createLimiter = (limit: RateLimitOptions, clock: LimiterClock = {}): Limiter => {
  const { now = () => performance.now(), scheduler = asyncScheduler } = clock;
  const log = createSendLog(now);
  const queue = createWaitQueue<(permit: Permit) => void>();
  let { calls, per } = limit;
  let pausedUntil = -Infinity;
  let timer: Subscription | undefined;

  const wait = (): number => Math.max(pausedUntil - now(), log.wait(calls, per));

  const permit = (): Permit => {
    const call = log.add();
    return {
      cancel: () => {
        if (!call.remove() || queue.size === 0) return;
        // Later, not now: a call that leaves may be one of many, and those that wait would be sent before they leave too.
        timer?.unsubscribe();
        timer = scheduler.schedule(serve, 0);
      },
      settle: () => call.touch(),
    };
  };

  const serve = (): void => {
    timer?.unsubscribe();
    timer = undefined;
    while (queue.size > 0 && wait() <= 0) queue.take()?.(permit());
    if (queue.size > 0 && !timer) timer = scheduler.schedule(serve, Math.max(1, Math.ceil(wait())));
  };

  const stopWhenEmpty = (): void => {
    if (queue.size > 0) return;
    timer?.unsubscribe();
    timer = undefined;
  };

  return {
    acquire: () =>
      new Observable((subscriber) => {
        const turn = (granted: Permit): void => {
          subscriber.next(granted);
          subscriber.complete();
        };
        subscriber.add(queue.add(turn));
        subscriber.add(stopWhenEmpty);
        serve();
      }),
    onRateLimited: ({ limit: configured, window, retryAfter }) => {
      per = Math.max(per, window ?? 0);
      if (configured !== undefined) calls = Math.max(1, Math.min(calls, Math.floor(configured * SHARE)));
      // The log lacks the calls that others make with the same token, so the wait is a whole window.
      const delay = Math.max(window ?? per, retryAfter ?? 0);
      pausedUntil = Math.max(pausedUntil, now() + delay);
      serve();
      return delay;
    },
  };
};

/** Creates a limiter that lets every call through at once. A call that was refused still waits. */
export const createUnlimited = (): Limiter => ({
  acquire: () =>
    new Observable((subscriber) => {
      subscriber.next({ cancel: () => undefined, settle: () => undefined });
      subscriber.complete();
    }),
  onRateLimited: ({ window, retryAfter }) => Math.max(window ?? 10_000, retryAfter ?? 0),
});

/** Runs `work` once the limiter grants a permit; calls `onWait` if that takes time. A call that was not sent cancels its permit. */
export const withPermit = <T>(limiter: Limiter, work: () => Observable<T>, onWait: () => void): Observable<T> =>
  new Observable<T>((subscriber) => {
    let granted = false;
    subscriber.add(
      limiter.acquire().subscribe({
        next: (permit) => {
          granted = true;
          const running = work().subscribe({
            next: (value) => subscriber.next(value),
            error: (error) => {
              if (error instanceof ConnectionError && error.unsent) permit.cancel();
              subscriber.error(error);
            },
            complete: () => subscriber.complete(),
          });
          // However the call ends, the service may have counted it at any time until now.
          running.add(() => permit.settle());
          subscriber.add(running);
        },
        error: (error) => subscriber.error(error),
      }),
    );
    if (!granted && !subscriber.closed) onWait();
  });
