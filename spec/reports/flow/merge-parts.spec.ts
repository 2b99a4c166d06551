import { describe, expect, it } from 'vitest';
import { mergeParts } from '../../../lib/reports/flow/stream-report.js';
import { BY_PAGES, BY_ROWS } from '../../../lib/reports/flow/ask-range.js';
import { planReport } from '../../../lib/reports/query/plan-report.js';
import { collect } from '../../support/collect.js';
import { repliesInTurn, reportPage } from '../../support/report-replies.js';

const query = { fields: ['Stat.clicks', 'Offer.name'], dataStart: '1970-01-01', dataEnd: '1970-01-04' };
const parts = [
  { first: 0, last: 1 },
  { first: 2, last: 3 },
];
const mode = { kind: 'merge', keys: ['Offer.name'], sums: ['Stat.clicks', 'Stat.payout'] } as const;

const row = (name: string, clicks: string, payout: string) => ({ Offer: { name }, Stat: { clicks, payout } });
const replies = [
  reportPage([row('A', '1', '2.50'), row('B', '5', '0.1')], 1, 1, { Stat: { clicks: '6', payout: '2.60' } }),
  reportPage([row('A', '2', '0.25'), row('C', '1', '9')], 1, 1, { Stat: { clicks: '3', payout: '9.25' } }),
];

const merge = (more: Record<string, unknown>) => {
  const { send, requests } = repliesInTurn(replies);
  const plan = planReport('Report', 'getStats', { ...query, ...more });
  return { send, requests, plan };
};

describe('mergeParts', () => {
  it('adds up the parts by their keys, sorts, and shows the asked columns alone', async () => {
    const { send, requests, plan } = merge({ sort: ['-Stat.payout'] });
    const rows = await collect(mergeParts(send, plan, parts, mode, BY_ROWS));
    expect(rows).toEqual([
      { Stat: { clicks: '1' }, Offer: { name: 'C' } },
      { Stat: { clicks: '3' }, Offer: { name: 'A' } },
      { Stat: { clicks: '5' }, Offer: { name: 'B' } },
    ]);
    const sent = requests.map(({ pairs }) => pairs.map(([name, value]) => `${name}=${value}`).join('&'));
    expect(sent).toHaveLength(2);
    for (const line of sent) {
      expect(line).toContain('fields[]=Offer.name&fields[]=Stat.clicks&fields[]=Stat.payout&');
      expect(line).not.toContain('sort');
    }
  });

  it('reads whole parts for a small limit', async () => {
    const { send, requests, plan } = merge({ limit: 1, sort: 'Stat.clicks' });
    expect(await collect(mergeParts(send, plan, parts, mode, BY_ROWS))).toEqual([
      { Stat: { clicks: '1' }, Offer: { name: 'C' } },
    ]);
    expect(requests[0]?.pairs).toContainEqual(['limit', '500']);
  });

  it('has pages of its own, with totals when asked', async () => {
    const { send, plan } = merge({ totals: true, pageSize: 2 });
    expect(await collect(mergeParts(send, plan, parts, mode, BY_PAGES))).toMatchObject([
      {
        page: 1,
        pageCount: 2,
        count: 3,
        totals: { Stat: { clicks: '9', payout: '11.85' } },
        range: { from: '1970-01-01', to: '1970-01-04' },
      },
      { page: 2, pageCount: 2, count: 3 },
    ]);
  });

  it('has no totals when a part has none', async () => {
    const { send } = repliesInTurn([replies[0] ?? null, reportPage([])]);
    const plan = planReport('Report', 'getStats', { ...query, totals: true });
    expect(await collect(mergeParts(send, plan, parts, mode, BY_PAGES))).toMatchObject([{ totals: undefined }]);
  });

  it('starts anew with each subscription', async () => {
    const { send, plan } = merge({});
    const source = mergeParts(send, plan, parts, mode, BY_ROWS);
    expect(await collect(source)).toHaveLength(3);
    expect(await collect(source)).toHaveLength(0);
  });
});
