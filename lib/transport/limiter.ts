import { asyncScheduler, Observable, type SchedulerLike, type Subscription } from 'rxjs';
import type { RateLimitFacts } from '../errors/rate-limit-error.js';
import type { RateLimitOptions } from './options.js';
import { createSendLog } from './send-log.js';

/** A call's leave to be sent. */
export interface Permit {
  /** Takes the call out of the log again: it was never sent. */
  giveBack(): void;
  /** Counts the call from now on: the service saw it some time before it answered, and may have done so only just now. */
  answered(): void;
}

/** Decides when calls may be sent. An interface, so that a store shared by several processes can implement it. */
export interface Limiter {
  /** Emits a permit as soon as the call may be sent, then completes. First come, first served; unsubscribing leaves the queue. */
  acquire(): Observable<Permit>;
  /** The service refused a call: slow down, and let nobody through before the window has passed. Returns that wait, ms. */
  refused(facts: RateLimitFacts): number;
}

/** Time, as the limiter sees it. */
export interface LimiterClock {
  /** Monotonic, ms. @default performance.now */
  readonly now?: () => number;
  readonly scheduler?: SchedulerLike;
}

/** The share of the service's own limit that is used: others may call with the same token. */
const SHARE = 0.9;

/**
 * A sliding log: never more than `calls` sent in any window of `per` ms. (Fixed windows let twice the budget through at
 * their border: 89 of 45 were measured.) A call counts from its answer, since the service counts it when it arrives:
 * with send times alone, 60 calls at 45 in 10 s were refused by a service of 50 in 10 s, whose window was some ms late.
 */
export const createLimiter = (limit: RateLimitOptions, clock: LimiterClock = {}): Limiter => {
  const { now = () => performance.now(), scheduler = asyncScheduler } = clock;
  const log = createSendLog(now);
  const queue: ((permit: Permit) => void)[] = [];
  let { calls, per } = limit;
  let pausedUntil = -Infinity;
  let timer: Subscription | undefined;

  const wait = (): number => Math.max(pausedUntil - now(), log.wait(calls, per));

  const permit = (): Permit => {
    const call = log.add();
    return {
      giveBack: () => {
        call.remove();
        serve();
      },
      answered: () => call.touch(),
    };
  };

  const serve = (): void => {
    timer?.unsubscribe();
    timer = undefined;
    while (queue.length > 0 && wait() <= 0) queue.shift()?.(permit());
    if (queue.length > 0) timer = scheduler.schedule(serve, Math.max(1, Math.ceil(wait())));
  };

  return {
    acquire: () =>
      new Observable((subscriber) => {
        const turn = (granted: Permit): void => {
          subscriber.next(granted);
          subscriber.complete();
        };
        subscriber.add(() => {
          const index = queue.indexOf(turn);
          if (index < 0) return;
          queue.splice(index, 1);
          serve();
        });
        queue.push(turn);
        serve();
      }),
    refused: ({ limit: configured, window, retryAfter }) => {
      per = Math.max(per, window ?? 0);
      if (configured !== undefined) calls = Math.max(1, Math.min(calls, Math.floor(configured * SHARE)));
      // Calls that others made with the same token are not in our log: only a whole window is sure to have passed.
      const delay = Math.max(window ?? per, retryAfter ?? 0);
      pausedUntil = Math.max(pausedUntil, now() + delay);
      serve();
      return delay;
    },
  };
};

/** Lets every call through at once; a refusal still makes its own call wait. */
export const createUnlimited = (): Limiter => ({
  acquire: () =>
    new Observable((subscriber) => {
      subscriber.next({ giveBack: () => undefined, answered: () => undefined });
      subscriber.complete();
    }),
  refused: ({ window, retryAfter }) => Math.max(window ?? 10_000, retryAfter ?? 0),
});
