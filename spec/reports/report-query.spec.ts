import { describe, expectTypeOf, it } from 'vitest';
import type { ReportQuery } from 'rxoffers';

interface Fields {
  'Stat.clicks': 'int';
  'Offer.name': 'string';
}

describe('ReportQuery', () => {
  it('needs fields, of the report', () => {
    expectTypeOf<{ fields: ['Stat.clicks'] }>().toExtend<ReportQuery<Fields, 'Stat.clicks'>>();
    expectTypeOf<object>().not.toExtend<ReportQuery<Fields, 'Stat.clicks'>>();
    expectTypeOf<ReportQuery<Fields, 'Stat.clicks'>['fields']>().toEqualTypeOf<readonly 'Stat.clicks'[]>();
  });

  it('sorts by any column of the report', () => {
    expectTypeOf<'-Offer.name'>().toExtend<ReportQuery<Fields, 'Stat.clicks'>['sort']>();
    expectTypeOf<'name'>().not.toExtend<ReportQuery<Fields, 'Stat.clicks'>['sort']>();
  });
});
