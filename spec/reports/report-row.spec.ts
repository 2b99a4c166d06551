import { describe, expectTypeOf, it } from 'vitest';
import type { AnyColumns, ReportRow, ReportTotals } from 'rxoffers';

interface Fields {
  'Stat.clicks': 'int';
  'Stat.payout': 'decimal';
  'Offer.name': 'string';
}
type Cell = string | null;

describe('ReportRow', () => {
  it('has the asked columns, nested, and nothing else', () => {
    type Row = ReportRow<Fields, 'Stat.clicks' | 'Offer.name'>;
    expectTypeOf<keyof Row>().toEqualTypeOf<'Stat' | 'Offer'>();
    expectTypeOf<keyof Row['Stat']>().toEqualTypeOf<'clicks'>();
    expectTypeOf<Row['Stat']['clicks']>().toEqualTypeOf<Cell>();
  });

  it('may have amounts in other currencies', () => {
    type Row = ReportRow<Fields, 'Stat.payout'>;
    expectTypeOf<Row['Stat']['payout@EUR']>().toEqualTypeOf<Cell>();
  });

  it('has values of their kinds when coerced', () => {
    type Row = ReportRow<Fields, 'Stat.clicks' | 'Stat.payout' | 'Offer.name', { readonly strict: true }>;
    expectTypeOf<Row['Stat']['clicks']>().toEqualTypeOf<number | null>();
    expectTypeOf<Row['Stat']['payout']>().toEqualTypeOf<Cell>();
    expectTypeOf<ReportRow<AnyColumns, 'Stat.clicks', true>['Stat']['clicks']>().toEqualTypeOf<
      number | string | null
    >();
  });
});

describe('ReportTotals', () => {
  it('may have the numbers among the columns', () => {
    type Totals = ReportTotals<Fields, 'Stat.clicks' | 'Offer.name'>;
    expectTypeOf<keyof Totals>().toEqualTypeOf<'Stat'>();
    expectTypeOf<NonNullable<Totals['Stat']>['clicks']>().toEqualTypeOf<Cell | undefined>();
  });
});
