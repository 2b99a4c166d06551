import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutRange, dayNumber, type DayRange, daysIn, dayText, halve } from '../../lib/reports/dates.js';

describe('dayNumber and dayText', () => {
  it('count days from 1970 on, over leap days and the ends of months', () => {
    expect(['1970-01-01', '1969-12-31', '2024-02-29'].map(dayNumber)).toEqual([0, -1, 19_782]);
    expect((dayNumber('2024-03-01') ?? 0) - (dayNumber('2024-02-28') ?? 0)).toBe(2);
    expect((dayNumber('2023-03-01') ?? 0) - (dayNumber('2023-02-28') ?? 0)).toBe(1);
    expect([0, 19_782].map(dayText)).toEqual(['1970-01-01', '2024-02-29']);
  });

  it.each([
    '2026-02-30',
    '2026-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-01-00',
    '2026-1-1',
    '20260101',
    '',
    'x2026-01-01',
  ])('know that %j is not a day', (text) => expect(dayNumber(text)).toBeUndefined());

  it.each(['America/New_York', 'Pacific/Apia'])('do not depend on the zone %s, also where clocks change', (zone) => {
    const before = process.env['TZ'];
    process.env['TZ'] = zone;
    try {
      const first = dayNumber('2011-12-01') ?? 0;
      const days = Array.from({ length: 400 }, (_, index) => dayText(first + index));
      expect(new Set(days).size).toBe(400);
      expect(days.map(dayNumber)).toEqual(Array.from({ length: 400 }, (_, index) => first + index));
      expect(days.at(-1)).toBe('2013-01-03');
    } finally {
      if (before === undefined) delete process.env['TZ'];
      else process.env['TZ'] = before;
    }
  });
});

describe('cutRange and halve', () => {
  const ranges = fc
    .tuple(fc.integer({ min: -40_000, max: 40_000 }), fc.integer({ min: 1, max: 800 }))
    .map(([first, days]): DayRange => ({ first, last: first + days - 1 }));

  /** Fails unless the parts follow each other from end to end. */
  const expectCover = (parts: readonly DayRange[], { first, last }: DayRange): void => {
    expect([parts[0]?.first, parts.at(-1)?.last]).toEqual([first, last]);
    for (const [index, part] of parts.entries()) {
      expect(daysIn(part)).toBeGreaterThan(0);
      if (index > 0) expect(part.first).toBe((parts[index - 1]?.last ?? NaN) + 1);
    }
  };

  it('leave no gap and no overlap, and no part is longer than requested', () => {
    fc.assert(
      fc.property(ranges, fc.integer({ min: 1, max: 900 }), (whole, days) => {
        const parts = cutRange(whole, days);
        expectCover(parts, whole);
        expect(Math.max(...parts.map(daysIn))).toBeLessThanOrEqual(days);
        expect(parts).toHaveLength(Math.ceil(daysIn(whole) / days));
        if (daysIn(whole) === 1) return;
        const [left, right] = halve(whole) as [DayRange, DayRange];
        expectCover([left, right], whole);
        expect(daysIn(left) - daysIn(right)).toBeOneOf([0, 1]);
      }),
    );
  });
});
