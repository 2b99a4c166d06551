import { describe, expectTypeOf, it } from 'vitest';
import type { Coerced, Offer } from 'rxoffers';
import type { FieldKinds } from '../../../lib/catalog/generated/field-kinds.js';
import type { ReportRowLike } from '../../support/coerce-rows.js';
import type { CoercedValue } from '../../../lib/models/coerced.js';

type Strict = { readonly strict: true };

describe('Coerced', () => {
  it('says what each kind becomes', () => {
    expectTypeOf<CoercedValue<string | null, 'int', Strict>>().toEqualTypeOf<number | null>();
    expectTypeOf<CoercedValue<string, 'int', Strict>>().toEqualTypeOf<number>();
    expectTypeOf<CoercedValue<string, 'int', { readonly strict: true; readonly bigint: true }>>().toEqualTypeOf<
      number | bigint
    >();
    expectTypeOf<CoercedValue<string, 'boolean01', Strict>>().toEqualTypeOf<boolean>();
    expectTypeOf<CoercedValue<string | number, 'id', object>>().toEqualTypeOf<string>();
    expectTypeOf<CoercedValue<string, 'timestamp', Strict>>().toEqualTypeOf<number | null>();
    expectTypeOf<CoercedValue<string, 'datetime', object>>().toEqualTypeOf<string | null>();
    expectTypeOf<CoercedValue<'active' | 'paused', 'enum', object>>().toEqualTypeOf<'active' | 'paused'>();
  });

  it('says, unless strict, that what is not of its kind stays', () => {
    expectTypeOf<CoercedValue<string | null, 'int', object>>().toEqualTypeOf<number | string | null>();
    expectTypeOf<CoercedValue<string | number, 'boolean01', object>>().toEqualTypeOf<boolean | string | number>();
  });

  it('leaves money a string unless asked', () => {
    expectTypeOf<CoercedValue<string | null, 'decimal', object>>().toEqualTypeOf<string | null>();
    expectTypeOf<CoercedValue<string, 'decimal', Strict & { readonly decimal: 'number' }>>().toEqualTypeOf<number>();
    expectTypeOf<
      CoercedValue<string | null, 'decimal', Strict & { readonly decimal: (text: string) => bigint }>
    >().toEqualTypeOf<bigint | null>();
  });

  it('takes times for what datetime makes of them', () => {
    type Options = Strict & { readonly datetime: (text: string) => Date };
    expectTypeOf<CoercedValue<string, 'datetime', Options>>().toEqualTypeOf<Date | null>();
    expectTypeOf<CoercedValue<string | number, 'datetime', Options>>().toEqualTypeOf<Date | number | null>();
    expectTypeOf<CoercedValue<string, 'date', Options>>().toEqualTypeOf<string | null>();
  });

  it('reaches into nested rows, and lets other currencies follow their column', () => {
    type Kinds = { readonly 'Stat.clicks': 'int'; readonly 'Stat.payout': 'decimal' };
    type Row = Coerced<ReportRowLike, Kinds, Strict & { readonly decimal: 'number' }>;
    expectTypeOf<Row['Stat']['clicks']>().toEqualTypeOf<number>();
    expectTypeOf<Row['Stat']['payout']>().toEqualTypeOf<number>();
    expectTypeOf<Row['Stat']['payout@EUR']>().toEqualTypeOf<number>();
    expectTypeOf<Row['Stat']['date']>().toEqualTypeOf<string>();
    expectTypeOf<Row['Offer']>().toEqualTypeOf<ReportRowLike['Offer']>();
  });

  it('has of a model its wire fields alone', () => {
    type Row = Coerced<Offer, FieldKinds['Offer'], Strict>;
    expectTypeOf<Row['id']>().toEqualTypeOf<string | undefined>();
    expectTypeOf<Row['conversion_cap']>().toEqualTypeOf<number | undefined>();
    expectTypeOf<
      Extract<keyof Row, 'update' | 'conversions' | 'files' | 'related' | 'toObject' | 'country'>
    >().toEqualTypeOf<never>();
  });

  it('says nothing sure of kinds that are not known before', () => {
    type Row = Coerced<{ a: string }, Readonly<Record<string, 'int' | 'string'>>, Strict>;
    expectTypeOf<Row['a']>().toEqualTypeOf<string | number>();
  });
});
