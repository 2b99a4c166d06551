import { describe, expect, it } from 'vitest';
import { openReport } from '../../../lib/reports/flow/open-report.js';
import { collect } from '../../support/collect.js';
import { repliesInTurn, reportPage } from '../../support/report-replies.js';

const fields = ['Stat.clicks', 'Stat.payout', 'Stat.session_datetime', 'Stat.is_adjustment', 'Stat.brand_new'];
const row = {
  Stat: {
    clicks: '12',
    payout: '1.50',
    'payout@EUR': '1.40',
    session_datetime: '0000-00-00 00:00:00',
    is_adjustment: '1',
    brand_new: '5',
  },
};

const open = (query: Record<string, unknown>) =>
  openReport(repliesInTurn([reportPage([row], 1, 1, { Stat: { clicks: '12' } })]).send, 'Report', 'getStats', {
    fields,
    ...query,
  });

describe('openReport', () => {
  it('leaves rows as they are on the wire', async () => {
    expect(await collect(open({}).rows())).toEqual([row]);
    expect(await collect(open({ coerce: false }).rows())).toEqual([row]);
  });

  it('makes values of them when asked, by the kinds of the catalog; amounts stay exact', async () => {
    const made = {
      Stat: {
        clicks: 12,
        payout: '1.50',
        'payout@EUR': '1.40',
        session_datetime: null,
        is_adjustment: true,
        brand_new: '5',
      },
    };
    expect(await collect(open({ coerce: true }).rows())).toEqual([made]);
    expect(await collect(open({ coerce: {}, totals: true }).pages())).toMatchObject([
      { items: [made], totals: { Stat: { clicks: 12 } } },
    ]);
    expect(await collect(open({ coerce: true }).totals())).toEqual([{ Stat: { clicks: 12 } }]);
    expect(await collect(open({ coerce: { decimal: 'number' } }).rows())).toMatchObject([
      { Stat: { payout: 1.5, 'payout@EUR': 1.4 } },
    ]);
  });

  it('throws for a wrong query and for wrong options of coerce', () => {
    expect(() => open({ filter: {} })).toThrow(TypeError);
    expect(() => open({ coerce: { decimals: 'number' } })).toThrow(TypeError);
  });
});
