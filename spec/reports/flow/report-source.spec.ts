import { describe, expectTypeOf, it } from 'vitest';
import type { ReportTarget, SendReport } from '../../../lib/reports/query/report-plan.js';
import type { Transport } from '../../../lib/transport/transport.js';

describe('SendReport', () => {
  it('is what a transport does, for the reports of three APIs', () => {
    expectTypeOf<Transport['send']>().toExtend<SendReport>();
    expectTypeOf<ReportTarget>().toEqualTypeOf<'Report' | 'Affiliate_Report' | 'Advertiser_Report'>();
  });
});
