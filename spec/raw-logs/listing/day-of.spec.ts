import { describe, expect, it } from 'vitest';
import { dayOf } from '../../../lib/raw-logs/listing/range.js';

describe('dayOf', () => {
  const time = Date.parse('2016-09-30T23:59:59.999Z');

  it('names the day in UTC, or one before or after', () => {
    expect([dayOf(time), dayOf(time + 1), dayOf(time, -30), dayOf(time, 1)]).toEqual([
      '20160930',
      '20161001',
      '20160831',
      '20161001',
    ]);
  });

  it('keeps to names of eight digits at the ends of time', () => {
    expect(dayOf(8_640_000_000_000_000, 1)).toBe('99991231');
    expect(dayOf(-8_640_000_000_000_000, -1)).toBe('19700101');
    expect([dayOf(Infinity), dayOf(-Infinity)]).toEqual(['99991231', '19700101']);
  });
});
