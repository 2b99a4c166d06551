import { describe, expect, it } from 'vitest';
import { HttpError } from 'rxoffers';
import { askRange } from '../../../lib/reports/flow/ask-range.js';
import { BY_PAGES, BY_ROWS } from '../../../lib/reports/flow/ask-range.js';
import { planReport } from '../../../lib/reports/query/plan-report.js';
import { collect, failureOf } from '../../support/collect.js';
import { repliesInTurn, reportPage } from '../../support/report-replies.js';

const plan = planReport('Report', 'getStats', { fields: ['Stat.clicks'], totals: true });
const query = { range: undefined, divisible: true, limit: undefined, fields: plan.fields, sort: [], size: 1 };
const row = (clicks: string) => [{ Stat: { clicks } }];

describe('askRange', () => {
  it('pages with the size given, and lets only the first page be cut', async () => {
    const { send, requests } = repliesInTurn([reportPage(row('1'), 1, 2), reportPage(row('2'), 2, 2)]);
    expect(await collect(askRange(send, plan, query, BY_ROWS))).toEqual([
      { Stat: { clicks: '1' } },
      { Stat: { clicks: '2' } },
    ]);
    expect(requests.map(({ divisible, pairs }) => [divisible, pairs.slice(-2).join('&')])).toEqual([
      [true, 'limit,1&page,1'],
      [undefined, 'limit,1&page,2'],
    ]);
  });

  it('emits what came before a page that is too heavy, then that failure as it is', async () => {
    const heavy = new HttpError('too heavy', 504);
    const { send } = repliesInTurn([reportPage(row('1'), 1, 2), heavy]);
    expect(await failureOf(askRange(send, plan, query, BY_ROWS))).toBe(heavy);
  });

  it('has the totals of its pages', async () => {
    const { send } = repliesInTurn([reportPage(row('1'), 1, 1, { Stat: { clicks: '7' } })]);
    expect(await collect(askRange(send, plan, query, BY_PAGES))).toMatchObject([{ totals: { Stat: { clicks: '7' } } }]);
  });

  it('ends where a service without counts repeats itself', async () => {
    const { send, requests } = repliesInTurn([1, 2, 3].map((page) => ({ page, data: row('1') })));
    expect(await collect(askRange(send, plan, query, BY_ROWS))).toHaveLength(1);
    expect(requests).toHaveLength(2);
  });
});
