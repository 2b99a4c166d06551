import { describe, expect, it } from 'vitest';
import { ProtocolError } from 'rxoffers';
import type { Decoded } from '../../../lib/protocol/decoded.js';
import { parseDisplayName, parseList, parseName } from '../../../lib/raw-logs/listing/listing.js';

describe('readList', () => {
  it.each<[string, Decoded, number]>([
    ['a list', { rows: [{ a: '1' }, { a: '2' }] }, 2],
    ['an empty list', { rows: [] }, 0],
    ['data: [], by which the service says none', [], 0],
    ['an object with numbers for keys', { rows: new Map<string, Decoded>([['3', { a: '1' }]]) }, 1],
  ])('reads %s', (_, data, count) => {
    expect(parseList(data, 'rows')).toHaveLength(count);
  });

  it.each<[string, Decoded]>([
    ['null', null],
    ['a text', 'rows'],
    ['a list with something in it', [{ rows: [] }]],
    ['no such key', { other: [] }],
    ['an inherited name', {}],
    ['null under the key', { rows: null }],
    ['an object under the key', { rows: { a: '1' } }],
    ['an element that is a text', { rows: [{ a: '1' }, 'b'] }],
    ['an element that is null', { rows: [null] }],
    ['an element that is a list', { rows: [[]] }],
  ])('refuses %s', (_, data) => {
    expect(() => parseList(data, 'rows')).toThrow(ProtocolError);
  });

  it('says which element is no object', () => {
    expect(() => parseList({ rows: [{}, 7] }, 'rows')).toThrow('"rows" has an element that is no object: number 2');
  });
});

describe('readName', () => {
  it('takes a text, or a number as text', () => {
    expect(parseName({ dirName: '20160909' }, 'dirName')).toBe('20160909');
    expect(parseName({ dirName: 20160909 }, 'dirName')).toBe('20160909');
  });

  it.each<Decoded>([null, '', true, [], {}])('refuses %j', (value) => {
    expect(() => parseName({ filename: value }, 'filename')).toThrow(
      new ProtocolError('A raw log is listed without its "filename"'),
    );
  });

  it('refuses what is not there', () => {
    expect(() => parseName({}, 'constructor')).toThrow(ProtocolError);
  });
});

describe('readDisplayName', () => {
  it('takes what the service gives, or else the name', () => {
    expect(parseDisplayName({ displayName: 'Sep 9, 2016' }, '20160909')).toBe('Sep 9, 2016');
    expect(parseDisplayName({ displayName: null }, '20160909')).toBe('20160909');
  });
});
