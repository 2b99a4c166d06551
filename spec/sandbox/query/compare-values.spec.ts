import { describe, expect, it } from 'vitest';
import { compareForSort, comparingTo } from '../../../lib/sandbox/query/operators.js';

describe('comparingTo', () => {
  it('compares numbers as numbers, also those that are text', () => {
    expect(comparingTo('10')('9')).toBeLessThan(0);
    expect(comparingTo('1')('1.00000')).toBe(0);
    expect(comparingTo('1')(true)).toBe(0);
  });

  it('compares the rest as text of any case', () => {
    expect(comparingTo('ACTIVE')('active')).toBe(0);
    expect(comparingTo('b')('a')).toBeLessThan(0);
    expect(comparingTo('')('a')).toBeGreaterThan(0);
  });
});

describe('compareForSort', () => {
  it('puts null first', () => {
    expect(['b', null, '2', '10', null].sort(compareForSort)).toEqual([null, null, '2', '10', 'b']);
  });
});
