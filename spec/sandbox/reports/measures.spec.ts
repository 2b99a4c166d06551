import { describe, expect, it } from 'vitest';
import facts from '../../../lib/catalog/facts/report.json' with { type: 'json' };
import {
  COMMISSION_MEASURES,
  DISTINCT,
  MANAGER_MEASURES,
  STATS_MEASURES,
} from '../../../lib/sandbox/reports/measures.js';
import { NO_COUNTS, NO_MONEY, type Sums } from '../../../lib/sandbox/reports/sums.js';

const nothing: Sums = { ...NO_COUNTS, ...NO_MONEY };

const sums: Sums = {
  ...{ clicks: 30, unique_clicks: 25, impressions: 200, conversions: 4 },
  ...{ payout: 1_000_000n, revenue: 1_250_000n, sale_amount: 700n, commission: 50_000n },
};

describe('STATS_MEASURES', () => {
  it('are the aggregates of the catalog', () => {
    const aggregates = Object.entries(facts.Report.getStats)
      .filter(([, column]) => 'aggregate' in column)
      .map(([field]) => field);
    expect([...Object.keys(STATS_MEASURES), ...Object.keys(DISTINCT)].sort()).toEqual(aggregates.sort());
  });

  it.each([
    ['clicks', '30'],
    ['gross_clicks', '30'],
    ['unique_clicks', '25'],
    ['impressions', '200'],
    ['conversions', '4'],
    ['count', '234'],
    ['payout', '10.00000'],
    ['revenue', '12.50000'],
    ['profit', '2.50000'],
    ['sale_amount', '0.00700'],
    ['cpa', '2.50000'],
    ['cpc', '0.33333'],
    ['cpm', '50.00000'],
    ['epc', '0.33333'],
    ['erpc', '0.41667'],
    ['rpa', '3.12500'],
    ['rpc', '0.41667'],
    ['rpm', '62.50000'],
    ['ctr', '15.00000'],
    ['gross_ctr', '15.00000'],
    ['unique_ctr', '12.50000'],
    ['ltr', '13.33333'],
  ])('%s is %s', (name, value) => {
    expect(STATS_MEASURES[`Stat.${name}`]?.read(sums)).toBe(value);
  });

  it('are nothing where nothing happened', () => {
    for (const [field, { read }] of Object.entries(STATS_MEASURES))
      expect([field, Number(read(nothing))]).toEqual([field, 0]);
    expect(STATS_MEASURES['Stat.cpc']?.read(nothing)).toBe('0.00000');
  });

  it('have a total where the parts add up, and another currency where they are money', () => {
    const names = (key: 'additive' | 'money') =>
      Object.entries(STATS_MEASURES).flatMap(([field, measure]) => (measure[key] ? [field.slice(5)] : []));
    expect(names('additive')).toEqual([
      ...['clicks', 'gross_clicks', 'unique_clicks', 'impressions', 'conversions', 'count'],
      ...['payout', 'revenue', 'profit', 'sale_amount'],
    ]);
    for (const ratio of ['ctr', 'gross_ctr', 'unique_ctr', 'ltr']) expect(names('money')).not.toContain(ratio);
  });
});

describe('the measures of commissions', () => {
  it('are what was earned, and by how many conversions', () => {
    expect(COMMISSION_MEASURES['Stat.amount']?.read(sums)).toBe('0.50000');
    expect(MANAGER_MEASURES['Stat.commission_amount']?.read(sums)).toBe('0.50000');
    expect(MANAGER_MEASURES['Stat.commission_base']?.read(sums)).toBe('4');
  });
});
