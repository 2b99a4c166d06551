import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isFarBehind, planWindow } from '../../../lib/managers/conversion-sync/window.js';
import { shiftTime, timeInUtc } from '../../../lib/managers/conversion-sync/wire-time.js';

const DAY = 24 * 60 * 60 * 1000;
const day = (number: number): string => `2024-01-${String(number).padStart(2, '0')} 00:00:00`;

describe('planWindow', () => {
  it('stays where it is when there are no conversions', () => {
    expect(planWindow(day(1), undefined, undefined, DAY)).toEqual({ from: day(1), to: undefined, next: day(1) });
  });

  it('reads from its position to the end, and continues a lookback before the newest', () => {
    expect(isFarBehind(day(5), day(6), DAY)).toBe(false);
    expect(planWindow(day(5), day(6), undefined, DAY)).toEqual({ from: day(5), to: undefined, next: day(5) });
    expect(planWindow(day(5), '2024-01-06 18:00:00', undefined, DAY).next).toBe('2024-01-05 18:00:00');
  });

  it('never moves back, even if the newest does', () => {
    expect(planWindow(day(5), day(5), undefined, DAY).next).toBe(day(5));
  });

  it('reads older conversions in chunks, from the oldest there is', () => {
    expect(isFarBehind(day(1), day(10), DAY)).toBe(true);
    expect(planWindow(day(1), day(10), day(1), DAY)).toEqual({ from: day(1), to: day(2), next: day(2) });
    expect(planWindow(day(1), day(10), day(6), DAY)).toEqual({ from: day(6), to: day(7), next: day(7) });
  });

  it('does not skip part of the lookback window', () => {
    expect(planWindow(day(1), day(10), day(10), DAY)).toEqual({ from: day(9), to: undefined, next: day(9) });
    expect(planWindow(day(1), day(10), undefined, DAY).from).toBe(day(1));
  });

  it('has chunks of at least a day, even without a lookback', () => {
    expect(planWindow(day(1), day(10), day(1), 0)).toEqual({ from: day(1), to: day(2), next: day(2) });
    expect(planWindow(day(10), day(10), undefined, 0).next).toBe(day(10));
  });

  it('takes any lookback', () => {
    const plan = planWindow(day(1), day(10), day(1), Number.MAX_SAFE_INTEGER);
    expect(plan).toEqual({ from: day(1), to: undefined, next: day(1) });
  });

  it('covers everything up to the lookback window, in few chunks, and comes to an end', () => {
    const time = fc.integer({ min: 1_700_000_000, max: 1_710_000_000 });
    fc.assert(
      fc.property(time, time, fc.nat(20 * DAY), (first, second, lookback) => {
        const newest = timeInUtc(Math.max(first, second) * 1000);
        let from = timeInUtc(Math.min(first, second) * 1000);
        for (let count = 0; ; count++) {
          const plan = planWindow(from, newest, from, lookback);
          expect(plan.from).toBe(from);
          expect(plan.next >= from).toBe(true);
          if (plan.to === undefined) break;
          expect(plan.to).toBe(plan.next);
          expect(plan.to <= shiftTime(newest, -lookback)).toBe(true);
          expect(plan.to > from).toBe(true);
          from = plan.next;
          expect(count).toBeLessThan(200);
        }
      }),
    );
  });
});
