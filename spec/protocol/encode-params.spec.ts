import { describe, expect, it } from 'vitest';
import { encodeParams } from '../../lib/protocol/params.js';
import { wire } from '../support/wire.js';

const encoded = (params: Record<string, unknown>): string => wire(encodeParams(params));

describe('encodeParams', () => {
  it('row 1: keeps the order of the call', () => {
    expect(encoded({ zone: 1, area: 2, data: { b: 1, a: 2 } })).toBe('zone=1&area=2&data[b]=1&data[a]=2');
  });

  it('row 3: writes a record in brackets', () => {
    expect(encodeParams({ data: { name: 'A B' } })).toEqual([['data[name]', 'A B']]);
  });

  it.each([[null], [undefined]])('row 4: drops %s', (value) => {
    expect(encoded({ data: { x: value, y: 1 }, z: value })).toBe('data[y]=1');
  });

  it('row 5: sends an empty string', () => {
    expect(encoded({ data: { empty: '' } })).toBe('data[empty]=');
  });

  it('row 6: writes numbers as they are', () => {
    expect(encoded({ data: { n: 1, f: 1.5, zero: 0, negative: -2 } })).toBe(
      'data[n]=1&data[f]=1.5&data[zero]=0&data[negative]=-2',
    );
  });

  it('row 8: leaves a date that is a string alone', () => {
    expect(encoded({ data: { expiration_date: '2030-12-12 23:59:59' } })).toBe(
      'data[expiration_date]=2030-12-12 23:59:59',
    );
  });

  it('rows 9, 10, 14: repeats the name for a list, in its order', () => {
    expect(encoded({ fields: ['id', 'name'] })).toBe('fields[]=id&fields[]=name');
    expect(encoded({ fields: Object.freeze(['id']) })).toBe('fields[]=id');
    expect(encoded({ tag_ids: new Set([2, 1]) })).toBe('tag_ids[]=2&tag_ids[]=1');
  });

  it('row 11: leaves empty lists out', () => {
    expect(encoded({ fields: [], contain: [], tag_ids: new Set(), id: 3 })).toBe('id=3');
  });

  it('row 12: writes contain as any list', () => {
    expect(encoded({ contain: ['Country'] })).toBe('contain[]=Country');
  });

  it('row 13: writes a scalar contain as it is', () => {
    expect(encoded({ contain: 'Country' })).toBe('contain=Country');
  });

  it('row 15: writes a record by its keys', () => {
    expect(encoded({ options: { tiny_url: 0 }, params: { file_id: 3, aff_sub: 'a b' } })).toBe(
      'options[tiny_url]=0&params[file_id]=3&params[aff_sub]=a b',
    );
  });

  it('rows 16, 17, 18: writes scalars, 0 among them', () => {
    expect(encoded({ limit: 2, page: 3 })).toBe('limit=2&page=3');
    expect(encoded({ limit: 0 })).toBe('limit=0');
  });

  it('section 2.12: writes booleans as 1 and 0', () => {
    expect(encoded({ yes: true, data: { no: false } })).toBe('yes=1&data[no]=0');
  });

  it('section 2.12: goes down into nested lists and records', () => {
    expect(encoded({ data: { goals: [{ id: 1, tags: ['a', 'b'] }, { id: 2 }], deep: { er: { x: 1 } } } })).toBe(
      'data[goals][0][id]=1&data[goals][0][tags][]=a&data[goals][0][tags][]=b&data[goals][1][id]=2&data[deep][er][x]=1',
    );
    expect(encoded({ rows: [['a'], ['b', 'c']] })).toBe('rows[0][]=a&rows[1][]=b&rows[1][]=c');
  });

  it('drops absent elements of a list', () => {
    expect(encoded({ ids: [1, null, undefined, 2] })).toBe('ids[]=1&ids[]=2');
  });

  it('takes a bigint whole', () => {
    expect(encoded({ id: 12345678901234567890n })).toBe('id=12345678901234567890');
  });

  it('takes a record without a prototype, and odd keys as data', () => {
    const bare = Object.assign(Object.create(null) as Record<string, unknown>, { a: 1 });
    expect(encoded({ data: bare })).toBe('data[a]=1');
    expect(encoded(JSON.parse('{"__proto__": {"x": 1}}') as Record<string, unknown>)).toBe('__proto__[x]=1');
  });

  it.each([
    ['NaN', Number.NaN],
    ['Infinity', Number.POSITIVE_INFINITY],
    ['a Date', new Date(0)],
    ['a Map', new Map([['a', 1]])],
    ['a function', () => 1],
    ['a symbol', Symbol('s')],
    ['an instance', new (class Money {})()],
  ])('refuses %s by the name of the parameter', (_, value) => {
    expect(() => encodeParams({ data: { price: value } })).toThrow(TypeError);
    expect(() => encodeParams({ data: { price: value } })).toThrow('data[price]');
  });

  it('refuses a record that holds itself', () => {
    const loop: Record<string, unknown> = {};
    loop['again'] = loop;
    expect(() => encodeParams({ data: loop })).toThrow(TypeError);
  });
});
