import type { Scalar } from '../models/scalar.js';

/** Columns that reports filter by, though not all of them show these. */
interface FilterColumns {
  'Stat.conversion_status': 'string';
  'Stat.date': 'date';
  'Stat.datetime': 'datetime';
}

/** A flag, and what asks whether something is so. */
type Flag = boolean | 0 | 1 | '0' | '1';
type Plain = string | number | bigint;

/** What a column is compared with: numbers stand for themselves or as strings, a day is a string `YYYY-MM-DD`. */
type ValueOf<Kind> = Kind extends 'date' | 'datetime'
  ? string
  : Kind extends 'boolean01'
    ? Flag
    : Kind extends 'id' | 'int' | 'decimal' | 'string'
      ? Plain
      : Scalar;

/** A condition in the service's own form. */
export type ReportCondition<Value> =
  | { readonly conditional: 'BETWEEN'; readonly values: readonly [Value, Value] }
  | { readonly conditional: 'EQUAL_TO'; readonly values: Value | readonly Value[] }
  | {
      readonly conditional:
        'NOT_EQUAL_TO' | 'LESS_THAN' | 'LESS_THAN_OR_EQUAL_TO' | 'GREATER_THAN' | 'GREATER_THAN_OR_EQUAL_TO';
      readonly values: Value;
    }
  | { readonly conditional: 'LIKE' | 'NOT_LIKE'; readonly values: Plain }
  | { readonly conditional: 'NULL' | 'NOT_NULL' | 'TRUE' | 'FALSE'; readonly values?: Flag };

type Columns<Fields> = Fields & Omit<FilterColumns, keyof Fields>;
type Names<Fields> = keyof Columns<Fields> & string;

/**
 * Conditions on the columns of a report: `{ 'Stat.offer_id': [1, 2], 'Stat.payout__gt': 3 }`,
 * `'Stat.date__between': ['2026-01-01', '2026-01-31']` (both ends included), or the service's own form
 * `'Stat.date': { conditional: 'BETWEEN', values: ['2026-01-01', '2026-01-31'] }`. A list means "is one of". An unknown
 * column or operator does not compile where the catalog lists the columns, nor does a value of another kind.
 */
export type ReportFilters<Fields> = {
  readonly [Name in Names<Fields>]?:
    | ValueOf<Columns<Fields>[Name]>
    | readonly ValueOf<Columns<Fields>[Name]>[]
    | ReportCondition<ValueOf<Columns<Fields>[Name]>>;
} & {
  readonly [Name in Names<Fields> as `${Name}__${'ne' | 'lt' | 'lte' | 'gt' | 'gte'}`]?: ValueOf<Columns<Fields>[Name]>;
} & {
  readonly [Name in Names<Fields> as `${Name}__between`]?: readonly [
    ValueOf<Columns<Fields>[Name]>,
    ValueOf<Columns<Fields>[Name]>,
  ];
} & {
  readonly [Name in Names<Fields> as `${Name}__${'like' | 'not_like'}`]?: Plain;
} & {
  readonly [Name in Names<Fields> as `${Name}__${'null' | 'not_null' | 'true' | 'false'}`]?: Flag;
};
