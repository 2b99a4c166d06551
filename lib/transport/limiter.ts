import { asyncScheduler, Observable, type SchedulerLike, type Subscription } from 'rxjs';
import type { RateLimitFacts } from '../errors/api-errors.js';
import { ConnectionError } from '../errors/network-errors.js';
import { createLearnedLimits } from './learned-limits.js';
import { scheduleLong } from './long-timer.js';
import type { RateLimitOptions } from './options.js';
import { createWaitQueue } from './semaphore.js';

/** A call in a {@link SendLog}. */
interface LoggedCall {
  /** Removes it; false if it was removed already. */
  remove(): boolean;
  /** Sets its time to now, unless it was removed. A call that took longer than the window counts again. */
  touch(): void;
}

/** The times of recent calls, oldest first. */
interface SendLog {
  add(): LoggedCall;
  /** The wait until one more call keeps to all of these limits in any of their windows, ms. */
  wait(limits: readonly RateLimitOptions[]): number;
}

/** Creates an empty log. `now` is a monotonic clock, ms. */
const createSendLog = (now: () => number): SendLog => {
  const log: { at: number }[] = [];
  const waitFor = ({ calls, per }: RateLimitOptions): number => {
    const oldest = log.length >= calls ? log[log.length - calls] : undefined;
    // Strictly older than the window: the service may count a call that is exactly as old.
    return oldest ? Math.max(0, oldest.at + per - now() + 1) : 0;
  };
  return {
    add() {
      const entry = { at: now() };
      let cancelled = false;
      log.push(entry);
      const take = (): boolean => {
        const index = log.lastIndexOf(entry);
        return index >= 0 && log.splice(index, 1).length > 0;
      };
      const remove = (): boolean => {
        cancelled = true;
        return take();
      };
      const touch = (): void => {
        if (cancelled) return;
        take();
        entry.at = now();
        log.push(entry);
      };
      return { remove, touch };
    },
    wait(limits) {
      const longest = Math.max(...limits.map(({ per }) => per));
      while (log[0] !== undefined && now() - log[0].at > longest) log.shift();
      return Math.max(...limits.map(waitFor));
    },
  };
};

/** A clock that never goes back: while the original is behind, it goes on from where it was. */
const forwards = (clock: () => number): (() => number) => {
  let last = -Infinity;
  let behind = 0;
  return () => {
    const time = clock();
    if (time < last) behind += last - time;
    last = time;
    return time + behind;
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

/** The clock of a limiter, replaceable for tests, and its longest wait. */
interface LimiterSetup {
  /** Monotonic, ms. @default performance.now */
  readonly now?: () => number;
  readonly scheduler?: SchedulerLike;
  /** A refusal pauses the calls no longer than this, ms: one that asks for more ends its call. @default Infinity */
  readonly longestPause?: number;
}

/**
 * Creates a limiter with a sliding log: it never lets more than `calls` through in any window of `per` ms. Fixed windows
 * would let up to twice the budget through where two of them meet (89 instead of 45 were measured). A call counts from its
 * answer, since the service counts it when it arrives: with send times alone, a service with a limit of 50 in 10 s refused
 * calls at 45 in 10 s, because its window was some ms late.
 *
 * The limits that the service states when it refuses a call hold in addition, each in its own window, until they have been
 * kept for some time: see {@link createLearnedLimits}.
 */
export const createLimiter = (own: RateLimitOptions, setup: LimiterSetup = {}): Limiter => {
  const { scheduler = asyncScheduler, longestPause = Infinity } = setup;
  const now = forwards(setup.now ?? (() => performance.now()));
  const log = createSendLog(now);
  const learned = createLearnedLimits(own, longestPause, now);
  const queue = createWaitQueue<(permit: Permit) => void>();
  let pausedUntil = -Infinity;
  let timer: Subscription | undefined;

  const wait = (): number => Math.max(pausedUntil - now(), log.wait([own, ...learned.current()]));

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
    if (queue.size > 0 && !timer) timer = scheduleLong(scheduler, serve, Math.max(1, Math.ceil(wait())));
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
    onRateLimited: (facts) => {
      learned.learn(facts);
      // The log lacks the calls that others make with the same token, so the wait is a whole window.
      const window = facts.window ?? own.per;
      const delay = Math.max(window, facts.retryAfter ?? 0);
      const pause = [delay, window].find((length) => length <= longestPause) ?? 0;
      pausedUntil = Math.max(pausedUntil, now() + pause);
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
