import { describe, expect, it } from 'vitest';
import { checkPositive } from '../../lib/streams/iterate.js';

describe('checkPositive', () => {
  it('gives what is a whole number of at least 1', () => expect(checkPositive('n', 1)).toBe(1));
  it.each([0, -1, 1.5, NaN, Infinity])('refuses %j by its range', (value) =>
    expect(() => checkPositive('n', value)).toThrow(RangeError),
  );
  it.each(['1', null, undefined, {}])('refuses %j by its type', (value) =>
    expect(() => checkPositive('n', value)).toThrow(TypeError),
  );
});
