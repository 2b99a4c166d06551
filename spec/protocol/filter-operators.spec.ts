import { describe, expect, expectTypeOf, it } from 'vitest';
import { FILTER_OPERATORS, type FilterOperator, isFilterOperator } from '../../lib/protocol/filters.js';

describe('FILTER_OPERATORS', () => {
  it('rows 27–36: holds the operators of the reference client, and no more', () => {
    expect(Object.keys(FILTER_OPERATORS).sort()).toEqual(
      ['false', 'gt', 'gte', 'like', 'lt', 'lte', 'ne', 'not_like', 'not_null', 'null', 'true'].sort(),
    );
  });

  it('names its keys as a type', () => {
    expectTypeOf<'gt'>().toExtend<FilterOperator>();
    expectTypeOf<'in'>().not.toExtend<FilterOperator>();
  });

  it('tells operators from other words', () => {
    expect(isFilterOperator('gte')).toBe(true);
    expect(['', 'GT', 'in', 'constructor', '__proto__', 'toString'].filter(isFilterOperator)).toEqual([]);
  });
});
