import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutRange, daysIn, type DayRange, halve } from '../../../lib/reports/dates.js';

const range = fc
  .tuple(fc.integer({ min: -40_000, max: 40_000 }), fc.integer({ min: 1, max: 800 }))
  .map(([first, days]): DayRange => ({ first, last: first + days - 1 }));

/** Whether parts follow each other from end to end. */
const cover = (parts: readonly DayRange[], { first, last }: DayRange): void => {
  expect(parts[0]?.first).toBe(first);
  expect(parts.at(-1)?.last).toBe(last);
  for (const [index, part] of parts.entries()) {
    expect(daysIn(part)).toBeGreaterThan(0);
    if (index > 0) expect(part.first).toBe((parts[index - 1]?.last ?? NaN) + 1);
  }
};

describe('cutRange', () => {
  it('leaves no gap and no double, and no part is longer than asked', () => {
    fc.assert(
      fc.property(range, fc.integer({ min: 1, max: 900 }), (whole, days) => {
        const parts = cutRange(whole, days);
        cover(parts, whole);
        expect(Math.max(...parts.map(daysIn))).toBeLessThanOrEqual(days);
        expect(parts).toHaveLength(Math.ceil(daysIn(whole) / days));
      }),
    );
  });
});

describe('halve', () => {
  it('makes two of whatever has more than a day, alike but for one day', () => {
    fc.assert(
      fc.property(
        range.filter((whole) => daysIn(whole) > 1),
        (whole) => {
          const [left, right, ...more] = halve(whole);
          if (!left || !right) throw new Error('two were expected');
          expect(more).toEqual([]);
          cover([left, right], whole);
          expect(daysIn(left) - daysIn(right)).toBeOneOf([0, 1]);
        },
      ),
    );
  });
});

describe('daysIn', () => {
  it('counts both ends', () => expect(daysIn({ first: 3, last: 3 })).toBe(1));
});
