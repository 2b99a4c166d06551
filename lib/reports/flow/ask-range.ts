import { map, type Observable, tap } from 'rxjs';
import type { FetchPage, PagingOptions } from '../../streams/page.js';
import { items, pages } from '../../streams/paginate.js';
import { type DayRange, dayText } from '../dates.js';
import type { ReportPlan, SendReport } from '../query/report-plan.js';
import type { ReportPage } from '../report-row.js';
import type { WireRow } from '../rows/rows.js';
import { fetchReport, sameReportPage } from './fetch-report.js';

/** What is known of the range that a list is of. */
export interface RangeFacts {
  readonly range: DayRange | undefined;
  /** The sums over the range, as the page that came last has them. */
  readonly totals: () => WireRow | undefined;
}

/** What a list becomes: its rows, or its pages. */
export interface StreamForm<R> {
  readonly make: (fetch: FetchPage<WireRow>, options: PagingOptions<WireRow>, facts: RangeFacts) => Observable<R>;
  /** How many rows an element stands for. */
  readonly rowsOf: (element: R) => number;
}

/** One by one. */
export const BY_ROWS: StreamForm<WireRow> = { make: items, rowsOf: () => 1 };

/** Page by page, with the range and its totals. */
export const BY_PAGES: StreamForm<ReportPage<WireRow, WireRow>> = {
  make: (fetch, options, { range, totals }) =>
    pages(fetch, options).pipe(
      map((page) => ({
        ...page,
        totals: totals(),
        range: range && { from: dayText(range.first), to: dayText(range.last) },
      })),
    ),
  rowsOf: (page) => page.items.length,
};

/** What of a plan is asked for at once. */
export interface RangeQuery {
  readonly range: DayRange | undefined;
  /** Whether a refusal of the first page as too heavy comes as a `RangeTooHeavy`. Later pages are never cut: rows are out. */
  readonly divisible: boolean;
  readonly limit: number | undefined;
  readonly fields: readonly string[];
  readonly sort: ReportPlan['sort'];
  readonly size: number;
}

/** The rows or pages of one range as the service gives them. */
export const askRange = <R>(
  send: SendReport,
  plan: ReportPlan,
  { range, divisible, limit, fields, sort, size }: RangeQuery,
  { make }: StreamForm<R>,
): Observable<R> => {
  let totals: WireRow | undefined;
  const fetch: FetchPage<WireRow> = ({ page }) =>
    fetchReport(
      send,
      plan,
      { range, fields, sort, totals: plan.totals, limit: size, page },
      divisible && page === 1,
    ).pipe(tap((fetched) => (totals = fetched.totals)));
  const options = { ...plan.paging, size, limit, same: sameReportPage };
  return make(fetch, options, { range, totals: () => totals });
};
