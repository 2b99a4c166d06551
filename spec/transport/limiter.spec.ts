import fc from 'fast-check';
import { mergeMap, timer } from 'rxjs';
import { TestScheduler } from 'rxjs/testing';
import { describe, expect, it } from 'vitest';
import type { Limiter, RateLimitOptions } from 'rxoffers';
import { soak } from '../support/soak.js';
import { createLimiter, createUnlimited } from '../../lib/transport/limiter.js';

/** Runs in virtual time. */
const simulate = (
  limit: RateLimitOptions,
  script: (limiter: Limiter, now: () => number, scheduler: TestScheduler) => void,
): void => {
  const scheduler = new TestScheduler((actual, expected) => expect(actual).toEqual(expected));
  scheduler.run(() => {
    const now = (): number => scheduler.now();
    script(createLimiter(limit, { now, scheduler }), now, scheduler);
  });
};

describe('the limiter', () => {
  it('lets calls through until the window is full, and the next when the oldest has left it', () => {
    const at: number[] = [];
    simulate({ calls: 2, per: 100 }, (limiter, now) => {
      for (let call = 0; call < 5; call++) limiter.acquire().subscribe(() => at.push(now()));
    });
    expect(at).toEqual([0, 0, 101, 101, 202]);
  });

  it('never lets more than its calls through in any window, whenever they begin', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 6 }),
        fc.array(fc.integer({ min: 0, max: 500 }), { maxLength: 60 }),
        (calls, starts) => {
          const at: number[] = [];
          const per = 100;
          simulate({ calls, per }, (limiter, now, scheduler) => {
            for (const start of starts)
              timer(start, scheduler)
                .pipe(mergeMap(() => limiter.acquire()))
                .subscribe(() => at.push(now()));
          });
          expect(at).toHaveLength(starts.length);
          for (const from of at)
            expect(at.filter((time) => time >= from && time <= from + per).length).toBeLessThanOrEqual(calls);
        },
      ),
      { numRuns: soak(60, 200) },
    );
  });

  it('is first come, first served, and forgets a call that has left', () => {
    const order: string[] = [];
    simulate({ calls: 1, per: 100 }, (limiter, now) => {
      limiter.acquire().subscribe(() => order.push(`a${now()}`));
      const left = limiter.acquire().subscribe(() => order.push('left'));
      limiter.acquire().subscribe(() => order.push(`c${now()}`));
      left.unsubscribe();
    });
    expect(order).toEqual(['a0', 'c101']);
  });

  it('counts a call from its answer, since the service may have counted it only then', () => {
    const at: number[] = [];
    simulate({ calls: 2, per: 100 }, (limiter, now, scheduler) => {
      for (let call = 0; call < 3; call++)
        limiter.acquire().subscribe((permit) => {
          at.push(now());
          timer(30, scheduler).subscribe(() => permit.settle());
        });
    });
    expect(at).toEqual([0, 0, 131]);
  });

  it('does not count a call that was cancelled', () => {
    const at: number[] = [];
    simulate({ calls: 1, per: 100 }, (limiter, now) => {
      limiter.acquire().subscribe((permit) => permit.cancel());
      limiter.acquire().subscribe(() => at.push(now()));
    });
    expect(at).toEqual([0]);
  });

  it('counts a call at its end or its start, whatever the order of the ends', () => {
    const at: number[] = [];
    simulate({ calls: 2, per: 100 }, (limiter, now, scheduler) => {
      for (const end of [40, 10, 5, 5])
        limiter.acquire().subscribe((permit) => {
          at.push(now());
          timer(end, scheduler).subscribe(() => permit.settle());
        });
    });
    expect(at).toEqual([0, 0, 111, 141]);
  });

  it('pauses every call for the window that the service names, and keeps to nine tenths of its limit', () => {
    const at: number[] = [];
    simulate({ calls: 45, per: 50 }, (limiter, now) => {
      limiter.acquire().subscribe();
      expect(limiter.onRateLimited({ limit: 10, window: 1_000, usage: 11 })).toBe(1_000);
      for (let call = 0; call < 12; call++) limiter.acquire().subscribe(() => at.push(now()));
    });
    expect(at.filter((time) => time < 1_000)).toEqual([]);
    expect(at.filter((time) => time < 2_000)).toHaveLength(9);
    expect(at).toHaveLength(12);
  });

  it('is never made faster by the service', () => {
    const at: number[] = [];
    simulate({ calls: 2, per: 100 }, (limiter, now) => {
      limiter.onRateLimited({ limit: 500, window: 100 });
      for (let call = 0; call < 4; call++) limiter.acquire().subscribe(() => at.push(now()));
    });
    expect(at).toEqual([100, 100, 201, 201]);
  });

  it('leaves no timer when all calls have left', () => {
    const scheduler = new TestScheduler(() => undefined);
    const limiter = createLimiter({ calls: 1, per: 100 }, { now: () => 0, scheduler });
    limiter.acquire().subscribe();
    limiter.acquire().subscribe().unsubscribe();
    expect(scheduler.actions.filter((action) => !action.closed)).toEqual([]);
  });
});

describe('no limit', () => {
  it('lets every call through at once, and still waits after a refusal', () => {
    const limiter = createUnlimited();
    let granted = 0;
    for (let call = 0; call < 1_000; call++) limiter.acquire().subscribe(() => granted++);
    expect(granted).toBe(1_000);
    expect(limiter.onRateLimited({ window: 3_000 })).toBe(3_000);
    expect(limiter.onRateLimited({})).toBe(10_000);
    limiter.acquire().subscribe((permit) => {
      permit.cancel();
      permit.settle();
    });
  });
});
