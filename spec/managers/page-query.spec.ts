import { describe, expect, it } from 'vitest';
import { pageQuery } from '../../lib/calls/listing.js';

const request = { page: 3, size: 10, after: undefined };

describe('pageQuery', () => {
  it('asks for a page by its number, all else as it was', () => {
    expect(pageQuery('Offer', { sort: '-name', limit: 25 }, request)).toEqual({ sort: '-name', limit: 10, page: 3 });
  });

  it('asks by key for what lies behind the last id, by ascending id', () => {
    const query = { stable: true, filters: { status: 'active' } };
    const first = { page: 1, size: 10, after: undefined };
    expect(pageQuery('Offer', query, first)).toMatchObject({ sort: 'id', filters: { status: 'active' }, page: 1 });
    expect(pageQuery('Offer', query, { ...first, after: '62' })).toMatchObject({
      sort: 'id',
      filters: { status: 'active', id__gt: '62' },
    });
  });

  it('keeps the caller’s lower bound until an id is known; others stay', () => {
    const filters = { id__gt: 100, 'Offer.id__gt': 90, 'Advertiser.id__gt': 5, id__lt: 900 };
    const query = { stable: true, filters };
    expect(pageQuery('Offer', query, { ...request, after: undefined }).filters).toEqual(filters);
    expect(pageQuery('Offer', query, { ...request, after: '140' }).filters).toEqual({
      'Advertiser.id__gt': 5,
      id__lt: 900,
      id__gt: '140',
    });
  });

  it('brings the id along where fields leave it out', () => {
    expect(pageQuery('Offer', { stable: true, fields: ['name'] }, request).fields).toEqual(['id', 'name']);
    expect(pageQuery('Offer', { stable: true, fields: ['name', 'id'] }, request).fields).toEqual(['name', 'id']);
    expect(pageQuery('Offer', { stable: true }, request).fields).toBeUndefined();
  });
});
