import { describe, expect, it } from 'vitest';
import { checkText } from '../../lib/protocol/validate.js';

describe('checkText', () => {
  it('takes text', () => {
    expect(() => checkText('name', 'x')).not.toThrow();
  });

  it.each([undefined, null, 7, {}, ''])('refuses %j', (value) => {
    expect(() => checkText('name', value)).toThrow(new TypeError('name should be a string, and not an empty one'));
  });
});
