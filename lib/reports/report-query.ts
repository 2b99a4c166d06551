import type { Paging, Scalar } from '../models/query.js';
import type { Connector } from '../protocol/query.js';
import type { ReportCoercion } from './report-row.js';

/** Columns that every report can be filtered by, even one that does not show them. */
interface FilterColumns {
  'Stat.conversion_status': 'string';
  'Stat.date': 'date';
  'Stat.datetime': 'datetime';
}

/** A flag; also the value of an operator that tests a state, such as `null`. */
type Flag = boolean | 0 | 1 | '0' | '1';
type Plain = string | number | bigint;

/** The values that a column is compared with: numbers as numbers or strings, a day as a string `YYYY-MM-DD` or a `Date`. */
type ValueOf<Kind> = Kind extends 'date' | 'datetime'
  ? string | Date
  : Kind extends 'boolean01'
    ? Flag
    : Kind extends 'id' | 'int' | 'decimal' | 'string'
      ? Plain
      : Scalar | Date;

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
export type ReportFilters<Fields> = Conditions<Fields> & {
  /**
   * Alternatives, of which one has to hold together with the other conditions; each is one condition, on a column of its own.
   *
   * @experimental Next to other conditions, OR was seen only in a reply that the tests of a public client contain.
   */
  readonly or?: readonly Conditions<Fields>[];
};

type Conditions<Fields> = {
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

type Sort<Fields> = (keyof Fields & string) | `-${keyof Fields & string}`;

/** The query of a report. */
export interface ReportQuery<
  Fields,
  Asked extends keyof Fields & string,
  Coercion extends ReportCoercion = ReportCoercion,
  Grouped extends keyof Fields & string = keyof Fields & string,
> extends Omit<Paging, 'stable'> {
  /** The columns of the rows; in statistics those that are not sums form the groups. */
  readonly fields: readonly Asked[];
  /**
   * Groups in addition to those that follow from the fields; an older form that the service still takes. Their columns are
   * requested along with the fields, and the rows have them.
   */
  readonly groups?: readonly Grouped[] | undefined;
  readonly filters?: ReportFilters<Fields> | undefined;
  /**
   * How the conditions combine. OR works only across different columns; together with an operator it was never seen on the
   * wire. @default 'AND'
   */
  readonly connector?: Connector | undefined;
  /** A column, prefixed with `-` for descending order, or several. */
  readonly sort?: Sort<Fields> | readonly Sort<Fields>[] | null | undefined;
  /** Whether pages come with the sums over all rows: see `pages`. `totals$` does not need it. @default false */
  readonly totals?: boolean | undefined;
  /** The currency of amounts: `'EUR'`. */
  readonly currency?: string | undefined;
  /**
   * First day, `YYYY-MM-DD`, or a `Date`, whose day is that of the client's `timeZone`. The service shifts days by it but does not filter, so here it also becomes the filter on
   * `Stat.date`, unless there is one.
   */
  readonly dataStart?: string | Date | undefined;
  /** Last day, included. */
  readonly dataEnd?: string | Date | undefined;
  /** Hours from the network's time zone to the one that days are counted in; may be negative. */
  readonly hourOffset?: number | undefined;
  /** A parameter of the service, which its documentation calls unused. */
  readonly count?: boolean | undefined;
  /**
   * Converts the strings on the wire to numbers, flags and nulls by the catalog's kinds: `true`, or the options of `coerce`.
   * Amounts stay exact strings unless the options say otherwise. A function among the options declares the type of its
   * parameter: `{ date: (text: string) => new Date(text) }`. @default false
   */
  readonly coerce?: Coercion | undefined;
  /**
   * How a range of days is split when the service finds it too heavy: `true` into halves, down to single days; `{ days }`
   * up front, into parts of at most that many days; `false` never. @default true
   *
   * @experimental How the service refuses a long range was never seen; `{ days }` does not depend on it.
   */
  readonly split?: boolean | { readonly days?: number | undefined } | undefined;
  /** Further parameters, sent as they are. */
  readonly params?: Readonly<Record<string, unknown>> | undefined;
}
