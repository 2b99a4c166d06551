import { describe, expectTypeOf, it } from 'vitest';
import type { AdvertiserReports, AffiliateReports, Reports } from 'rxoffers';
import type { ReportTarget } from '../../lib/reports/query/report-plan.js';
import type { ReportsByTarget } from '../../lib/reports/reports.js';

describe('ReportsByTarget', () => {
  it('has the reports of each target', () => {
    expectTypeOf<keyof ReportsByTarget>().toEqualTypeOf<ReportTarget>();
    expectTypeOf<keyof Reports>().toEqualTypeOf<
      | 'getStats'
      | 'getConversions'
      | 'getModSummaryLogs'
      | 'getAffiliateCommissions'
      | 'getReferrals'
      | 'getManagerCommissions'
      | 'getSubscriptions'
    >();
    expectTypeOf<keyof AffiliateReports>().toEqualTypeOf<
      'getStats' | 'getConversions' | 'getAffiliateCommissions' | 'getAffiliateReferrals'
    >();
    expectTypeOf<keyof AdvertiserReports>().toEqualTypeOf<'getStats' | 'getConversions'>();
  });
});
