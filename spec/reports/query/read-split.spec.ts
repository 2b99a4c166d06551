import { describe, expect, it } from 'vitest';
import { parseSplit } from '../../../lib/reports/query/plan-report.js';

describe('readSplit', () => {
  it('cuts by default, and not when told so', () => {
    expect(parseSplit(undefined)).toEqual({ days: undefined });
    expect(parseSplit(true)).toEqual({ days: undefined });
    expect(parseSplit({})).toEqual({ days: undefined });
    expect(parseSplit({ days: 31 })).toEqual({ days: 31 });
    expect(parseSplit(false)).toBe(false);
  });

  it.each([[null], [31], ['31'], [{ day: 31 }], [{ days: '31' }]])('refuses %j', (split) =>
    expect(() => parseSplit(split)).toThrow(TypeError),
  );

  it.each([[0], [-1], [1.5], [NaN]])('refuses %d days', (days) =>
    expect(() => parseSplit({ days })).toThrow(RangeError),
  );
});
