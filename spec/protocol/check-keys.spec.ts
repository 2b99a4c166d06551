import { describe, expect, it } from 'vitest';
import { checkKeys } from '../../lib/protocol/validate.js';

describe('checkKeys', () => {
  it('gives the object when all its names are known', () => {
    const value = { demand: 1 };
    expect(checkKeys('The options', value, ['demand', 'other'])).toBe(value);
    expect(checkKeys('The options', Object.create(null), [])).toEqual({});
  });

  it('names what it does not know, and what it does', () => {
    expect(() => checkKeys('The options', { deman: 1 }, ['demand', 'other'])).toThrow(
      new TypeError('The options has no "deman"; known: demand, other'),
    );
  });

  it.each([null, undefined, 1, 'x', [], new Date(), () => 1])('refuses %s', (value) => {
    expect(() => checkKeys('The options', value, [])).toThrow(new TypeError('The options should be a plain object'));
  });
});
