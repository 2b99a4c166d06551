import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { laterOf, longTime, parseTime, shiftTime, timeInUtc } from '../../../lib/managers/conversion-sync/wire-time.js';

describe('longTime', () => {
  it('completes a day, and leaves a time as it is', () => {
    expect(longTime('2024-02-29')).toBe('2024-02-29 00:00:00');
    expect(longTime('2024-02-29 23:59:59')).toBe('2024-02-29 23:59:59');
    expect(longTime('0099-01-01')).toBe('0099-01-01 00:00:00');
  });

  it.each([
    ...[
      '2023-02-29',
      '2024-13-01',
      '0000-00-00 00:00:00',
      '2024-01-01 24:00:00',
      '2024-01-01T00:00:00',
      '2024-1-1',
      '',
    ],
    ...[null, undefined, 1_709_251_200, new Date(0)],
  ])('finds no time in %s', (value) => {
    expect(longTime(value)).toBeUndefined();
  });
});

describe('shiftTime', () => {
  it('goes over days, months and years', () => {
    expect(shiftTime('2024-03-01 00:00:00', -1000)).toBe('2024-02-29 23:59:59');
    expect(shiftTime('2023-12-31 23:59:59', 1000)).toBe('2024-01-01 00:00:00');
  });

  it('stops at the first and the last time that can be written', () => {
    expect(shiftTime('0000-01-01 00:00:00', -Number.MAX_SAFE_INTEGER)).toBe('0000-01-01 00:00:00');
    expect(shiftTime('9999-01-01 00:00:00', Number.MAX_SAFE_INTEGER)).toBe('9999-12-31 23:59:59');
  });

  it('is undone by the same shift back, and keeps the order of texts', () => {
    const time = fc.integer({ min: 0, max: 4_000_000_000 }).map((seconds) => timeInUtc(seconds * 1000));
    fc.assert(
      fc.property(time, time, fc.integer({ min: -1_000_000, max: 1_000_000 }), (first, second, seconds) => {
        const shifted = shiftTime(first, seconds * 1000);
        expect(shiftTime(shifted, -seconds * 1000)).toBe(first);
        expect(shifted < shiftTime(second, seconds * 1000)).toBe(first < second);
        expect(laterOf(first, second)).toBe(first < second ? second : first);
      }),
    );
  });
});

describe('parseTime', () => {
  it('takes a wire time as it is', () => {
    const time = '2024-02-29 10:00:00';
    expect(parseTime(time)).toEqual({ earliest: time, latest: time });
  });

  it.each([[1_709_200_800], ['1709200800']])('spreads the unix seconds %j over all zones', (value) => {
    expect(parseTime(value)).toEqual({ earliest: '2024-02-28 22:00:00', latest: '2024-03-01 00:00:00' });
  });

  it.each([[null], [undefined], ['0000-00-00 00:00:00'], ['soon'], [NaN], [{}]])('finds none in %j', (value) => {
    expect(parseTime(value)).toBeUndefined();
  });
});
