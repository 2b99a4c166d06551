import { describe, expect, it } from 'vitest';
import { parsePaging } from '../../../lib/reports/query/plan-report.js';

describe('readPaging', () => {
  it('asks for 500 rows at a time, one page ahead', () => {
    expect(parsePaging({})).toEqual({
      limit: undefined,
      page: undefined,
      size: 500,
      fullSize: 500,
      prefetch: 1,
      concurrency: 1,
      demand: undefined,
    });
  });

  it('asks for no more than the limit, unless all rows are needed', () => {
    expect(parsePaging({ limit: 10 })).toMatchObject({ limit: 10, size: 10, fullSize: 500 });
    expect(parsePaging({ limit: 10, pageSize: 4 })).toMatchObject({ size: 4, fullSize: 4 });
    expect(parsePaging({ pageSize: 4, prefetch: 0, concurrency: 3 })).toMatchObject({ prefetch: 0, concurrency: 3 });
  });

  it('lets a page choose its size', () => {
    expect(parsePaging({ page: 2, limit: 10 }).size).toBe(10);
    expect(parsePaging({ page: 2, limit: 10, pageSize: 20 }).size).toBe(20);
    expect(parsePaging({ page: 2 }).size).toBe(500);
  });

  it.each([
    [{ limit: -1 }, RangeError],
    [{ limit: '1' }, TypeError],
    [{ page: 0 }, RangeError],
    [{ pageSize: 0 }, RangeError],
    [{ prefetch: -1 }, RangeError],
    [{ concurrency: 0 }, RangeError],
    [{ demand: {} }, TypeError],
  ])('refuses %j', (query, error) => expect(() => parsePaging(query)).toThrow(error));
});
