import { describe, expect, it } from 'vitest';
import { parseConditions, testOf } from '../../../lib/sandbox/reports/filters.js';
import { parseBrackets } from '../../../lib/sandbox/wire/params.js';

const conditionsOf = (...pairs: readonly (readonly [string, string])[]) => {
  const filter = parseBrackets(pairs.map(([name, value]) => [`f${name}`, value] as const)).get('f');
  return parseConditions(filter ?? '');
};

const holds = (value: string | null, ...pairs: readonly (readonly [string, string])[]): boolean =>
  conditionsOf(...pairs).every((condition) => testOf(condition)(value));

describe('readConditions', () => {
  it('reads every form', () => {
    expect(conditionsOf(['', '1'])).toEqual([{ operator: 'EQUAL_TO', operands: ['1'], plain: true }]);
    expect(conditionsOf(['[]', '1'], ['[]', '2'])).toEqual([
      { operator: 'EQUAL_TO', operands: ['1', '2'], plain: false },
    ]);
    expect(conditionsOf(['[LIKE]', 'a%'])).toEqual([{ operator: 'LIKE', operands: ['a%'], plain: true }]);
    expect(conditionsOf(['[conditional]', 'LESS_THAN'], ['[values]', '3'])).toEqual([
      { operator: 'LESS_THAN', operands: ['3'], plain: true },
    ]);
    expect(conditionsOf(['[values][]', '3'])).toEqual([{ operator: 'EQUAL_TO', operands: ['3'], plain: false }]);
    expect(conditionsOf(['[conditional]', 'NOT_NULL'])).toEqual([{ operator: 'NOT_NULL', operands: [], plain: false }]);
    expect(conditionsOf(['[GREATER_THAN]', '1'], ['[LESS_THAN]', '3'])).toHaveLength(2);
  });

  it.each([
    [[['[conditional][]', 'LIKE']], 'conditional'],
    [[['[EQUAL_TO][a][b]', '1']], 'EQUAL_TO'],
  ] as const)('refuses %j', (pairs, name) => {
    expect(() => conditionsOf(...pairs)).toThrow(`Conditional '${name}' is not supported.`);
  });
});

describe('testOf', () => {
  it('takes a list for equality', () => {
    expect(['1', '2', '3'].map((value) => holds(value, ['[]', '1'], ['[]', '3']))).toEqual([true, false, true]);
    expect(holds('10', ['', '10.0'])).toBe(true);
  });

  it('takes both ends of a range', () => {
    const dates = ['2024-02-29', '2024-03-01', '2024-03-31', '2024-04-01'];
    const march = [
      ['[conditional]', 'BETWEEN'],
      ['[values][]', '2024-03-01'],
      ['[values][]', '2024-03-31'],
    ] as const;
    expect(dates.map((date) => holds(date, ...march))).toEqual([false, true, true, false]);
    expect(['9', '10', '11'].map((value) => holds(value, ['[BETWEEN][]', '9'], ['[BETWEEN][]', '10']))).toEqual([
      ...[true, true, false],
    ]);
    expect(holds(null, ...march)).toBe(false);
  });

  it('needs no value for NULL and NOT_NULL', () => {
    expect([holds(null, ['[conditional]', 'NULL']), holds('1', ['[NULL]', '1'])]).toEqual([true, false]);
    expect(holds('1', ['[conditional]', 'NOT_NULL'])).toBe(true);
  });

  it.each([
    [[['[LIKES]', '1']], "Conditional 'LIKES' is not supported."],
    [[['[constructor]', '1']], "Conditional 'constructor' is not supported."],
    [
      [
        ['[conditional]', 'BETWEEN'],
        ['[values]', '1'],
      ],
      "Conditional 'BETWEEN' takes two values.",
    ],
    [[['[conditional]', 'LESS_THAN']], "Conditional 'LESS_THAN' takes a single value."],
    [
      [
        ['[LESS_THAN][]', '1'],
        ['[LESS_THAN][]', '2'],
      ],
      "Conditional 'LESS_THAN' takes a single value.",
    ],
  ] as const)('refuses %j', (pairs, message) => {
    expect(() => holds('1', ...pairs)).toThrow(message);
  });
});
