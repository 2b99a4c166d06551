import { describe, expect, it } from 'vitest';
import facts from '../../../lib/catalog/facts/report.json' with { type: 'json' };
import {
  AFFILIATE_CONVERSION_FIELDS,
  AFFILIATE_STATS_FIELDS,
  CONVERSION_FIELDS,
  MANAGER_FIELDS,
  STATS_FIELDS,
} from '../../../lib/sandbox/reports/kinds.js';

const { Report, Affiliate_Report } = facts;

describe('the fields of reports', () => {
  it.each([
    ['getStats', STATS_FIELDS, Report.getStats],
    ['getConversions', CONVERSION_FIELDS, Report.getConversions],
    ['getManagerCommissions', MANAGER_FIELDS, Report.getManagerCommissions],
    ['getStats of affiliates', AFFILIATE_STATS_FIELDS, Affiliate_Report.getStats],
    ['getConversions of affiliates', AFFILIATE_CONVERSION_FIELDS, Affiliate_Report.getConversions],
  ] as const)('of %s are those of the catalog', (_name, fields, known) => {
    expect(Object.keys(known).filter((field) => !fields.has(field))).toEqual([]);
  });

  it('hide from affiliates what is not theirs', () => {
    const hidden = ['Stat.revenue', 'Stat.profit', 'Advertiser.company', 'Stat.advertiser_id'];
    for (const field of hidden)
      expect([AFFILIATE_STATS_FIELDS.has(field), AFFILIATE_CONVERSION_FIELDS.has(field)]).toEqual([false, false]);
  });

  it('let the network ask for all that affiliates may', () => {
    expect([...AFFILIATE_STATS_FIELDS].filter((field) => !STATS_FIELDS.has(field))).toEqual([]);
    expect([...AFFILIATE_CONVERSION_FIELDS].filter((field) => !CONVERSION_FIELDS.has(field))).toEqual([]);
  });
});
