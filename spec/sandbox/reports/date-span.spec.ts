import { describe, expect, it } from 'vitest';
import { daysOf, filteredSpan } from '../../../lib/sandbox/reports/dates.js';
import { parseBrackets } from '../../../lib/sandbox/wire/params.js';
import { mapOf } from '../../../lib/sandbox/wire/params.js';
import { between, type Pairs } from './report-call.js';

const spanOf = (pairs: Pairs) => {
  const { from, to } = filteredSpan(mapOf(parseBrackets(pairs), 'filters'));
  return [from, to];
};

describe('filteredSpan', () => {
  it.each<[string, Pairs, readonly (string | undefined)[]]>([
    ['nothing', [], [undefined, undefined]],
    ['another field', [['filters[Stat.offer_id]', '3']], [undefined, undefined]],
    ['a day', [['filters[Stat.date]', '2024-03-01']], ['2024-03-01', '2024-03-01']],
    [
      'a list',
      [
        ['filters[Stat.date][]', '2024-03-09'],
        ['filters[Stat.date][]', '2024-03-01'],
      ],
      ['2024-03-01', '2024-03-09'],
    ],
    ['BETWEEN', between('2024-02-28', '2024-03-01'), ['2024-02-28', '2024-03-01']],
    [
      'two bounds',
      [
        ['filters[Stat.date][GREATER_THAN_OR_EQUAL_TO]', '2024-03-01'],
        ['filters[Stat.datetime][LESS_THAN]', '2024-03-05 00:00:00'],
      ],
      ['2024-03-01', '2024-03-05'],
    ],
    [
      'bounds that meet',
      [...between('2024-03-01', '2024-03-31'), ['filters[AND][Stat.date][GREATER_THAN]', '2024-03-20']],
      ['2024-03-20', '2024-03-31'],
    ],
    ['OR', [['filters[OR][Stat.date]', '2024-03-01']], [undefined, undefined]],
    ['LIKE', [['filters[Stat.date][LIKE]', '2024-03%']], [undefined, undefined]],
  ])('of %s', (_name, pairs, span) => {
    expect(spanOf(pairs)).toEqual(span);
  });
});

describe('daysOf', () => {
  it('counts both ends, over leap days and changes of clocks', () => {
    expect(daysOf({ from: '2024-03-01', to: '2024-03-01' })).toBe(1);
    expect(daysOf({ from: '2024-02-28', to: '2024-03-01' })).toBe(3);
    expect(daysOf({ from: '2024-03-30', to: '2024-04-01' })).toBe(3);
    expect(daysOf({ from: '2024-03-02', to: '2024-03-01' })).toBe(0);
  });

  it('has no number for an open span', () => {
    expect([daysOf({ from: '2024-03-01' }), daysOf({}), daysOf({ from: 'x', to: 'y' })]).toEqual([
      ...[undefined, undefined, undefined],
    ]);
  });
});
