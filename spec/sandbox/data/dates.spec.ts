import { describe, expect, it } from 'vitest';
import { DAY, EPOCH, NO_DATE_SECONDS, dateTime, unixSeconds } from '../../../lib/sandbox/store/dates.js';

describe('dates', () => {
  it('are written as the service writes them', () => {
    expect(dateTime(EPOCH)).toBe('2024-03-01 00:00:00');
    expect(dateTime(EPOCH + DAY + 999)).toBe('2024-03-02 00:00:00');
    expect(unixSeconds(1_472_230_401_999)).toBe(1_472_230_401);
  });

  it('have a «never» that was recorded (row 69)', () => {
    expect(NO_DATE_SECONDS).toBe(-62169966000);
  });
});
