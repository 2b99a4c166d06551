import { describe, expect, it } from 'vitest';
import { OPERATORS } from '../../../lib/sandbox/query/operators.js';
import type { Json } from '../../../lib/sandbox/wire/json.js';

const VALUES: Json[] = ['2', '10', 'abc', null, '0', '1', true];
const fitting = (name: string, operand: string): Json[] => VALUES.filter((value) => OPERATORS[name]?.(operand)(value));

describe('OPERATORS', () => {
  it.each([
    ['EQUAL_TO', '10', ['10']],
    ['NOT_EQUAL_TO', '10', ['2', 'abc', '0', '1', true]],
    ['LESS_THAN', '2', ['0', '1', true]],
    ['LESS_THAN_OR_EQUAL_TO', '2', ['2', '0', '1', true]],
    ['GREATER_THAN', '2', ['10', 'abc']],
    ['GREATER_THAN_OR_EQUAL_TO', '2', ['2', '10', 'abc']],
    ['LIKE', '%B%', ['abc']],
    ['LIKE', '1_', ['10']],
    ['LIKE', 'a.c', []],
    ['NOT_LIKE', '%b%', ['2', '10', '0', '1', true]],
    ['NULL', '1', [null]],
    ['NOT_NULL', '1', ['2', '10', 'abc', '0', '1', true]],
    ['TRUE', '1', ['1', true]],
    ['FALSE', '1', ['2', '10', 'abc', '0']],
  ])('%s %s finds %j', (name, operand, found) => {
    expect(fitting(name, operand)).toEqual(found);
  });
});
