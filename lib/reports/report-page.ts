import type { Page } from '../streams/page.js';

/** Whole days, both ends included, as `YYYY-MM-DD`. */
export interface ReportRange {
  readonly from: string;
  readonly to: string;
}

/**
 * One page of a report. Number, counts and totals are those of `range`: where the service found the whole range too heavy,
 * pages of one part of it follow those of another.
 */
export interface ReportPage<Row, Totals> extends Page<Row> {
  /** The sums over the range, where the query asked for `totals`. */
  readonly totals: Totals | undefined;
  /** The days that the page is of; `undefined` where the query names no range. */
  readonly range: ReportRange | undefined;
}
