import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Connector, encodeFilters, parseFilterKey, type RawFilters } from '../../lib/protocol/query.js';
import { encodeFindAll, encodeProjection, encodeSort, type RawQuery, type Sort } from '../../lib/protocol/query.js';
import { encodeParams, formEncode } from '../../lib/protocol/params.js';
import { wire } from '../support/wire.js';

describe('encodeParams', () => {
  const encoded = (params: Record<string, unknown>): string => wire(encodeParams(params));
  const bare = Object.assign(Object.create(null) as Record<string, unknown>, { a: 1 });

  it.each<[string, Record<string, unknown>, string]>([
    ['the order of the call', { zone: 1, area: 2, data: { b: 1, a: 2 } }, 'zone=1&area=2&data[b]=1&data[a]=2'],
    ['a record in brackets', { data: { name: 'A B' } }, 'data[name]=A B'],
    ['no null', { data: { x: null, y: 1 }, z: null }, 'data[y]=1'],
    ['no undefined', { data: { x: undefined, y: 1 }, z: undefined }, 'data[y]=1'],
    ['an empty string', { data: { empty: '' } }, 'data[empty]='],
    ['numbers', { data: { n: 1, f: 1.5, zero: 0, minus: -2 } }, 'data[n]=1&data[f]=1.5&data[zero]=0&data[minus]=-2'],
    ['a bigint', { id: 12345678901234567890n }, 'id=12345678901234567890'],
    ['booleans as 1 and 0', { yes: true, data: { no: false } }, 'yes=1&data[no]=0'],
    ['a date that is a string', { data: { on: '2030-12-12 23:59:59' } }, 'data[on]=2030-12-12 23:59:59'],
    ['a list, in its order', { fields: ['id', 'name'] }, 'fields[]=id&fields[]=name'],
    ['a frozen list', { fields: Object.freeze(['id']) }, 'fields[]=id'],
    ['a Set', { tag_ids: new Set([2, 1]) }, 'tag_ids[]=2&tag_ids[]=1'],
    ['no empty lists', { fields: [], tag_ids: new Set(), id: 3 }, 'id=3'],
    ['no absent elements', { ids: [1, null, undefined, 2] }, 'ids[]=1&ids[]=2'],
    ['a string where a list could be', { contain: 'Country' }, 'contain=Country'],
    [
      'nested lists and records',
      { data: { goals: [{ id: 1, tags: ['a', 'b'] }, { id: 2 }], deep: { er: { x: 1 } } } },
      'data[goals][0][id]=1&data[goals][0][tags][]=a&data[goals][0][tags][]=b&data[goals][1][id]=2&data[deep][er][x]=1',
    ],
    ['lists of lists', { rows: [['a'], ['b', 'c']] }, 'rows[0][]=a&rows[1][]=b&rows[1][]=c'],
    ['a record without a prototype', { data: bare }, 'data[a]=1'],
    ['__proto__ as data', JSON.parse('{"__proto__": {"x": 1}}') as Record<string, unknown>, '__proto__[x]=1'],
  ])('writes %s', (_, params, expected) => {
    expect(encoded(params)).toBe(expected);
  });

  const loop: Record<string, unknown> = {};
  loop['again'] = loop;
  it.each<[unknown, string]>([
    [Number.NaN, 'data[price] should be a finite number, not NaN'],
    [Number.POSITIVE_INFINITY, 'data[price] should be a finite number, not Infinity'],
    [new Map(), 'data[price] should be the string the service expects, not a Map'],
    [new Map([['a', 1]]), 'data[price] should be the string the service expects, not a Map'],
    [new (class Money {})(), 'data[price] should be the string the service expects, not a Money'],
    [() => 1, /^data\[price\] should be a string, a number, .* not a function$/ as unknown as string],
    [Symbol('s'), 'not Symbol(s)'],
    [loop, 'should not be nested so deeply, nor contain itself'],
  ])('refuses %s by the name of the parameter', (value, message) => {
    expect(() => encodeParams({ data: { price: value } })).toThrow(TypeError);
    expect(() => encodeParams({ data: { price: value } })).toThrow(message);
  });
});

describe('formEncode', () => {
  it('escapes as a form does, and keeps order and repetition', () => {
    expect(
      formEncode([
        ['data[u]', 'A é&='],
        ['f[name][LIKE]', '%x%'],
        ['b', '1:2'],
        ['b', '3'],
      ]),
    ).toBe('data%5Bu%5D=A+%C3%A9%26%3D&f%5Bname%5D%5BLIKE%5D=%25x%25&b=1%3A2&b=3');
    expect(formEncode([])).toBe('');
  });

  it('is read back by a form decoder as it was', () => {
    const text = fc.string({ unit: 'grapheme' });
    fc.assert(
      fc.property(fc.array(fc.tuple(text, text)), (pairs) => {
        expect([...new URLSearchParams(formEncode(pairs))]).toEqual(pairs);
      }),
    );
  });
});

describe('encodeFilters', () => {
  const encoded = (filters: RawFilters, connector?: Connector): string => wire(encodeFilters(filters, connector));

  it.each<[RawFilters, string, Connector?]>([
    [{ id: 62 }, 'filters[id]=62'],
    [{ status: ['active', 'paused'] }, 'filters[status][]=active&filters[status][]=paused'],
    [{ status: Object.freeze(['active', 'paused']) }, 'filters[status][]=active&filters[status][]=paused'],
    [{ status: new Set(['active', 'paused']) }, 'filters[status][]=active&filters[status][]=paused'],
    [{ id__ne: 5 }, 'filters[id][NOT_EQUAL_TO]=5'],
    [{ id__lt: 5 }, 'filters[id][LESS_THAN]=5'],
    [{ id__lte: 5 }, 'filters[id][LESS_THAN_OR_EQUAL_TO]=5'],
    [{ id__gt: 5 }, 'filters[id][GREATER_THAN]=5'],
    [{ id__gte: 5 }, 'filters[id][GREATER_THAN_OR_EQUAL_TO]=5'],
    [{ name__like: '%x%' }, 'filters[name][LIKE]=%x%'],
    [{ name__not_like: '%x%' }, 'filters[name][NOT_LIKE]=%x%'],
    [{ x__null: 1 }, 'filters[x][NULL]=1'],
    [{ x__not_null: 1 }, 'filters[x][NOT_NULL]=1'],
    [{ x__true: 1 }, 'filters[x][TRUE]=1'],
    [{ x__false: true }, 'filters[x][FALSE]=1'],
    [{ id__gt: 3, id__lt: 9 }, 'filters[id][GREATER_THAN]=3&filters[id][LESS_THAN]=9'],
    [{ status: 'active' }, 'filters[status]=active', 'AND'],
    [{ status: 'active', currency: 'USD' }, 'filters[OR][status]=active&filters[OR][currency]=USD', 'OR'],
    [{ id__gt: 3, status: 'a' }, 'filters[OR][id][GREATER_THAN]=3&filters[OR][status]=a', 'OR'],
    [{ id: [1, 2], name: 'x' }, 'filters[OR][id][]=1&filters[OR][id][]=2&filters[OR][name]=x', 'OR'],
    [
      { id: new Set([1, 2]), name__like: 'x%' },
      'filters[OR][id][]=1&filters[OR][id][]=2&filters[OR][name][LIKE]=x%',
      'OR',
    ],
    // The conditions of a request in the tests of a public Python client.
    [
      { affiliate_id: 111, user_agent__like: '%x%', or: [{ advertiser_id: [444, 555] }, { revenue__gte: 100 }] },
      'filters[affiliate_id]=111&filters[user_agent][LIKE]=%x%' +
        '&filters[OR][advertiser_id][]=444&filters[OR][advertiser_id][]=555' +
        '&filters[OR][revenue][GREATER_THAN_OR_EQUAL_TO]=100',
    ],
    [{ or: [{ id: 1 }, { name: 'x' }] }, 'filters[OR][id]=1&filters[OR][name]=x', 'AND'],
    [{ or: [{ id: 1 }], id__gt: 0 }, 'filters[id][GREATER_THAN]=0&filters[OR][id]=1'],
    [{ 'Offer.status': 'a', 'Offer.id__gt': 3 }, 'filters[Offer.status]=a&filters[Offer.id][GREATER_THAN]=3'],
    [{ a__b__c: 1 }, 'filters[a__b__c]=1'],
    [{ limit: 1, sort: 'x', connector: 'y' }, 'filters[limit]=1&filters[sort]=x&filters[connector]=y'],
    [{ a: true, b: false, c: '', d: 0 }, 'filters[a]=1&filters[b]=0&filters[c]=&filters[d]=0'],
    [{}, ''],
  ])('writes %o as %s', (filters, expected, connector) => {
    expect(encoded(filters, connector)).toBe(expected);
  });

  it('is empty without filters', () => expect(encodeFilters(undefined)).toEqual([]));

  it.each<[RawFilters, string, Connector?]>([
    [{ status: [] }, 'filters.status should not be an empty list: it would match everything'],
    [{ status: new Set() }, 'filters.status should not be an empty list'],
    [{ status: null }, 'filters.status should not be null: leave it out, or use status__null'],
    [{ status: undefined }, 'filters.status should not be undefined'],
    [{ status: ['a', null] }, 'filters.status should not contain null or undefined'],
    [{ status: ['a', undefined] }, 'filters.status should not contain null or undefined'],
    [{ id__greater: 1 }, 'filters.id__greater has no operator "greater"; known: ne, lt, lte, gt, gte, like,'],
    [{ id__: 1 }, 'filters.id__ has no operator ""'],
    [{ id__constructor: 1 }, 'has no operator "constructor"'],
    [{ status__ne: ['a', 'b'] }, 'filters.status__ne should be one value: an operator does not take a list'],
    [{ status__ne: null }, 'filters.status__ne should not be null'],
    [{ id: 1, id__gt: 0 }, 'filters.id should have equality or operators, not both: they exclude each other'],
    [{ id: [1, 2], id__gt: 0 }, 'filters.id should have equality or operators'],
    [{ status: [] }, 'filters.status should not be an empty list: it would match everything', 'OR'],
    [
      { or: { id: 1 } },
      "filters.or should be a list of alternatives, such as [{ id: 3 }, { name: 'x' }], not an object",
    ],
    [{ or: 1 }, "filters.or should be a list of alternatives, such as [{ id: 3 }, { name: 'x' }], not 1"],
    [{ or: [] }, 'filters.or should not be an empty list'],
    [{ or: [{}] }, 'filters.or[0] should be one condition: the service has no form for several in one alternative'],
    [{ or: [{ id: 1 }, { id__lt: 1, name: 'x' }] }, 'filters.or[1] should be one condition'],
    [{ or: ['x'] }, 'filters.or[0] should be a plain object'],
    [{ or: undefined }, 'filters.or should be a list of alternatives'],
    [{ or: [{ or: [{ id: 1 }] }] }, 'filters.or[0].or should be a condition on a field'],
    [{ or: [{ id: null }] }, 'filters.or[0].id should not be null'],
    [{ or: [{ id__gt: [1] }] }, 'filters.or[0].id__gt should be one value'],
    [{ or: [{ id__betwixt: 1 }] }, 'filters.or[0].id__betwixt has no operator "betwixt"'],
    [
      { or: [{ id: 1 }, { id__gt: 5 }] },
      'filters.or should name id once: the service uses one condition per field; give a list for several values',
    ],
    [{ or: [{ id: 1 }], name: 'x' }, "connector should be 'AND' where filters.or holds the alternatives", 'OR'],
    [
      { id__lt: 1, id__gt: 5 },
      'filters.id should be one condition: with connector OR the service uses one per field',
      'OR',
    ],
    [{ id: { gt: 1 } }, 'filters.id should be a plain value or a list of them, not an object'],
    [{ created: new Map() }, 'filters.created should be a plain value or a list of them, not a Map'],
    [{ id: [[1], [2]] }, 'filters.id should be a list of plain values'],
    [{ id: Number.NaN }, 'filters[id] should be a finite number'],
  ])('refuses %o', (filters, message, connector) => {
    expect(() => encodeFilters(filters, connector)).toThrow(TypeError);
    expect(() => encodeFilters(filters, connector)).toThrow(message);
  });

  it.each(['or', 'Or', 'XOR', '', null, 1])('refuses the connector %j', (connector) => {
    const encode = () => encodeFilters({ id: 1 }, connector as Connector);
    expect(encode).toThrow(TypeError);
    expect(encode).toThrow(/^connector should be 'AND' or 'OR', not /);
  });

  it.each<[unknown, string]>([
    ['id=1', "filters should be a plain object, not 'id=1'"],
    [[1], 'filters should be a plain object, not an array'],
    [new Set([1]), 'filters should be a plain object, not a Set'],
    [7, 'filters should be a plain object, not 7'],
  ])('refuses filters that are not an object: %o', (filters, message) => {
    expect(() => encodeFilters(filters as RawFilters)).toThrow(new TypeError(message));
  });

  it('treats a field with and without the model of the call as the same', () => {
    expect(() => encodeFilters({ id: 1, 'Offer.id__gt': 0 }, 'AND', 'Offer')).toThrow(/^filters\.id should have /);
    expect(() => encodeFilters({ id: 1, 'Offer.id': 2 }, 'OR', 'Offer')).toThrow(/^filters\.id should be /);
    expect(wire(encodeFilters({ id: 1, 'Goal.id__gt': 0 }, 'AND', 'Offer'))).toBe(
      'filters[id]=1&filters[Goal.id][GREATER_THAN]=0',
    );
  });

  it.each([
    ['id__gt', 'id', 'gt'],
    ['Offer.id__not_null', 'Offer.id', 'not_null'],
    ['a__b__c', 'a__b__c', undefined],
    ['_NETWORK_offer_id', '_NETWORK_offer_id', undefined],
    ['__typename', '__typename', undefined],
    ['__proto__', '__proto__', undefined],
  ])('parses the key %s', (key, field, operator) => {
    expect(parseFilterKey(key)).toEqual({ field, operator });
  });
});

describe('encodeSort', () => {
  it.each<[Sort, string]>([
    ['id', 'sort[Offer.id]=asc'],
    ['-id', 'sort[Offer.id]=desc'],
    ['-Offer.id', 'sort[Offer.id]=desc'],
    [Object.freeze(['-id', 'Advertiser.company']), 'sort[Offer.id]=desc&sort[Advertiser.company]=asc'],
    [[], ''],
    [null, ''],
    [undefined, ''],
  ])('writes %j as %s', (sort, expected) => {
    expect(wire(encodeSort('Offer', sort))).toBe(expected);
  });

  it.each([[''], ['-'], [['id', '']], [['id', null]], [7], [{ id: 'asc' }], [new Set(['id'])]])(
    'refuses %j',
    (sort) => {
      expect(() => encodeSort('Offer', sort as Sort)).toThrow(/^sort should be a field name or a list of them/);
    },
  );
});

describe('encodeFindAll', () => {
  const encoded = (query: RawQuery): string => wire(encodeFindAll('Offer', query));

  it('writes filters, sort, limit, page, fields, contain, in any order of the query', () => {
    const query = { contain: ['Country'], fields: ['id'], page: 3, limit: 2, sort: '-id', filters: { id__gt: 9 } };
    expect(encoded(query)).toBe(
      'filters[id][GREATER_THAN]=9&sort[Offer.id]=desc&limit=2&page=3&fields[]=id&contain[]=Country',
    );
    expect(encoded({ filters: { a: 1, b: 2 }, connector: 'OR' })).toBe('filters[OR][a]=1&filters[OR][b]=2');
    expect([encoded({ limit: 0 }), encoded({})]).toEqual(['limit=0', '']);
    expect(wire(encodeProjection({ contain: 'Country', fields: [] }))).toBe('contain=Country');
  });

  it.each<[object, ErrorConstructor | RangeErrorConstructor, string]>([
    [{ limit: '2' }, TypeError, "limit should be an integer of at least 0, not '2'"],
    [{ limit: -1 }, RangeError, 'limit should be an integer of at least 0, not -1'],
    [{ limit: 1.5 }, RangeError, 'limit should be an integer of at least 0, not 1.5'],
    [{ page: '2' }, TypeError, "page should be an integer of at least 1, not '2'"],
    [{ page: 0 }, RangeError, 'page should be an integer of at least 1, not 0'],
    [{ fields: 'id' }, TypeError, "fields should be an array of names, not 'id'"],
    [{ fields: new Set(['id']) }, TypeError, 'fields should be an array of names, not a Set'],
    [{ contain: 1 }, TypeError, 'contain should be an array of names, not 1'],
    [{ contain: [1] }, TypeError, 'contain should be an array of names, and every name a string'],
    [{ filters: { id: 1, 'Offer.id__gt': 0 } }, TypeError, 'filters.id should have equality'],
  ])('refuses %o', (query, kind, message) => {
    expect(() => encoded(query)).toThrow(kind);
    expect(() => encoded(query)).toThrow(message);
  });
});
