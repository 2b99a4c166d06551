import { describe, expect, it } from 'vitest';
import { HttpError, ProtocolError } from 'rxoffers';
import { reportTotals } from '../../../lib/reports/flow/open-report.js';
import { planReport } from '../../../lib/reports/query/plan-report.js';
import { collect, failureOf } from '../../support/collect.js';
import { repliesInTurn, reportPage } from '../../support/report-replies.js';

const MARCH = { dataStart: '2026-03-01', dataEnd: '2026-03-31' };
const plan = (query: Record<string, unknown>) =>
  planReport('Report', 'getStats', { fields: ['Offer.name', 'Stat.payout', 'Stat.ctr'], ...query });

const row = { Offer: { name: 'A' }, Stat: { payout: '1.00', ctr: '0.5' } };
const page = (payout: string) => reportPage([row], 1, 1, { Stat: { payout, ctr: '0.5', 'payout@EUR': '1' } });

describe('reportTotals', () => {
  it('asks for one row, and the sums beside it, without the sort', async () => {
    const { send, requests } = repliesInTurn([page('9.00')]);
    const totals = await collect(reportTotals(send, plan({ ...MARCH, limit: 0, sort: '-Stat.payout', page: 3 })));
    expect(totals).toEqual([{ Stat: { payout: '9.00', ctr: '0.5', 'payout@EUR': '1' } }]);
    expect(requests.map(({ pairs }) => pairs.map(([name, value]) => `${name}=${value}`).join('&'))).toEqual([
      expect.stringMatching(/&totals=1&.*&limit=1&page=1$/) as string,
    ]);
    expect(requests[0]?.pairs.some(([name]) => name.startsWith('sort'))).toBe(false);
  });

  it('adds up parts, without ratios', async () => {
    const { send } = repliesInTurn([new HttpError('too heavy', 504), page('0.10'), page('0.20')]);
    expect(await collect(reportTotals(send, plan(MARCH)))).toEqual([{ Stat: { payout: '0.30', 'payout@EUR': '2' } }]);
    const upFront = repliesInTurn(Array.from({ length: 5 }, () => page('1')));
    expect(await collect(reportTotals(upFront.send, plan({ ...MARCH, split: { days: 7 } })))).toEqual([
      { Stat: { payout: '5', 'payout@EUR': '5' } },
    ]);
  });

  it('has nothing where there are no rows, and fails where there are and no totals come', async () => {
    expect(await collect(reportTotals(repliesInTurn([reportPage([])]).send, plan({})))).toEqual([{}]);
    expect(await failureOf(reportTotals(repliesInTurn([reportPage([row])]).send, plan({})))).toBeInstanceOf(
      ProtocolError,
    );
  });
});
