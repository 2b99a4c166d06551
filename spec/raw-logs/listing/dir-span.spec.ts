import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dirSpan, isDayName } from '../../../lib/raw-logs/listing/range.js';

describe('dirSpan', () => {
  it.each([
    ['20160909', '20160909', '20160909'],
    ['20160229', '20160229', '20160229'],
    ['20000229', '20000229', '20000229'],
    ['201609', '20160901', '20160930'],
    ['201602', '20160201', '20160229'],
    ['201702', '20170201', '20170228'],
    ['2016', '20160101', '20161231'],
  ])('takes %s for %s to %s', (name, first, last) => {
    expect(dirSpan(name)).toEqual({ first, last });
  });

  it.each([
    '',
    '16',
    '20161',
    '2016131',
    '20160231',
    '20170229',
    '19000229',
    '20160900',
    '20160932',
    '201613',
    '201600',
    '0000',
    '2016-09-09',
    ' 2016',
    '2016\n',
    '２０１６',
    '201609091',
  ])('does not take %j for a date', (name) => {
    expect(dirSpan(name)).toBeUndefined();
  });

  it('agrees with the calendar on every day', () => {
    const day = fc.tuple(fc.integer({ min: 1, max: 9999 }), fc.nat(15), fc.nat(35));
    fc.assert(
      fc.property(day, ([year, month, date]) => {
        const [y, m, d] = [String(year).padStart(4, '0'), ...[month, date].map((n) => String(n).padStart(2, '0'))];
        const calendar = new Date(`${y}-${m}-${d}T00:00:00Z`);
        const isDay = !Number.isNaN(calendar.getTime()) && calendar.getUTCDate() === date;
        expect(isDayName(`${y}${m}${d}`)).toBe(isDay);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('isDayName', () => {
  it('takes no month and no year', () => {
    expect(['20160909', '201609', '2016', 'latest'].map(isDayName)).toEqual([true, false, false, false]);
  });
});
