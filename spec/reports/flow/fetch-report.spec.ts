import { firstValueFrom } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { HttpError } from 'rxoffers';
import type { Decoded } from '../../../lib/protocol/decoded.js';
import { fetchReport, sameReportPage } from '../../../lib/reports/flow/fetch-report.js';
import { RangeTooHeavy } from '../../../lib/reports/flow/split-range.js';
import { planReport } from '../../../lib/reports/query/plan-report.js';
import { failureOf } from '../../support/collect.js';
import { repliesInTurn, reportPage } from '../../support/report-replies.js';

const plan = planReport('Report', 'getStats', { fields: ['Stat.clicks'] });
const request = { range: undefined, fields: plan.fields, sort: [], totals: false, limit: 500, page: 3 };

const fetched = (reply: Decoded | Error, divisible = false) =>
  fetchReport(repliesInTurn([reply]).send, plan, request, divisible);

describe('fetchReport', () => {
  it('reads rows from a list and from an object by index', async () => {
    const rows = [{ Stat: { clicks: '2' } }, { Stat: { clicks: '1' } }];
    const page = { items: rows, page: 2, pageCount: 3, count: 100, whole: false, totals: undefined };
    expect(await firstValueFrom(fetched(reportPage(rows, 2, 3)))).toEqual(page);
    const byIndex = new Map<string, Decoded>(rows.map((row, index) => [String(index), row]));
    expect(await firstValueFrom(fetched(reportPage(byIndex, 2, 3)))).toEqual(page);
  });

  it('reads what else the service may send: no rows, one row, no wrapper', async () => {
    expect((await firstValueFrom(fetched(reportPage([])))).items).toEqual([]);
    expect((await firstValueFrom(fetched(reportPage({ Stat: { clicks: '1' } })))).items).toHaveLength(1);
    expect(await firstValueFrom(fetched([{ Stat: { clicks: '1' } }]))).toMatchObject({ page: 3, whole: true });
    expect(await firstValueFrom(fetched(null))).toMatchObject({ items: [], whole: true });
  });

  it('is a read, and divisible only when asked', async () => {
    const { send, requests } = repliesInTurn([null, null]);
    await firstValueFrom(fetchReport(send, plan, request, true));
    await firstValueFrom(fetchReport(send, plan, request, false));
    expect(requests).toMatchObject([
      { target: 'Report', method: 'getStats', kind: 'read', divisible: true },
      { kind: 'read' },
    ]);
    expect(requests[1]).not.toHaveProperty('divisible');
  });

  it('turns what is too heavy into what can be cut, where it can', async () => {
    const heavy = new HttpError('too heavy', 504);
    expect(await failureOf(fetched(heavy, true))).toMatchObject({ name: 'RangeTooHeavy', cause: heavy });
    expect(await failureOf(fetched(heavy))).toBe(heavy);
    const broken = new HttpError('broken', 500);
    expect(await failureOf(fetched(broken, true))).toBe(broken);
    expect(await failureOf(fetched(heavy, true))).toBeInstanceOf(RangeTooHeavy);
  });
});

describe('sameReportPage', () => {
  it('tells a page that came twice only where no count says how many there are', async () => {
    const rows = [{ Stat: { clicks: '2' } }];
    const uncounted = await firstValueFrom(fetched({ page: 1, data: rows }));
    expect(sameReportPage(uncounted, await firstValueFrom(fetched({ page: 2, data: rows })))).toBe(true);
    expect(
      sameReportPage(uncounted, await firstValueFrom(fetched({ page: 2, data: [{ Stat: { clicks: '3' } }] }))),
    ).toBe(false);
    const counted = await firstValueFrom(fetched(reportPage(rows)));
    expect(sameReportPage(counted, counted)).toBe(false);
  });
});
