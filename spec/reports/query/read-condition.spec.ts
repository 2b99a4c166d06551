import { describe, expect, it } from 'vitest';
import { parseCondition } from '../../../lib/reports/query/conditions.js';

describe('readCondition', () => {
  it.each([
    ['Stat.offer_id', 3, undefined, [3], false],
    ['Stat.offer_id', [3], undefined, [3], true],
    ['Stat.offer_id', new Set(['3', 4n]), undefined, ['3', 4n], true],
    ['Stat.payout__gt', '3.5', 'GREATER_THAN', ['3.5'], false],
    ['Stat.date__between', ['a', 'b'], 'BETWEEN', ['a', 'b'], true],
    ['Stat.ip__not_null', true, 'NOT_NULL', [true], false],
    ['Stat.source', '', undefined, [''], false],
  ])('reads %s: %j', (key, value, operator, values, isList) => {
    expect(parseCondition(key, value)).toEqual({ key, field: key.split('__')[0], operator, values, isList });
  });

  it("reads the service's own form", () => {
    const read = (value: unknown) => parseCondition('Stat.date', value);
    expect(read({ conditional: 'BETWEEN', values: ['a', 'b'] })).toMatchObject({ operator: 'BETWEEN', isList: true });
    expect(read({ conditional: 'EQUAL_TO', values: ['a'] })).toMatchObject({ operator: undefined, values: ['a'] });
    expect(read({ conditional: 'NOT_NULL' })).toMatchObject({ operator: 'NOT_NULL', values: [true] });
  });

  it('takes a key with more than one __ for a plain column', () => {
    expect(parseCondition('Stat.a__b__gt', 1)).toMatchObject({ field: 'Stat.a__b__gt', operator: undefined });
    expect(parseCondition('__gt', 1)).toMatchObject({ field: '__gt', operator: undefined });
  });

  it.each([
    ['Stat.payout__above', 3, /unknown operator "above"; known: .*between/],
    ['Stat.payout__constructor', 3, /unknown operator/],
    ['Stat.payout', { conditional: 'ABOVE', values: 3 }, /unknown conditional "ABOVE"/],
    ['Stat.payout', { conditional: 3, values: 3 }, /unknown conditional "3"/],
    ['Stat.payout', { values: 3 }, /unknown conditional/],
    ['Stat.payout', { conditional: 'LIKE' }, /holds undefined/],
    ['Stat.payout', { conditional: 'LIKE', value: 3 }, /has no "value"/],
    ['Stat.payout__gt', { conditional: 'LIKE', values: 3 }, /an operator in its name and a conditional/],
    ['Stat.payout', null, /holds null: leave it out, or use Stat.payout__null/],
    ['Stat.payout__gt', undefined, /holds undefined/],
    ['Stat.payout', [], /empty list/],
    ['Stat.payout', new Set(), /empty list/],
    ['Stat.payout', [1, null], /holds null/],
    ['Stat.payout', [[1]], /plain values/],
    ['Stat.date', new Date(0), /plain/],
    ['Stat.date__gt', [new Date(0)], /plain values/],
    ['Stat.payout', NaN, /NaN is no number/],
    ['Stat.payout__between', [1, Infinity], /no number/],
  ])('refuses %s: %j', (key, value, message) => {
    expect(() => parseCondition(key, value)).toThrow(TypeError);
    expect(() => parseCondition(key, value)).toThrow(message);
  });
});
