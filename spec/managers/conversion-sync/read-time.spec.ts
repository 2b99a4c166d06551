import { describe, expect, it } from 'vitest';
import { parseTime } from '../../../lib/managers/conversion-sync/wire-time.js';

describe('readTime', () => {
  it('takes a time of the wire for itself', () => {
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
