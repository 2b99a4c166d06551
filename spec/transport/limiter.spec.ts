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

  it.each([
    // The limit of one second says nothing about three: 18 in each second, within the own 45 in three.
    [{ calls: 45, per: 3_000 }, { limit: 20, window: 1_000 }, [18, 18]],
    // The own 10 in a second stay within 60 in three, so that nothing is slowed down.
    [{ calls: 10, per: 1_000 }, { limit: 60, window: 3_000 }, [10, 10, 10, 10]],
    [{ calls: 48, per: 1_000 }, { limit: 50, window: 1_000 }, [48, 48]],
    [{ calls: 45, per: 1_000 }, { limit: 10 }, [9, 9]],
    [{ calls: 45, per: 1_000 }, { limit: 0, window: 1_000 }, [45]],
    [{ calls: 45, per: 1_000 }, { window: 1_000 }, [45]],
  ])('at %o learns %o in its own window: %j calls each second', (own, facts, expected) => {
    const at: number[] = [];
    simulate(own, (limiter, now) => {
      const delay = limiter.onRateLimited(facts);
      for (let call = 0; call < 200; call++) limiter.acquire().subscribe(() => at.push(now() - delay));
    });
    // Seconds of a strict window are a millisecond longer.
    expect(expected.map((_, second) => at.filter((time) => Math.floor(time / 1_001) === second).length)).toEqual(
      expected,
    );
  });

  it('keeps to several learned windows at once', () => {
    const at: number[] = [];
    simulate({ calls: 100, per: 1_000 }, (limiter, now) => {
      limiter.onRateLimited({ limit: 20, window: 1_000 });
      limiter.onRateLimited({ limit: 30, window: 10_000 });
      for (let call = 0; call < 60; call++) limiter.acquire().subscribe(() => at.push(now()));
    });
    expect(at).toHaveLength(60);
    expect(at.filter((time) => time < 11_000)).toHaveLength(18);
    expect(at.filter((time) => time < 20_000)).toHaveLength(27);
  });

  it('probes upwards after quiet time, step by step to full speed, and less often when that was in vain', () => {
    const counts: number[] = [];
    simulate({ calls: 45, per: 1_000 }, (limiter, now, scheduler) => {
      /** How many calls go through at once, at this time. */
      const tryAt = (time: number, then?: () => void): void => {
        timer(time, scheduler).subscribe(() => {
          const at = now();
          let granted = 0;
          const calls = Array.from({ length: 100 }, () =>
            limiter.acquire().subscribe(() => (now() === at ? granted++ : undefined)),
          );
          calls.forEach((call) => call.unsubscribe());
          counts.push(granted);
          then?.();
        });
      };
      const refuse = (): void => void limiter.onRateLimited({ limit: 10, window: 1_000 });
      refuse();
      for (const minute of [0.5, 1.5, 2.5, 3.5]) tryAt(minute * 60_000);
      tryAt(10 * 60_000, refuse);
      for (const minute of [11.5, 12.5, 15, 20]) tryAt(minute * 60_000);
    });
    expect(counts).toEqual([9, 18, 36, 45, 45, 9, 18, 36, 45]);
  });

  it('neither pauses for a window without bound nor learns it', () => {
    const at: number[] = [];
    const scheduler = new TestScheduler(() => undefined);
    scheduler.run(() => {
      const limiter = createLimiter(
        { calls: 100, per: 1_000 },
        { now: () => scheduler.now(), scheduler, longestPause: 300_000 },
      );
      expect(limiter.onRateLimited({ limit: 50, window: 2_592_000_000 })).toBe(2_592_000_000);
      for (let call = 0; call < 100; call++) limiter.acquire().subscribe(() => at.push(scheduler.now()));
    });
    expect(at).toEqual(Array(100).fill(0));
  });

  it('waits for a window of its own beyond the longest timer of Node', () => {
    const at: number[] = [];
    simulate({ calls: 1, per: 3e9 }, (limiter, now) => {
      for (let call = 0; call < 3; call++) limiter.acquire().subscribe(() => at.push(now()));
    });
    expect(at).toEqual([0, 3e9 + 1, 6e9 + 2]);
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
