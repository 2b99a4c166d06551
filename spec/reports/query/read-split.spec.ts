import { describe, expect, it } from 'vitest';
import { readSplit } from '../../../lib/reports/query/plan-report.js';

describe('readSplit', () => {
  it('cuts by default, and not when told so', () => {
    expect(readSplit(undefined)).toEqual({ days: undefined });
    expect(readSplit(true)).toEqual({ days: undefined });
    expect(readSplit({})).toEqual({ days: undefined });
    expect(readSplit({ days: 31 })).toEqual({ days: 31 });
    expect(readSplit(false)).toBe(false);
  });

  it.each([[null], [31], ['31'], [{ day: 31 }], [{ days: '31' }]])('refuses %j', (split) =>
    expect(() => readSplit(split)).toThrow(TypeError),
  );

  it.each([[0], [-1], [1.5], [NaN]])('refuses %d days', (days) =>
    expect(() => readSplit({ days })).toThrow(RangeError),
  );
});
