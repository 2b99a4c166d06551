import { of } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { BY_PAGES, BY_ROWS } from '../../../lib/reports/flow/ask-range.js';
import { collect } from '../../support/collect.js';
import { paging } from '../../support/paging.js';

const rows = [{ Stat: { clicks: '1' } }, { Stat: { clicks: '2' } }];
const fetch = () => of({ items: rows, page: 1, pageCount: 1, count: 2, whole: false });
const facts = { range: { first: 0, last: 30 }, totals: () => ({ Stat: { clicks: '3' } }) };

describe('BY_ROWS', () => {
  it('makes rows, each of which stands for one', async () => {
    expect(await collect(BY_ROWS.make(fetch, paging(), facts))).toEqual(rows);
    expect(BY_ROWS.rowsOf({})).toBe(1);
  });
});

describe('BY_PAGES', () => {
  it('makes pages with their days and totals', async () => {
    const [page, ...more] = await collect(BY_PAGES.make(fetch, paging(), facts));
    expect(more).toEqual([]);
    expect(page).toEqual({
      items: rows,
      page: 1,
      pageCount: 1,
      count: 2,
      totals: { Stat: { clicks: '3' } },
      range: { from: '1970-01-01', to: '1970-01-31' },
    });
    expect(page && BY_PAGES.rowsOf(page)).toBe(2);
  });

  it('knows no days where there is no range', async () => {
    const [page] = await collect(BY_PAGES.make(fetch, paging(), { range: undefined, totals: () => undefined }));
    expect(page).toMatchObject({ range: undefined, totals: undefined });
  });
});
