import { describe, expect, it } from 'vitest';
import { encodeFindAll, encodeProjection, type RawProjection, type RawQuery } from '../../lib/protocol/find-query.js';
import { wire } from '../support/wire.js';

const encoded = (query: RawQuery): string => wire(encodeFindAll('Offer', query));

describe('encodeFindAll', () => {
  it('row 1: writes filters, sort, limit, page, fields, contain, whatever the order given', () => {
    const query = {
      contain: ['Country'],
      fields: ['id', 'name'],
      page: 3,
      limit: 2,
      sort: '-id',
      filters: { id__gt: 9 },
    };
    expect(encoded(query)).toBe(
      'filters[id][GREATER_THAN]=9&sort[Offer.id]=desc&limit=2&page=3&fields[]=id&fields[]=name&contain[]=Country',
    );
  });

  it('row 17: writes limit before page', () => {
    expect(encoded({ page: 3, limit: 2 })).toBe('limit=2&page=3');
  });

  it('row 18: writes a limit of 0 (whoever lists sends nothing then)', () => {
    expect(encoded({ limit: 0 })).toBe('limit=0');
  });

  it('rows 37, 38: joins filters by the connector', () => {
    expect(encoded({ filters: { a: 1, b: 2 }, connector: 'OR' })).toBe('filters[OR][a]=1&filters[OR][b]=2');
  });

  it('is empty for an empty query', () => {
    expect(encodeFindAll('Offer', {})).toEqual([]);
  });

  it('row 48: refuses a limit that is no integer', () => {
    expect(() => encoded({ limit: '2' as unknown as number })).toThrow(new TypeError('Limit should be an integer'));
    expect(() => encoded({ limit: -1 })).toThrow(RangeError);
    expect(() => encoded({ limit: 1.5 })).toThrow(RangeError);
  });

  it('row 49: refuses a page that is no integer, or comes before the first', () => {
    expect(() => encoded({ page: '2' as unknown as number })).toThrow(new TypeError('Page should be an integer'));
    expect(() => encoded({ page: 0 })).toThrow(RangeError);
  });

  it('knows the model of filters that name it', () => {
    expect(() => encoded({ filters: { id: 1, 'Offer.id__gt': 0 } })).toThrow(TypeError);
  });
});

describe('encodeProjection', () => {
  it('rows 9–13: writes fields before contain, a scalar contain without brackets', () => {
    expect(wire(encodeProjection({ contain: ['Country'], fields: ['id'] }))).toBe('fields[]=id&contain[]=Country');
    expect(wire(encodeProjection({ contain: 'Country' }))).toBe('contain=Country');
    expect(encodeProjection({ fields: [], contain: [] })).toEqual([]);
  });

  it.each([1, 'id', new Set(['id'])])('row 50: refuses fields that are no list: %s', (fields) => {
    expect(() => encodeProjection({ fields } as unknown as RawProjection)).toThrow(
      new TypeError('Fields should be a tuple or list'),
    );
  });

  it.each([1, new Set(['Country']), [1]])('refuses a contain that is neither a name nor a list: %s', (contain) => {
    expect(() => encodeProjection({ contain } as unknown as RawProjection)).toThrow(TypeError);
  });
});
