import { describe, expect, it } from 'vitest';
import { HttpError } from 'rxoffers';
import { BY_PAGES, BY_ROWS } from '../../../lib/reports/flow/ask-range.js';
import { partsOf, streamReport } from '../../../lib/reports/flow/stream-report.js';
import { planReport } from '../../../lib/reports/query/plan-report.js';
import { collect, failureOf } from '../../support/collect.js';
import { repliesInTurn, reportPage } from '../../support/report-replies.js';

const MARCH = { dataStart: '2026-03-01', dataEnd: '2026-03-31' };
const plan = (query: Record<string, unknown>, method = 'getConversions') =>
  planReport('Report', method, { fields: ['Stat.date'], ...query });

const heavy = new HttpError('too heavy', 504);
const row = (date: string) => ({ Stat: { date } });

describe('streamReport', () => {
  it('emits nothing and sends nothing for a limit of 0', async () => {
    const { send, requests } = repliesInTurn([]);
    expect(await collect(streamReport(send, plan({ ...MARCH, limit: 0 }), BY_ROWS))).toEqual([]);
    expect(requests).toEqual([]);
  });

  it('asks for what has no range as it is, and lets it be repeated', async () => {
    const { send, requests } = repliesInTurn([heavy]);
    expect(await failureOf(streamReport(send, plan({}), BY_ROWS))).toBe(heavy);
    expect(requests[0]).not.toHaveProperty('divisible');
  });

  it('lets the limit run over the parts, by rows and by pages', async () => {
    const replies = [
      heavy,
      reportPage([row('2026-03-01'), row('2026-03-02')]),
      reportPage([row('2026-03-17'), row('2026-03-18')]),
    ];
    const three = plan({ ...MARCH, limit: 3 });
    expect(await collect(streamReport(repliesInTurn(replies).send, three, BY_ROWS))).toHaveLength(3);
    const pages = await collect(streamReport(repliesInTurn(replies).send, three, BY_PAGES));
    expect(pages.map(({ items }) => items.length)).toEqual([2, 1]);
  });

  it('asks for a page of the whole range as it is, and explains that it cannot be cut', async () => {
    const { send, requests } = repliesInTurn([heavy]);
    const failure = await failureOf(streamReport(send, plan({ ...MARCH, page: 2 }), BY_ROWS));
    expect(failure).toMatchObject({
      name: 'RxOffersError',
      message: expect.stringContaining('a page is of the whole range') as string,
      cause: heavy,
    });
    expect(requests[0]).not.toHaveProperty('divisible');
    const other = new HttpError('broken', 500);
    expect(await failureOf(streamReport(repliesInTurn([other]).send, plan({ ...MARCH, page: 2 }), BY_ROWS))).toBe(
      other,
    );
  });

  it('tries sums as a whole first, and leaves other failures as they are', async () => {
    const sums = plan({ fields: ['Stat.clicks'], ...MARCH }, 'getStats');
    const clicks = reportPage([{ Stat: { clicks: '2' } }]);
    expect(await collect(streamReport(repliesInTurn([clicks]).send, sums, BY_ROWS))).toEqual([
      { Stat: { clicks: '2' } },
    ]);
    expect(await collect(streamReport(repliesInTurn([heavy, clicks, clicks]).send, sums, BY_ROWS))).toEqual([
      { Stat: { clicks: '4' } },
    ]);
    const other = new HttpError('broken', 500);
    expect(await failureOf(streamReport(repliesInTurn([other]).send, sums, BY_ROWS))).toBe(other);
  });
});

describe('partsOf', () => {
  it('finds what may be cut', () => {
    expect(partsOf(plan(MARCH))).toHaveLength(1);
    expect(partsOf(plan({ ...MARCH, split: { days: 7 } }))).toHaveLength(5);
    expect(partsOf(plan({ ...MARCH, split: false }))).toBeUndefined();
    expect(partsOf(plan({ filters: { 'Stat.date': '2026-03-01' } }))).toBeUndefined();
    expect(partsOf(plan({}))).toBeUndefined();
  });
});
