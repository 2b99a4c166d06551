import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formEncode } from '../../lib/protocol/params.js';

describe('formEncode', () => {
  it('row 3: escapes brackets and writes a space as +', () => {
    expect(formEncode([['data[name]', 'A B']])).toBe('data%5Bname%5D=A+B');
  });

  it('row 7: percent-encodes UTF-8', () => {
    expect(formEncode([['data[u]', 'é&=']])).toBe('data%5Bu%5D=%C3%A9%26%3D');
  });

  it('row 8: escapes the colons of a time', () => {
    expect(formEncode([['data[expiration_date]', '2030-12-12 23:59:59']])).toBe(
      'data%5Bexpiration_date%5D=2030-12-12+23%3A59%3A59',
    );
  });

  it('row 32: escapes the wildcard of LIKE', () => {
    expect(formEncode([['filters[name][LIKE]', '%x%']])).toBe('filters%5Bname%5D%5BLIKE%5D=%25x%25');
  });

  it('keeps order and repetition', () => {
    const pairs = [
      ['b', '1'],
      ['a', '2'],
      ['b', '3'],
    ] as const;
    expect(formEncode(pairs)).toBe('b=1&a=2&b=3');
    expect(formEncode([])).toBe('');
  });

  it('is read back by a form decoder as it was', () => {
    const text = fc.string({ unit: 'grapheme' });
    fc.assert(
      fc.property(fc.array(fc.tuple(text, text)), (pairs) => {
        expect([...new URLSearchParams(formEncode(pairs))]).toEqual(pairs);
      }),
    );
  });
});
