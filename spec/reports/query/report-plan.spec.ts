import { describe, expectTypeOf, it } from 'vitest';
import type { ReportPaging, ReportPlan } from '../../../lib/reports/query/report-plan.js';

describe('ReportPlan', () => {
  it('says how a report may be cut, and has a size for every page', () => {
    expectTypeOf<ReportPlan['split']>().toEqualTypeOf<false | { readonly days: number | undefined }>();
    expectTypeOf<ReportPaging['size']>().toEqualTypeOf<number>();
  });
});
