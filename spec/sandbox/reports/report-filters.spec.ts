import { describe, expect, it } from 'vitest';
import { filteredFields, parseReportFilters } from '../../../lib/sandbox/reports/filters.js';
import { parseBrackets } from '../../../lib/sandbox/wire/params.js';
import { mapOf } from '../../../lib/sandbox/wire/params.js';
import type { Pairs } from './report-call.js';

type Letters = Readonly<Record<string, string>>;

const filtersOf = (pairs: Pairs) =>
  mapOf(parseBrackets(pairs.map(([name, value]) => [`filters${name}`, value] as const)), 'filters');

const wanted = (record: Letters, ...pairs: Pairs): boolean =>
  parseReportFilters<Letters>(filtersOf(pairs), (field) => (letters) => letters[field] ?? null)(record);

describe('readReportFilters', () => {
  it('wants all without filters', () => {
    expect(wanted({})).toBe(true);
  });

  it('wants all of them to hold, of those under OR one', () => {
    const filters: Pairs = [
      ['[a]', '1'],
      ['[OR][b]', '2'],
      ['[OR][c][NOT_NULL]', '1'],
    ];
    expect(wanted({ a: '1', b: '2' }, ...filters)).toBe(true);
    expect(wanted({ a: '1', c: 'x' }, ...filters)).toBe(true);
    expect(wanted({ a: '1', b: '3' }, ...filters)).toBe(false);
    expect(wanted({ a: '0', b: '2' }, ...filters)).toBe(false);
    expect(wanted({ b: '2' }, ['[AND][b]', '2'], ['[AND][c]', '2'])).toBe(false);
  });

  it('needs an array for the status of conversions', () => {
    expect(wanted({ 'Stat.conversion_status': 'approved' }, ['[Stat.conversion_status][]', 'approved'])).toBe(true);
    for (const form of ['', '[EQUAL_TO]', '[values]'])
      expect(() => wanted({}, [`[Stat.conversion_status]${form}`, 'approved'])).toThrow(
        "Filter 'Stat.conversion_status' requires an array of values.",
      );
  });
});

describe('filteredFields', () => {
  it('names those under OR and AND too', () => {
    const filters = filtersOf([
      ['[a]', '1'],
      ['[OR][b]', '1'],
      ['[OR][AND][c][LIKE]', '1'],
    ]);
    expect(filteredFields(filters)).toEqual(['a', 'b', 'c']);
  });
});
