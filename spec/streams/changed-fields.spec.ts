import { describe, expect, it } from 'vitest';
import { RecordModel } from '../../lib/models/model.js';
import { changedFields } from '../../lib/streams/watch.js';

describe('changedFields', () => {
  it('names what differs, came and went', () => {
    expect(changedFields({ a: 1, b: 2, c: 3 }, { a: 1, b: 4, d: undefined })).toEqual(['b', 'c', 'd']);
  });

  it('says nothing of elements that are alike, whatever the order of their properties', () => {
    expect(changedFields({ a: 1, b: [1, { c: null }] }, { b: [1, { c: null }], a: 1 })).toBeUndefined();
    expect(changedFields({ a: NaN }, { a: NaN })).toBeUndefined();
    const same = {};
    expect(changedFields(same, same)).toBeUndefined();
  });

  it('looks into lists, objects, Maps and dates', () => {
    expect(changedFields({ a: [1, { b: 2 }] }, { a: [1, { b: 3 }] })).toEqual(['a']);
    expect(changedFields({ a: new Map([['1', { b: 2 }]]) }, { a: new Map([['1', { b: 3 }]]) })).toEqual(['a']);
    expect(changedFields({ a: new Map([['1', { b: 2 }]]) }, { a: new Map([['1', { b: 2 }]]) })).toBeUndefined();
    expect(changedFields({ a: new Date(1) }, { a: new Date(2) })).toEqual(['a']);
  });

  it('tells a text from the number that it shows', () => {
    expect(changedFields({ a: '1' }, { a: 1 })).toEqual(['a']);
  });

  it('takes a name that everything inherits for what it is', () => {
    expect(changedFields({}, { toString: '1' })).toEqual(['toString']);
    expect(changedFields(JSON.parse('{"__proto__":1}'), JSON.parse('{"__proto__":2}'))).toEqual(['__proto__']);
  });

  it('has no names for plain values', () => {
    expect(changedFields('a', 'b')).toEqual([]);
    expect(changedFields('a', { a: 1 })).toEqual([]);
    expect(changedFields(null, null)).toBeUndefined();
    expect(changedFields(NaN, NaN)).toBeUndefined();
  });

  it('compares the fields of models', () => {
    const row = (name: string): RecordModel => new RecordModel('Offer', { id: '1', name });
    expect(changedFields(row('a'), row('b'))).toEqual(['name']);
    expect(changedFields(row('a'), row('a'))).toBeUndefined();
  });
});
