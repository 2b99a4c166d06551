import { describe, expect, it } from 'vitest';
import { statsReport, type StatsKind } from '../../../lib/sandbox/reports/stats-report.js';
import { ADJUSTMENTS, MANAGERS, REFERRALS, STATS } from '../../../lib/sandbox/reports/kinds.js';
import { conversionRow, createCalls, fieldPairs, rowsOf } from './report-call.js';

const { callOf, store, shown } = createCalls({ counts: { conversions: 0, affiliates: 9 } });
for (const [affiliate_id, changes] of [
  ['3', { payout: '10.00000' }],
  ['3', { payout: '0.50000', is_adjustment: '1' }],
  ['9', { affiliate_manager_id: '7' }],
  ['2', {}],
] as const)
  store.tables.Conversion.insert(conversionRow({ affiliate_id, ...changes }));

const report = (kind: StatsKind, ...fields: string[]) => rowsOf(statsReport(kind, {})(callOf(fieldPairs(...fields))));

const clicks = shown.files('clicks').reduce((sum, { rows }) => sum + rows, 0);

describe('STATS', () => {
  it('has clicks and impressions of the logs, conversions and money of the table', () => {
    expect(report(STATS, 'Stat.clicks', 'Stat.impressions', 'Stat.conversions', 'Stat.payout')).toEqual([
      { Stat: { clicks: String(clicks), impressions: String(clicks), conversions: '4', payout: '12.50000' } },
    ]);
  });
});

describe('ADJUSTMENTS', () => {
  it('has the conversions that are adjustments alone', () => {
    expect(report(ADJUSTMENTS, 'Stat.clicks', 'Stat.payout')).toEqual([{ Stat: { clicks: '0', payout: '0.50000' } }]);
  });
});

describe('REFERRALS', () => {
  it('has what referrers earn, by who earns and who was brought', () => {
    const company = (id: number) => store.tables.Affiliate.get(id)?.['company'];
    const fields = ['Stat.affiliate_id', 'Affiliate.company', 'ReferredAffiliate.company', 'Stat.amount'];
    expect(report(REFERRALS, ...fields)).toEqual([
      {
        Stat: { affiliate_id: '1', amount: '0.52500' },
        Affiliate: { company: company(1) },
        ReferredAffiliate: { company: company(3) },
      },
      {
        Stat: { affiliate_id: '3', amount: '0.05000' },
        Affiliate: { company: company(3) },
        ReferredAffiliate: { company: company(9) },
      },
    ]);
  });
});

describe('MANAGERS', () => {
  it('has so much for each conversion of their affiliates', () => {
    const fields = [
      'affiliate_manager_id',
      'commission_field',
      'commission_type',
      'commission_rate',
      'commission_base',
    ];
    const rows = report(MANAGERS, ...[...fields, 'commission_amount'].map((name) => `Stat.${name}`));
    const terms = { commission_field: 'conversions', commission_type: 'flat', commission_rate: '1.00000' };
    expect(rows).toEqual([
      { Stat: { affiliate_manager_id: '0', ...terms, commission_base: '3', commission_amount: '3.00000' } },
      { Stat: { affiliate_manager_id: '7', ...terms, commission_base: '1', commission_amount: '1.00000' } },
    ]);
  });
});
