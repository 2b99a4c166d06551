import { describe, expect, it } from 'vitest';
import { dayName, daysFrom, dayStart, dirNameOf, hourName } from '../../../lib/sandbox/raw-logs/log-entry.js';

const at = (text: string): number => Date.parse(text);

describe('dayStart', () => {
  it('is the midnight of a folder, in UTC', () => {
    expect(dayStart('20160909')).toBe(at('2016-09-09T00:00:00Z'));
    expect(dirNameOf(at('2016-09-09T23:59:59Z'))).toBe('20160909');
  });

  it.each(['', '2016', '20161301', '20160231', '2016-09-09', '20160909 '])('does not take %j for a day', (name) => {
    expect(dayStart(name)).toBeUndefined();
  });
});

describe('dayName and hourName', () => {
  it('read as recorded', () => {
    expect(dayName(at('2016-09-09T00:00:00Z'))).toBe('Sep 9, 2016');
    expect(hourName(1_473_411_600_000)).toBe('Sep 9, 2016 - 09:00 am');
  });

  it.each([
    ['00', '12:00 am'],
    ['11', '11:00 am'],
    ['12', '12:00 pm'],
    ['23', '11:00 pm'],
  ])('writes the hour %s as %s', (hour, clock) => {
    expect(hourName(at(`2016-12-31T${hour}:00:00Z`))).toBe(`Dec 31, 2016 - ${clock}`);
  });
});

describe('daysFrom', () => {
  it('goes over the end of a month', () => {
    expect(daysFrom(at('2016-02-28T00:00:00Z'), 3).map(dirNameOf)).toEqual(['20160228', '20160229', '20160301']);
  });
});
