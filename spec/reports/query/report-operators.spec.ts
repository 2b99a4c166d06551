import { describe, expect, it } from 'vitest';
import { FILTER_OPERATORS } from '../../../lib/protocol/filters.js';
import { CONDITIONALS, isWhether, REPORT_OPERATORS } from '../../../lib/reports/query/conditions.js';

describe('REPORT_OPERATORS', () => {
  it('has the operators of every filter, and between', () => {
    expect(REPORT_OPERATORS).toEqual({ ...FILTER_OPERATORS, between: 'BETWEEN' });
    expect(CONDITIONALS).toContain('BETWEEN');
    expect(CONDITIONALS).not.toContain('EQUAL_TO');
  });
});

describe('isWhether', () => {
  it('tells the operators that need no value', () => {
    expect(Object.values(REPORT_OPERATORS).filter(isWhether)).toEqual(['NULL', 'NOT_NULL', 'TRUE', 'FALSE']);
    expect(isWhether(undefined)).toBe(false);
  });
});
