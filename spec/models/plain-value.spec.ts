import { describe, expect, it } from 'vitest';
import { plainValue } from '../../lib/protocol/decoded.js';

describe('plainValue', () => {
  it('turns Maps into objects, at any depth of lists and Maps', () => {
    expect(plainValue(new Map([['2', [new Map([['1', 'a']])]]]))).toEqual({ 2: [{ 1: 'a' }] });
  });

  it('turns Maps inside plain objects too', () => {
    expect(plainValue({ a: new Map([['1', 'x']]) })).toEqual({ a: { 1: 'x' } });
  });

  it('leaves everything else as it is', () => {
    for (const value of ['a', 1, true, null]) expect(plainValue(value)).toBe(value);
  });

  it('keeps a key called __proto__', () => {
    expect(Object.keys(plainValue(new Map([['__proto__', 'x']])) as object)).toEqual(['__proto__']);
  });
});
