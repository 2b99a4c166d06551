import { describe, expectTypeOf, it } from 'vitest';
import type { Page, ReportPage } from 'rxoffers';

describe('ReportPage', () => {
  it('is a page with the days and the totals it is of', () => {
    expectTypeOf<ReportPage<string, number>>().toExtend<Page<string>>();
    expectTypeOf<ReportPage<string, number>['totals']>().toEqualTypeOf<number | undefined>();
    expectTypeOf<NonNullable<ReportPage<string, number>['range']>>().toEqualTypeOf<{
      readonly from: string;
      readonly to: string;
    }>();
  });
});
