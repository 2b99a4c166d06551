import { describe, expect, it } from 'vitest';
import { ProtocolError } from 'rxoffers';
import type { Decoded } from '../../lib/protocol/decoded.js';
import { restoreOrder } from '../../lib/protocol/ordered-json.js';

const restored = (value: Decoded, ...keys: string[]): Decoded | undefined =>
  restoreOrder(
    value,
    keys.map((key) => `"${key}`),
    8,
  );

describe('restoreOrder', () => {
  it('row 61: gives each object its keys from the list', () => {
    const value = { data: { 6: { Country: { 4: 'a', 840: 'b' } }, 114: 'c' } };
    expect(restored(value, '114', '6', '840', '4')).toEqual({
      data: new Map<string, Decoded>([
        ['114', 'c'],
        [
          '6',
          {
            Country: new Map([
              ['840', 'b'],
              ['4', 'a'],
            ]),
          },
        ],
      ]),
    });
  });

  it('does not copy what has no such keys', () => {
    const value = { rows: [{ id: '1' }], text: 'x' };
    expect(restored(value)).toBe(value);
  });

  it.each<[string, Decoded, string[]]>([
    ['an object mixes kinds of keys', { 1: 'a', b: 'c' }, ['1']],
    ['a key was given twice', { 1: 'b' }, ['1', '1']],
    ['the list ends early', { 1: 'a', 2: 'b' }, ['2']],
    ['the list goes on', { 1: 'a' }, ['1', '2']],
    ['the list is of another text', { 1: 'a' }, ['7']],
    ['a number lost digits', [2 ** 53], []],
    ['a number in an object lost digits', { a: { b: -(2 ** 60) } }, []],
  ])('declines when %s', (_, value, keys) => {
    expect(restored(value, ...keys)).toBeUndefined();
  });

  it('refuses what is too deep', () => {
    let value: Decoded = 'x';
    for (let depth = 0; depth < 9; depth += 1) value = depth % 2 === 0 ? [value] : { a: value };
    expect(() => restored(value)).toThrow(ProtocolError);
  });
});
