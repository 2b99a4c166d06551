import { describe, expect, it } from 'vitest';
import { encodeId } from '../../lib/calls/caller.js';
import { wire } from '../support/wire.js';

describe('encodeId', () => {
  it('encodes ids first, then what follows', () => {
    expect(wire(encodeId({ id: 3, affiliate_id: '4' }, { status: 'x', reason: '' })())).toBe(
      'id=3&affiliate_id=4&status=x&reason=',
    );
  });

  it('throws when called, not before, for an id that would be left out', () => {
    for (const id of [undefined, null, '', NaN, {}, [], true]) {
      const encode = encodeId({ id });
      expect(encode).toThrow(TypeError);
    }
  });
});
