import { describe, expect, it } from 'vitest';
import { byField, parseConditions } from '../../../lib/reports/query/conditions.js';

describe('readConditions', () => {
  it('reads nothing of nothing', () => {
    expect(parseConditions(undefined, 'AND')).toEqual([]);
    expect(parseConditions(null, 'AND')).toEqual([]);
  });

  it('checks each by the kind of its column', () => {
    expect(parseConditions({ 'Stat.clicks__gt': 3, 'Stat.date': '2026-01-01' }, 'AND')).toHaveLength(2);
    expect(() => parseConditions({ 'Stat.date': '2026-02-30' }, 'AND')).toThrow(RangeError);
  });

  it.each([
    [{ 'Stat.clicks': 3, 'Stat.clicks__gt': 2 }, 'AND', /equality and an operator/],
    [{ 'Stat.clicks__between': [1, 2], 'Stat.clicks__gt': 2 }, 'AND', /BETWEEN stands alone/],
    [{ 'Stat.clicks': { conditional: 'GREATER_THAN', values: 1 }, 'Stat.clicks__gt': 2 }, 'AND', /one operator twice/],
    [{ 'Stat.clicks__lt': 3, 'Stat.clicks__gt': 2 }, 'OR', /one condition per field/],
    [{ 'Stat.clicks': [3, 4] }, 'OR', /a list does not work under OR/],
    [[], 'AND', /Filters should be a plain object/],
    ['Stat.clicks', 'AND', /Filters should be a plain object/],
  ] as const)('refuses %j under %s', (filters, connector, message) => {
    expect(() => parseConditions(filters, connector)).toThrow(TypeError);
    expect(() => parseConditions(filters, connector)).toThrow(message);
  });

  it('takes BETWEEN under OR', () => {
    expect(parseConditions({ 'Stat.clicks__between': [3, 4] }, 'OR')).toHaveLength(1);
  });
});

describe('byField', () => {
  it('keeps the order of the caller', () => {
    const conditions = parseConditions({ 'Stat.clicks__gt': 3, 'Offer.name': 'x', 'Stat.clicks__lt': 9 }, 'AND');
    expect([...byField(conditions)].map(([field, group]) => [field, group.length])).toEqual([
      ['Stat.clicks', 2],
      ['Offer.name', 1],
    ]);
  });
});
