import fc from 'fast-check';
import { type Subscription, timer } from 'rxjs';
import { TestScheduler } from 'rxjs/testing';
import { describe, expect, it } from 'vitest';
import type { RateLimitOptions } from 'rxoffers';
import { createLimiter } from '../../lib/transport/limiter.js';
import { soak } from '../support/soak.js';

/** Something that happens to a limiter, so long after what happened before. */
type Step = { readonly after: number } & (
  | { readonly kind: 'acquire'; readonly count: number; readonly takes: number; readonly unsent: boolean }
  | { readonly kind: 'leave'; readonly every: number }
  | { readonly kind: 'refuse'; readonly limit?: number; readonly window?: number; readonly retryAfter?: number }
  | { readonly kind: 'jump'; readonly by: number }
);

const ms = (max: number) => fc.nat({ max });
const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });

const step: fc.Arbitrary<Step> = fc
  .tuple(
    ms(700),
    fc.oneof(
      {
        weight: 6,
        arbitrary: fc.record({
          kind: fc.constant('acquire' as const),
          count: fc.integer({ min: 1, max: 9 }),
          takes: ms(150),
          unsent: fc.boolean(),
        }),
      },
      {
        weight: 2,
        arbitrary: fc.record({ kind: fc.constant('leave' as const), every: fc.integer({ min: 1, max: 3 }) }),
      },
      {
        weight: 2,
        arbitrary: fc.record({
          kind: fc.constant('refuse' as const),
          limit: optional(ms(12)),
          window: optional(fc.constantFrom(50, 100, 300, 1_000, 2_592_000_000)),
          retryAfter: optional(fc.constantFrom(0, 20, 400, 86_400_000)),
        }),
      },
      {
        weight: 1,
        arbitrary: fc.record({
          kind: fc.constant('jump' as const),
          by: fc.constantFrom(-3_600_000, -500, -1, 1, 700, 3_600_000),
        }),
      },
    ),
  )
  .map(([after, what]) => ({ after, ...what }) as Step);

const LONGEST_PAUSE = 5_000;
const SHARE = 0.9;
/** The shortest time for which what was learnt holds. */
const HOLDS = 60_000;

interface Call {
  at: number | undefined;
  sent: boolean;
  left: boolean;
}

/** Plays a history in virtual time, and throws where the limiter breaks a law. */
const play = (own: RateLimitOptions, history: readonly Step[]): void => {
  const scheduler = new TestScheduler(() => undefined);
  scheduler.run(() => {
    let clockAhead = 0;
    // Time that has surely passed for the limiter: what its clock jumps forward, it takes for passed.
    let jumped = 0;
    const clock = (): number => scheduler.now() + clockAhead;
    const time = (): number => scheduler.now() + jumped;
    const limiter = createLimiter(own, { now: clock, scheduler, longestPause: LONGEST_PAUSE });
    const calls: Call[] = [];
    const waiting = new Map<Call, Subscription>();
    const stated: { readonly limit: RateLimitOptions; readonly until: number }[] = [];
    let pausedUntil = -Infinity;

    const countIn = (per: number): number =>
      calls.filter(({ at, sent }) => sent && at !== undefined && time() - at <= per).length;

    const check = (): void => {
      expect(time()).toBeGreaterThanOrEqual(pausedUntil);
      expect(countIn(own.per)).toBeLessThanOrEqual(own.calls);
      for (const { limit, until } of stated)
        if (time() < until) expect(countIn(limit.per)).toBeLessThanOrEqual(limit.calls);
    };

    const acquire = (takes: number, unsent: boolean): void => {
      const call: Call = { at: undefined, sent: true, left: false };
      calls.push(call);
      const subscription = limiter.acquire().subscribe((permit) => {
        call.at = time();
        waiting.delete(call);
        check();
        timer(takes, scheduler).subscribe(() => {
          if (unsent) {
            call.sent = false;
            permit.cancel();
          } else call.at = time();
          permit.settle();
        });
      });
      if (call.at === undefined) waiting.set(call, subscription);
    };

    const refuse = ({ limit, window, retryAfter }: Extract<Step, { kind: 'refuse' }>): void => {
      const delay = limiter.onRateLimited({ limit, window, retryAfter });
      expect(delay).toBe(Math.max(window ?? own.per, retryAfter ?? 0));
      const per = window ?? own.per;
      const pause = delay <= LONGEST_PAUSE ? delay : per <= LONGEST_PAUSE ? per : 0;
      pausedUntil = Math.max(pausedUntil, time() + pause);
      if (limit === undefined || limit === 0 || per > LONGEST_PAUSE) return;
      // A window may begin anywhere, so that so many of the own ones fit in.
      const most = own.calls * (Math.floor(per / (own.per + 1)) + 1);
      for (const [index, { limit: before }] of stated.entries()) if (before.per === per) stated.splice(index, 1);
      if (most > limit)
        stated.push({ limit: { calls: Math.max(1, Math.floor(limit * SHARE)), per }, until: time() + HOLDS });
    };

    const perform = (what: Step): void => {
      switch (what.kind) {
        case 'acquire':
          for (let call = 0; call < what.count; call++) acquire(what.takes, what.unsent);
          return;
        case 'leave':
          for (const [index, [call, subscription]] of [...waiting].entries()) {
            if (index % what.every > 0) continue;
            subscription.unsubscribe();
            waiting.delete(call);
            call.left = true;
          }
          return;
        case 'refuse':
          return refuse(what);
        case 'jump':
          clockAhead += what.by;
          jumped += Math.max(0, what.by);
          // The limiter sees each jump, as a clock that is read often would show it.
          limiter.acquire().subscribe().unsubscribe();
      }
    };

    let at = 0;
    for (const what of history) timer((at += what.after), scheduler).subscribe(() => perform(what));

    // A day of quiet later every call has had its turn, and the client is as fast as it was told to be.
    timer(at + 86_400_000, scheduler).subscribe(() => {
      expect(calls.filter((call) => call.at === undefined && !call.left)).toEqual([]);
      let granted = 0;
      for (let call = 0; call <= own.calls; call++)
        limiter
          .acquire()
          .subscribe(() => granted++)
          .unsubscribe();
      expect(granted).toBe(own.calls);
      expect(scheduler.actions.filter((action) => !action.closed)).toHaveLength(0);
    });
  });
};

describe('a limiter under any history of calls, refusals, leaves and jumps of the clock', () => {
  it('is never over budget, starves no call, and is back at full speed after quiet time', () => {
    fc.assert(
      fc.property(
        fc.record({ calls: fc.integer({ min: 1, max: 12 }), per: fc.constantFrom(50, 100, 333, 1_000) }),
        fc.array(step, { maxLength: 40 }),
        play,
      ),
      { numRuns: soak(300, 10_000) },
    );
  }, 600_000);
});
