import { describe, expect, it } from 'vitest';
import type { Decoded, DecodedMap } from '../../lib/protocol/decoded.js';
import { entriesOf, getKey, isDecodedObject } from '../../lib/protocol/decoded.js';

const map: DecodedMap = new Map<string, Decoded>([
  ['114', { id: '114' }],
  ['6', 'x'],
]);

describe('isDecodedObject', () => {
  it('knows both forms of an object', () => {
    expect([{}, { a: 1 }, map].every(isDecodedObject)).toBe(true);
    expect([null, undefined, [], 'page', '', 0, true].some(isDecodedObject)).toBe(false);
  });
});

describe('entriesOf', () => {
  it('row 61: keeps the order of both forms', () => {
    expect(entriesOf(map).map(([key]) => key)).toEqual(['114', '6']);
    expect(entriesOf({ b: 1, a: 2 })).toEqual([
      ['b', 1],
      ['a', 2],
    ]);
  });
});

describe('getKey', () => {
  it('finds own keys of both forms', () => {
    expect(getKey(map, '6')).toBe('x');
    expect(getKey({ a: null }, 'a')).toBeNull();
  });

  it.each(['constructor', '__proto__', 'toString', 'get', 'size'])('does not find %s, which is inherited', (key) => {
    expect(getKey({}, key)).toBeUndefined();
    expect(getKey(map, key)).toBeUndefined();
  });
});
