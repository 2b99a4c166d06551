import { describe, expect, it } from 'vitest';
import { refuseLongRange } from '../../../lib/sandbox/reports/limits.js';
import { refuseCurrency } from '../../../lib/sandbox/reports/request.js';
import { refusePlainValue } from '../../../lib/sandbox/reports/filters.js';

describe('refusals of reports', () => {
  it('say what is wrong', () => {
    expect(refuseLongRange(31).errors).toEqual([
      { publicMessage: 'The date range of the report is too long: at most 31 days' },
    ]);
    expect(refusePlainValue('Stat.x').message).toBe("Filter 'Stat.x' requires an array of values.");
    expect(refuseCurrency('XXX').message).toBe("Currency 'XXX' is not supported.");
  });
});
