import { describe, expect, it } from 'vitest';
import { preparePaging } from '../../lib/calls/paging.js';

const prepare = (query: object) => preparePaging('Offer', query);

describe('preparePaging', () => {
  it('fills in the defaults', () => {
    expect(prepare({})).toEqual({ size: 500, prefetch: 1, concurrency: 1 });
  });

  it.each([
    [{ limit: 2 }, 2],
    [{ limit: 1_000 }, 500],
    [{ limit: 1_000, pageSize: 50 }, 50],
    [{ limit: 20, pageSize: 50 }, 20],
    [{ page: 3 }, 500],
    [{ page: 3, limit: 2 }, 2],
    [{ page: 3, limit: 20, pageSize: 50 }, 50],
  ])('with %j asks for pages of %d', (query, size) => {
    expect(prepare(query).size).toBe(size);
  });

  it.each([
    [{ limit: '2' }, 'Limit should be an integer'],
    [{ page: '2' }, 'Page should be an integer'],
    [{ stable: 'yes' }, 'Stable should be true or false'],
    [{ demand: 5 }, 'Demand'],
    [{ demand: { wanted: true } }, 'Demand'],
    [{ status: 'active' }, 'has no "status"'],
  ])('refuses %j with a TypeError (rows 48, 49)', (query, message) => {
    expect(() => prepare(query)).toThrow(TypeError);
    expect(() => prepare(query)).toThrow(message);
  });

  it.each([
    { limit: -1 },
    { limit: 1.5 },
    { limit: NaN },
    { page: 0 },
    { pageSize: 0 },
    { prefetch: -1 },
    { concurrency: 0 },
  ])('refuses %j with a RangeError', (query) => {
    expect(() => prepare(query)).toThrow(RangeError);
  });

  it('takes 0 for limit and prefetch', () => {
    expect(prepare({ limit: 0, prefetch: 0 })).toMatchObject({ limit: 0, prefetch: 0 });
  });

  it.each([
    { connector: 'OR' },
    { sort: '-id' },
    { sort: 'name' },
    { sort: ['id', 'name'] },
    { page: 1 },
    { filters: { id: 3 } },
    { filters: { 'Offer.id': [3] } },
  ])('refuses stable paging together with %j', (query) => {
    expect(() => prepare({ ...query, stable: true })).toThrow(TypeError);
    expect(() => prepare(query)).not.toThrow();
  });

  it.each([{ sort: 'id' }, { sort: ['Offer.id'] }, { sort: null }, { filters: { id__gt: 3, 'Advertiser.id': 3 } }])(
    'takes stable paging together with %j',
    (query) => {
      expect(() => prepare({ ...query, stable: true })).not.toThrow();
    },
  );
});
