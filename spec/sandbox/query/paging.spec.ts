import { describe, expect, it } from 'vitest';
import { pageShape, parsePaging, rowsOrList, slicePage } from '../../../lib/sandbox/query/paging.js';
import { parseBrackets } from '../../../lib/sandbox/wire/params.js';

const read = (params: Record<string, string>, cap?: number) => parsePaging(parseBrackets(Object.entries(params)), cap);

describe('readPaging', () => {
  it('is none without a limit', () => {
    expect([read({}), read({ page: '2' }), read({ limit: '0' })]).toEqual([undefined, undefined, undefined]);
  });

  it('begins with page 1 and keeps to the cap', () => {
    expect(read({ limit: '5' })).toEqual({ limit: 5, page: 1 });
    expect(read({ limit: '500', page: '3' }, 100)).toEqual({ limit: 100, page: 3 });
    expect(read({ limit: '5', page: '0' })).toEqual({ limit: 5, page: 1 });
  });

  it('refuses what is no number', () => {
    expect(() => read({ limit: 'many' })).toThrow('limit is not valid.');
  });
});

describe('slicePage', () => {
  it('cuts the page out, nothing behind the last', () => {
    expect(slicePage([1, 2, 3, 4, 5], { limit: 2, page: 3 })).toEqual([5]);
    expect(slicePage([1, 2], { limit: 2, page: 2 })).toEqual([]);
    expect(slicePage([1, 2], undefined)).toEqual([1, 2]);
  });
});

describe('pageShape', () => {
  it('is shape A (rows 53 and 56)', () => {
    const rows = new Map([['3', {}]]);
    expect(pageShape(rows, 5, { limit: 2, page: 2 })).toEqual({
      page: 2,
      current: 0,
      count: 5,
      pageCount: 3,
      data: rows,
    });
    expect(pageShape(new Map(), 0, { limit: 2, page: 1 })).toMatchObject({ count: 0, pageCount: 0, data: [] });
    expect(pageShape(rows, 1, undefined)).toMatchObject({ page: 1, count: 1, pageCount: 1 });
  });
});

describe('rowsOrList', () => {
  it('makes nothing of nothing a list, as PHP does (row 52)', () => {
    expect(rowsOrList(new Map())).toEqual([]);
  });
});
