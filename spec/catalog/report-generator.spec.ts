import { describe, expect, it } from 'vitest';
import { printReportFields } from '../../scripts/generate/print-report-fields.js';
import { selectReport } from '../../scripts/generate/select-report.js';

const shared = {
  target: 'Report',
  methods: {
    getStats: {
      fields: {
        'Stat.clicks': { type: 'int', aggregate: true, source: ['x'] },
        'Offer.name': { type: 'string', source: ['x'] },
      },
    },
    getReferrals: { fields: {} },
  },
  affiliate: { target: 'Affiliate_Report', methods: { getStats: { fields: { 'Stat.hour': { type: 'int' } } } } },
  advertiser: { target: 'Advertiser_Report', methods: { getStats: { fields: {} } } },
};

describe('selectReport', () => {
  it('keeps the columns of reports that have a list, sorted, one per line', () => {
    const text = selectReport(shared);
    expect(JSON.parse(text)).toEqual({
      Affiliate_Report: { getStats: { 'Stat.hour': { type: 'int' } } },
      Report: { getStats: { 'Offer.name': { type: 'string' }, 'Stat.clicks': { type: 'int', aggregate: true } } },
    });
    expect(text).toContain('      "Offer.name": {"type":"string"},\n      "Stat.clicks"');
  });
});

describe('printReportFields', () => {
  const text = printReportFields(JSON.parse(selectReport(shared)) as Parameters<typeof printReportFields>[0]);

  it('types the columns of each report', () => {
    expect(text).toContain("export interface AffiliateStatsReportFields {\n  'Stat.hour': 'int';\n}");
    expect(text).toContain(
      "export interface StatsReportFields {\n  'Offer.name': 'string';\n  'Stat.clicks': 'int';\n}",
    );
  });

  it('has a table of kinds by model, and of aggregates', () => {
    expect(text).toContain("{\n  Offer: 'name',\n  Stat: 'clicks:n hour:n',\n}");
    expect(text).toContain("REPORT_AGGREGATES =\n  'Stat.clicks';");
  });

  it('refuses one column of two kinds, and a kind without a letter', () => {
    expect(() =>
      printReportFields({ A: { getX: { 'S.a': { type: 'int' } }, getY: {} }, B: { getX: { 'S.a': { type: 'id' } } } }),
    ).toThrow('S.a is int and id');
    expect(() => printReportFields({ A: { getX: { 'S.a': { type: 'object' } } } })).toThrow('has no letter');
  });
});
