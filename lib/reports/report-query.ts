import type { Paging } from '../models/query.js';
import type { Connector } from '../protocol/encode-filters.js';
import type { ReportFilters } from './report-filters.js';
import type { ReportCoercion } from './report-row.js';

type Sort<Fields> = (keyof Fields & string) | `-${keyof Fields & string}`;

/** What a report is asked. */
export interface ReportQuery<
  Fields,
  Asked extends keyof Fields & string,
  Coercion extends ReportCoercion = ReportCoercion,
> extends Omit<Paging, 'stable'> {
  /** The columns of the rows; in statistics those that are no sums make the groups. */
  readonly fields: readonly Asked[];
  /** Groups beside those that follow from the fields; an older form that the service still takes. */
  readonly groups?: readonly (keyof Fields & string)[] | undefined;
  readonly filters?: ReportFilters<Fields> | undefined;
  /** How the conditions combine. OR works over different columns only. @default 'AND' */
  readonly connector?: Connector | undefined;
  /** A column, `-` in front for descending, or several. */
  readonly sort?: Sort<Fields> | readonly Sort<Fields>[] | null | undefined;
  /** Brings the sums over all rows along with each page: see `pages`. `totals$` needs no such option. @default false */
  readonly totals?: boolean | undefined;
  /** The currency of amounts: `'EUR'`. */
  readonly currency?: string | undefined;
  /**
   * First day, `YYYY-MM-DD`. The service shifts days by it and does not filter; so here it is the filter on `Stat.date` too,
   * where there is none.
   */
  readonly dataStart?: string | undefined;
  /** Last day, included. */
  readonly dataEnd?: string | undefined;
  /** Hours from the network's time zone to the one that days are counted in; may be negative. */
  readonly hourOffset?: number | undefined;
  /** A parameter of the service's own; its documentation calls it unused. */
  readonly count?: boolean | undefined;
  /**
   * Makes numbers, flags and nulls of the strings on the wire, by the catalog's kinds: `true`, or the options of `coerce`.
   * Amounts stay exact strings unless the options say otherwise. A function among them names its parameter's type:
   * `{ date: (text: string) => new Date(text) }`. @default false
   */
  readonly coerce?: Coercion | undefined;
  /**
   * How a range of days is cut when the service finds it too heavy: `true` into halves, down to single days; `{ days }` cuts
   * up front into that many days at the most; `false` never. @default true
   */
  readonly split?: boolean | { readonly days?: number | undefined } | undefined;
  /** Further parameters, sent as they are. */
  readonly params?: Readonly<Record<string, unknown>> | undefined;
}
