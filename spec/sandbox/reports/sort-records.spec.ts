import { describe, expect, it } from 'vitest';
import { sortByValues, sortRecords } from '../../../lib/sandbox/reports/reply.js';

type Pair = readonly [string | null, string];

const records: readonly Pair[] = [
  ['10', 'a'],
  ['9', 'b'],
  [null, 'c'],
  ['b', 'd'],
  ['A', 'e'],
  ['9', 'f'],
];

const sorted = (...sort: readonly (readonly [string, string])[]): string =>
  sortRecords(records, new Map(sort), (field) => (pair) => pair[Number(field)] ?? null)
    .map(([, letter]) => letter)
    .join('');

describe('sortRecords', () => {
  it('leaves the order alone without a sort', () => {
    expect(sortRecords(records, new Map(), () => () => null)).toBe(records);
  });

  it('goes by numbers where there are some, else by text of any case; nothing comes first', () => {
    expect(sorted(['0', 'asc'])).toBe('cbfaed');
    expect(sorted(['0', 'desc'])).toBe('deabfc');
  });

  it('goes by the next field where the first is equal', () => {
    expect(sorted(['0', 'asc'], ['1', 'desc'])).toBe('cfbaed');
  });
});

describe('sortByValues', () => {
  it('keeps the order of what is equal', () => {
    expect(sortByValues(records, () => ['same'])).toEqual(records);
  });
});
