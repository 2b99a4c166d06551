import { describe, expect, it } from 'vitest';
import { type Connector, encodeFilters, type RawFilters } from '../../lib/protocol/filters.js';
import { wire } from '../support/wire.js';

const encoded = (filters: RawFilters, connector?: Connector): string => wire(encodeFilters(filters, connector));

describe('encodeFilters', () => {
  it('row 21: writes equality', () => {
    expect(encoded({ id: 62 })).toBe('filters[id]=62');
  });

  it('rows 22, 23: writes a list as "is one of", whatever holds it', () => {
    const expected = 'filters[status][]=active&filters[status][]=paused';
    expect(encoded({ status: ['active', 'paused'] })).toBe(expected);
    expect(encoded({ status: Object.freeze(['active', 'paused']) })).toBe(expected);
    expect(encoded({ status: new Set(['active', 'paused']) })).toBe(expected);
  });

  it.each([
    ['row 24: an empty list', []],
    ['row 24: an empty set', new Set()],
    ['row 25: null', null],
    ['row 25: undefined', undefined],
    ['row 26: a list with null', ['a', null]],
    ['row 26: a list with undefined', ['a', undefined]],
  ])('%s would widen the query: refused', (_, value) => {
    expect(() => encodeFilters({ status: value })).toThrow(TypeError);
    expect(() => encodeFilters({ status: value })).toThrow('status');
  });

  it.each([
    ['row 27', 'id__ne', 5, 'filters[id][NOT_EQUAL_TO]=5'],
    ['row 28', 'id__lt', 5, 'filters[id][LESS_THAN]=5'],
    ['row 29', 'id__lte', 5, 'filters[id][LESS_THAN_OR_EQUAL_TO]=5'],
    ['row 30', 'id__gt', 5, 'filters[id][GREATER_THAN]=5'],
    ['row 31', 'id__gte', 5, 'filters[id][GREATER_THAN_OR_EQUAL_TO]=5'],
    ['row 32', 'name__like', '%x%', 'filters[name][LIKE]=%x%'],
    ['row 33', 'name__not_like', '%x%', 'filters[name][NOT_LIKE]=%x%'],
    ['row 34', 'x__null', 1, 'filters[x][NULL]=1'],
    ['row 35', 'x__not_null', 1, 'filters[x][NOT_NULL]=1'],
    ['row 36', 'x__true', 1, 'filters[x][TRUE]=1'],
    ['row 36', 'x__false', 1, 'filters[x][FALSE]=1'],
  ])('%s: writes %s', (_, key, value, expected) => {
    expect(encoded({ [key]: value })).toBe(expected);
  });

  it('row 37: puts OR before the fields', () => {
    expect(encoded({ status: 'active', currency: 'USD' }, 'OR')).toBe(
      'filters[OR][status]=active&filters[OR][currency]=USD',
    );
  });

  it('row 38: writes AND without a prefix', () => {
    expect(encoded({ status: 'active' }, 'AND')).toBe('filters[status]=active');
    expect(encoded({ status: 'active' })).toBe('filters[status]=active');
  });

  it('row 39: takes the fields of a named model', () => {
    expect(encoded({ 'Offer.status': 'a', 'Offer.id__gt': 3 })).toBe(
      'filters[Offer.status]=a&filters[Offer.id][GREATER_THAN]=3',
    );
  });

  it('row 40: takes a name with two __ as a plain field', () => {
    expect(encoded({ a__b__c: 1 })).toBe('filters[a__b__c]=1');
  });

  it('section 2.12: takes fields named like the options of a query', () => {
    expect(encoded({ limit: 1, sort: 'x', connector: 'y', page: 2 })).toBe(
      'filters[limit]=1&filters[sort]=x&filters[connector]=y&filters[page]=2',
    );
  });

  it('writes booleans as 1 and 0, an empty string as it is, and 0', () => {
    expect(encoded({ a: true, b: false, c: '', d: 0, e__null: true })).toBe(
      'filters[a]=1&filters[b]=0&filters[c]=&filters[d]=0&filters[e][NULL]=1',
    );
  });

  it('section 2.12: sends OR with an operator under OR', () => {
    expect(encoded({ id__gt: 3, status: 'active' }, 'OR')).toBe(
      'filters[OR][id][GREATER_THAN]=3&filters[OR][status]=active',
    );
  });

  it('allows two operators on one field under AND', () => {
    expect(encoded({ id__gt: 3, id__lt: 9 })).toBe('filters[id][GREATER_THAN]=3&filters[id][LESS_THAN]=9');
  });

  it('is empty without filters', () => {
    expect(encodeFilters(undefined)).toEqual([]);
    expect(encodeFilters({})).toEqual([]);
  });

  it.each<[string, RawFilters, Connector?]>([
    ['an unknown operator', { id__greater: 1 }],
    ['an empty operator', { id__: 1 }],
    ['an operator named like a method of objects', { id__constructor: 1 }],
    ['a list under an operator', { status__ne: ['a', 'b'] }],
    ['null under an operator', { status__ne: null }],
    ['equality beside an operator', { id: 1, id__gt: 0 }],
    ['a list beside an operator', { id: [1, 2], id__gt: 0 }],
    ['a list under OR', { status: ['a', 'b'] }, 'OR'],
    ['two conditions on one field under OR', { id__lt: 1, id__gt: 5 }, 'OR'],
    ['a record as a value', { id: { gt: 1 } }],
    ['a Date as a value', { created: new Date(0) }],
    ['a list of lists', { id: [[1], [2]] }],
    ['NaN', { id: Number.NaN }],
  ])('refuses %s', (_, filters, connector) => {
    expect(() => encodeFilters(filters, connector)).toThrow(TypeError);
  });

  it.each(['or', 'Or', 'XOR', '', null, 1])('section 2.12: refuses the connector %j', (connector) => {
    expect(() => encodeFilters({ id: 1 }, connector as Connector)).toThrow(TypeError);
  });

  it.each([['id=1'], [[1]], [new Set([1])], [7]])('refuses filters that are no record: %s', (filters) => {
    expect(() => encodeFilters(filters as unknown as RawFilters)).toThrow(TypeError);
  });

  it('knows a field with its model for the one without', () => {
    expect(() => encodeFilters({ id: 1, 'Offer.id__gt': 0 }, 'AND', 'Offer')).toThrow(TypeError);
    expect(() => encodeFilters({ id: 1, 'Offer.id': 2 }, 'OR', 'Offer')).toThrow(TypeError);
    expect(wire(encodeFilters({ id: 1, 'Goal.id__gt': 0 }, 'AND', 'Offer'))).toBe(
      'filters[id]=1&filters[Goal.id][GREATER_THAN]=0',
    );
  });
});
