import { map, type Observable } from 'rxjs';
import {
  coerce,
  type Coerced,
  type CoerceKind,
  type CoerceKinds,
  type CoerceOptions,
  coercing,
  type HasOffers,
  type Offer,
} from 'rxoffers';
import type { ReportRowLike } from '../support/coerce-rows.js';
// Compiled, never run: the kinds of fields decide the types of the values that come out.

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
type Value<V, Kind extends CoerceKind, Options extends CoerceOptions = object> =
  Coerced<{ a: V }, { readonly a: Kind }, Options> extends { a: infer Converted } ? Converted : never;
type Strict = { readonly strict: true };

// Strict: exactly the type of the kind.
true satisfies Same<Value<string, 'int', Strict>, number>;
true satisfies Same<Value<string | null, 'int', Strict>, number | null>;
true satisfies Same<Value<string, 'int', Strict & { readonly bigint: true }>, number | bigint>;
true satisfies Same<Value<string, 'boolean01', Strict>, boolean>;
true satisfies Same<Value<string, 'timestamp', Strict>, number | null>;
true satisfies Same<Value<string, 'decimal', Strict & { readonly decimal: 'number' }>, number>;
true satisfies Same<
  Value<string | null, 'decimal', Strict & { readonly decimal: (text: string) => bigint }>,
  bigint | null
>;

// Otherwise a text that is not of its kind stays.
true satisfies Same<Value<string | null, 'int'>, number | string | null>;
true satisfies Same<Value<string | number, 'boolean01'>, boolean | string | number>;
true satisfies Same<Value<string | number, 'id'>, string>;
true satisfies Same<Value<string | null, 'decimal'>, string | null>;
true satisfies Same<Value<string, 'datetime'>, string | null>;
true satisfies Same<Value<'active' | 'paused', 'enum'>, 'active' | 'paused'>;

type Dates = Strict & { readonly datetime: (text: string) => Date };
true satisfies Same<Value<string, 'datetime', Dates>, Date | null>;
true satisfies Same<Value<string | number, 'datetime', Dates>, Date | number | null>;
true satisfies Same<Value<string, 'date', Dates>, string | null>;

type Report = Coerced<
  ReportRowLike,
  { readonly 'Stat.clicks': 'int'; readonly 'Stat.payout': 'decimal' },
  Strict & { readonly decimal: 'number' }
>;
true satisfies Same<Report['Stat']['clicks'], number>;
true satisfies Same<Report['Stat']['payout@EUR'], number>;
true satisfies Same<Report['Stat']['date'], string>;
true satisfies Same<Report['Offer'], ReportRowLike['Offer']>;

// Of a model, the wire fields only.
type Row = Coerced<Offer, { readonly id: 'id'; readonly conversion_cap: 'int' }, Strict>;
true satisfies Same<Row['id'], string | undefined>;
true satisfies Same<Row['conversion_cap'], number | undefined>;
true satisfies Same<Extract<keyof Row, 'update' | 'conversions' | 'files' | 'related' | 'toObject' | 'country'>, never>;

// Kinds that are not known to the compiler leave all possibilities open.
type Unsure = Coerced<{ a: string }, Readonly<Record<string, 'int' | 'string'>>, Strict>;
true satisfies Same<Unsure['a'], string | number>;

export const compiled = (api: HasOffers, kinds: CoerceKinds): unknown[] => [
  coerce({ clicks: '12' }, { clicks: 'int' }, { strict: true }).clicks satisfies number,
  coerce({ clicks: '12' }, kinds),
  api.offers
    .findAll({ fields: ['id', 'conversion_cap'] })
    .pipe(map(coercing({ conversion_cap: 'int' }, { strict: true }))) satisfies Observable<{ conversion_cap: number }>,

  // @ts-expect-error there is no such kind
  coerce({ clicks: '12' }, { clicks: 'integer' }),
  // @ts-expect-error there is no such option
  coerce({ clicks: '12' }, { clicks: 'int' }, { decimals: 'number' }),
  // @ts-expect-error a decimal is a number or what a function returns
  coerce({ payout: '1.5' }, { payout: 'decimal' }, { decimal: 'float' }),
  // @ts-expect-error without strict a text may stay
  coerce({ clicks: '12' }, { clicks: 'int' }).clicks satisfies number,
];
