import { describe, expectTypeOf, it } from 'vitest';
import type { AnyColumns } from 'rxoffers';
import type { CatalogColumns } from '../../lib/reports/report-row.js';

describe('CatalogColumns', () => {
  it('says what a column holds, whatever the report', () => {
    expectTypeOf<CatalogColumns['Stat.payout']>().toEqualTypeOf<'decimal'>();
    expectTypeOf<CatalogColumns['ReferredAffiliate.company']>().toEqualTypeOf<'string'>();
  });
});

describe('AnyColumns', () => {
  it('are names with a model in front', () => {
    expectTypeOf<'Stat.brand_new'>().toExtend<keyof AnyColumns>();
    expectTypeOf<'clicks'>().not.toExtend<keyof AnyColumns>();
  });
});
