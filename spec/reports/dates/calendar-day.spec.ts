import { describe, expect, it } from 'vitest';
import { dayNumber, dayText } from '../../../lib/reports/dates.js';

describe('dayNumber', () => {
  it('counts days from 1970 on, over leap days and the ends of months', () => {
    expect(dayNumber('1970-01-01')).toBe(0);
    expect(dayNumber('1969-12-31')).toBe(-1);
    expect((dayNumber('2024-03-01') ?? 0) - (dayNumber('2024-02-28') ?? 0)).toBe(2);
    expect((dayNumber('2023-03-01') ?? 0) - (dayNumber('2023-02-28') ?? 0)).toBe(1);
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
  ])('knows that %j is no day', (text) => expect(dayNumber(text)).toBeUndefined());

  it.each(['America/New_York', 'Europe/Berlin', 'Pacific/Apia', 'Asia/Kathmandu'])(
    'takes no note of the zone %s: each day follows the one before, also where clocks change',
    (zone) => {
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
    },
  );
});

describe('dayText', () => {
  it('writes a day as the service does', () => {
    expect(dayText(0)).toBe('1970-01-01');
    expect(dayText(dayNumber('2024-02-29') ?? 0)).toBe('2024-02-29');
  });
});
