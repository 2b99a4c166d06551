import { asyncScheduler, Observable, type SchedulerLike, type Subscription } from 'rxjs';
import type { RateLimitFacts } from '../errors/api-errors.js';
import { ConnectionError } from '../errors/network-errors.js';
import type { RateLimitOptions } from './options.js';

/** A call in the log. */
export interface LoggedCall {
  /** Takes it out; false when it had gone already. */
  remove(): boolean;
  /** Counts it from now on, if it is still there. */
  touch(): void;
}

/** When calls were made, oldest first. */
export interface SendLog {
  add(): LoggedCall;
  /** How long until one more call fits into any window of `per` ms, ms. */
  wait(calls: number, per: number): number;
}

/** Makes an empty log over a monotonic clock. */
export const createSendLog = (now: () => number): SendLog => {
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
      // Strictly older than the window: at the border both sides may count a call.
      while (log[0] !== undefined && now() - log[0].at > per) log.shift();
      const oldest = log.length >= calls ? log[log.length - calls] : undefined;
      return oldest ? oldest.at + per - now() + 1 : 0;
    },
  };
};

/** A call's leave to be sent. */
export interface Permit {
  /** Takes the call out of the log again: it was never sent. */
  cancel(): void;
  /** Counts the call from now on: the service saw it some time before it answered, and may have done so only just now. */
  settle(): void;
}

/** Decides when calls may be sent. An interface, so that a store shared by several processes can implement it. */
export interface Limiter {
  /** Emits a permit as soon as the call may be sent, then completes. First come, first served; unsubscribing leaves the queue. */
  acquire(): Observable<Permit>;
  /** The service refused a call: slow down, and let nobody through before the window has passed. Returns that wait, ms. */
  onRateLimited(facts: RateLimitFacts): number;
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
      cancel: () => {
        call.remove();
        serve();
      },
      settle: () => call.touch(),
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
    onRateLimited: ({ limit: configured, window, retryAfter }) => {
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
      subscriber.next({ cancel: () => undefined, settle: () => undefined });
      subscriber.complete();
    }),
  onRateLimited: ({ window, retryAfter }) => Math.max(window ?? 10_000, retryAfter ?? 0),
});

/** Runs `work` when the limiter lets it through. A call that never reached the service gives its permit back. */
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
          // However it ends: answered, failed or left, the service may have counted it until now.
          running.add(() => permit.settle());
          subscriber.add(running);
        },
        error: (error) => subscriber.error(error),
      }),
    );
    if (!granted && !subscriber.closed) onWait();
  });
