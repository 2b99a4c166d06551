import type {
  AffiliateAffiliateCommissionsReportFields,
  AffiliateConversionsReportFields,
  AffiliateStatsReportFields,
  ConversionsReportFields,
  ManagerCommissionsReportFields,
  StatsReportFields,
} from '../catalog/generated/report-fields.js';
import type { CoercedValue, CoerceOptions } from '../models/coerced.js';
import type { Page } from '../streams/page.js';

/** The columns of all reports together: a column has the same kind in each. */
interface CatalogColumns
  extends
    StatsReportFields,
    ConversionsReportFields,
    ManagerCommissionsReportFields,
    AffiliateStatsReportFields,
    AffiliateConversionsReportFields,
    AffiliateAffiliateCommissionsReportFields {}

/** Columns of a report whose columns the catalog does not list: any `Model.column`. */
export type AnyColumns = Readonly<Record<`${string}.${string}`, 'unknown'>>;

/** Whole days, both ends included, as `YYYY-MM-DD`. */
export interface ReportRange {
  readonly from: string;
  readonly to: string;
}

/**
 * One page of a report. Its number and counts are those of `range`: where the service found the whole range too heavy, the
 * pages of each part follow those of the part before. Its totals are those of the whole range.
 */
export interface ReportPage<Row, Totals> extends Page<Row> {
  /**
   * The sums over all rows of the query, whatever the limit, if the query has `totals`. Where the range had to be split, they
   * come from separate requests, and columns that do not add up (`Stat.ctr`) may be missing.
   */
  readonly totals: Totals | undefined;
  /** The days of the page; `undefined` where the query has no range. */
  readonly range: ReportRange | undefined;
}

/** Values of the option `coerce` of a report. */
export type ReportCoercion = boolean | CoerceOptions;

/** `'Stat'` of `'Stat.clicks'` */
type ModelOf<Name> = Name extends `${infer Model}.${string}` ? Model : never;
/** `'clicks'` of `'Stat.clicks'`, and nothing of another model's columns */
type ColumnOf<Name, Model extends string> = Name extends `${Model}.${infer Column}` ? Column : never;

/** Where the report has no list of columns, the kind of a column is that of another report that lists it. */
type KindOf<Fields, Name> = Name extends keyof Fields
  ? Fields[Name] extends 'unknown'
    ? Name extends keyof CatalogColumns
      ? CatalogColumns[Name]
      : 'unknown'
    : Fields[Name]
  : never;

type Cell<Kind, Coercion> = Coercion extends false
  ? string | null
  : CoercedValue<string | null, Kind, Coercion extends true ? object : Coercion>;

type Columns<Fields, Names extends string, Model extends string, Coercion> = {
  readonly [Name in Names as ColumnOf<Name, Model>]: Cell<KindOf<Fields, Name>, Coercion>;
};

/** Amounts in other currencies, in the form in which the service adds them: `payout@EUR`. */
type InCurrencies<Fields, Names extends string, Model extends string, Coercion> = {
  readonly [
    Name in Names as KindOf<Fields, Name> extends 'decimal' | 'unknown' ? `${ColumnOf<Name, Model>}@${string}` : never
  ]: Cell<KindOf<Fields, Name>, Coercion>;
};

/**
 * A row of a report: the requested columns, nested by the part of their names before the dot. `['Stat.clicks', 'Offer.name']`
 * gives `{ Stat: { clicks }, Offer: { name } }`. Values are strings as on the wire, or `null` where there is none, unless the
 * query has `coerce`.
 */
export type ReportRow<Fields, Names extends string, Coercion = false> = {
  readonly [Model in ModelOf<Names>]: Columns<Fields, Names, Model, Coercion> &
    InCurrencies<Fields, Names, Model, Coercion>;
};

type Numbers<Fields, Names> = Names extends string
  ? KindOf<Fields, Names> extends 'int' | 'decimal' | 'unknown'
    ? Names
    : never
  : never;

/** The sums over the rows of a report, nested like a row, for the requested columns that the service sums. */
export type ReportTotals<Fields, Names extends string, Coercion = false> = {
  readonly [Model in ModelOf<Numbers<Fields, Names>>]?: Partial<
    Columns<Fields, Numbers<Fields, Names>, Model, Coercion>
  > &
    InCurrencies<Fields, Numbers<Fields, Names>, Model, Coercion>;
};
