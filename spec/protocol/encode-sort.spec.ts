import { describe, expect, it } from 'vitest';
import { encodeSort, type Sort } from '../../lib/protocol/find-query.js';
import { wire } from '../support/wire.js';

const encoded = (sort: Sort): string => wire(encodeSort('Offer', sort));

describe('encodeSort', () => {
  it('row 42: sorts ascending by a field of the model', () => {
    expect(encoded('id')).toBe('sort[Offer.id]=asc');
  });

  it('row 43: sorts descending after a minus', () => {
    expect(encoded('-id')).toBe('sort[Offer.id]=desc');
  });

  it('row 44: does not name the model twice', () => {
    expect(encoded('Offer.id')).toBe('sort[Offer.id]=asc');
    expect(encoded('-Offer.id')).toBe('sort[Offer.id]=desc');
  });

  it('rows 45, 46: keeps the order of several', () => {
    expect(encoded(Object.freeze(['-id', 'Advertiser.company', '-Advertiser.id']))).toBe(
      'sort[Offer.id]=desc&sort[Advertiser.company]=asc&sort[Advertiser.id]=desc',
    );
  });

  it.each([[[]], [null], [undefined]])('row 47: %j is no sort', (sort) => {
    expect(encodeSort('Offer', sort)).toEqual([]);
  });

  it.each([[''], ['-'], [['id', '']], [['id', null]], [7], [{ id: 'asc' }], [new Set(['id'])]])(
    'refuses %j',
    (sort) => {
      expect(() => encodeSort('Offer', sort as Sort)).toThrow(TypeError);
    },
  );
});
