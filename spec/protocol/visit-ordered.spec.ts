import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ProtocolError } from 'rxoffers';
import { visitOrdered } from '../../lib/protocol/ordered-json.js';
import { anyKey, jsonText, orderOf, withoutMaps } from '../support/json-text.js';

describe('visitOrdered', () => {
  it('row 61: keeps the order of any mix of keys', () => {
    expect(visitOrdered('{"b":1,"12":{"3":[],"x":null},"a":"2"}', 8)).toEqual(
      new Map<string, unknown>([
        ['b', 1],
        [
          '12',
          new Map<string, unknown>([
            ['3', []],
            ['x', null],
          ]),
        ],
        ['a', '2'],
      ]),
    );
  });

  it('takes __proto__ as data', () => {
    const value = visitOrdered('{"__proto__":{"x":1},"y":12345678901234567890}', 8);
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect(JSON.stringify(value)).toBe('{"__proto__":{"x":1},"y":"12345678901234567890"}');
  });

  it('reads what JSON.parse reads, in the order of the text', () => {
    fc.assert(
      fc.property(jsonText(anyKey), ({ text, order }) => {
        const value = visitOrdered(text, 64);
        expect(withoutMaps(value)).toEqual(JSON.parse(text));
        expect(JSON.stringify(orderOf(value))).toBe(JSON.stringify(order));
      }),
    );
  });

  it.each(['', ' ', '{', '{"a":1', '{"a":1,}', '[1,]', '{} {}', '{"a":1 /* */}', '// x\n{}', '{a:1}', '"x'])(
    'refuses %j, where the visitor itself would go on',
    (text) => {
      expect(() => visitOrdered(text, 8)).toThrow(ProtocolError);
    },
  );

  it('refuses what is too deep before it goes down', () => {
    expect(visitOrdered('[[[]]]', 3)).toEqual([[[]]]);
    expect(() => visitOrdered('[[[[]]]]', 3)).toThrow(ProtocolError);
    expect(() => visitOrdered('{"a":'.repeat(500_000), 64)).toThrow(ProtocolError);
  });
});
