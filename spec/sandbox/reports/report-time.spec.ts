import { describe, expect, it } from 'vitest';
import { instantOf, shiftTime, TIME_PARTS } from '../../../lib/sandbox/reports/dates.js';

describe('instantOf', () => {
  it('reads days, hours and seconds in UTC', () => {
    const hour = Date.UTC(2024, 2, 31, 2);
    expect(['2024-03-31 02', '2024-03-31 02:00:00'].map(instantOf)).toEqual([hour, hour]);
    expect(instantOf('2024-03-31')).toBe(Date.UTC(2024, 2, 31));
    expect([instantOf('0000-00-00 00:00:00'), instantOf('')]).toEqual([NaN, NaN]);
  });
});

describe('shiftTime', () => {
  it('moves over days, months and leap days, with the precision it had', () => {
    expect(shiftTime('2024-02-29 23', 1)).toBe('2024-03-01 00');
    expect(shiftTime('2024-03-01 00:00:05', -1)).toBe('2024-02-29 23:00:05');
    expect(shiftTime('2024-03-31 01', 48)).toBe('2024-04-02 01');
  });

  it('leaves what is no date', () => {
    expect(shiftTime('0000-00-00 00:00:00', 3)).toBe('0000-00-00 00:00:00');
  });
});

describe('TIME_PARTS', () => {
  it('names the parts of a time', () => {
    const parts = Object.entries(TIME_PARTS).map(([name, part]) => [name, part('2024-03-01 08:05:00')]);
    expect(Object.fromEntries(parts)).toEqual({
      ...{ date: '2024-03-01', datetime: '2024-03-01 08:05:00', hour: '8', month: '3', week: '9', year: '2024' },
    });
  });

  it.each([
    ['2021-01-03', '53'],
    ['2021-01-04', '1'],
    ['2024-12-30', '1'],
    ['2020-12-31', '53'],
    ['0000-00-00', '0'],
  ])('%s is in week %s', (date, week) => {
    expect(TIME_PARTS['week']?.(`${date} 00`)).toBe(week);
  });
});
