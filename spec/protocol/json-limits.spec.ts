import { describe, expect, it } from 'vitest';
import { ProtocolError } from 'rxoffers';
import { checkDepth, isIntegerKey, isUnsafeInteger } from '../../lib/protocol/ordered-json.js';

describe('isIntegerKey', () => {
  it('row 61: knows the keys that JavaScript might sort', () => {
    expect(['0', '114', '007', '99999999999999999999'].every(isIntegerKey)).toBe(true);
    expect(['', '-1', '1.5', '1e3', 'ES', '12a', ' 1'].some(isIntegerKey)).toBe(false);
  });
});

describe('isUnsafeInteger', () => {
  it('draws the line at 2^53', () => {
    expect([2 ** 53, -(2 ** 53), 1e21].every(isUnsafeInteger)).toBe(true);
    expect([2 ** 53 - 1, -(2 ** 53) + 1, 0, 1.5, Number.POSITIVE_INFINITY].some(isUnsafeInteger)).toBe(false);
  });
});

describe('checkDepth', () => {
  it('allows the limit itself', () => {
    expect(() => checkDepth(4, 4)).not.toThrow();
    expect(() => checkDepth(5, 4)).toThrow(new ProtocolError('The reply is nested deeper than 4 levels'));
  });
});
