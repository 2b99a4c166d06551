import { type Observable, tap } from 'rxjs';
import type { FetchPage } from '../../streams/fetch-page.js';
import type { DayRange } from '../dates/day-range.js';
import type { ReportPlan } from '../query/report-plan.js';
import type { WireRow } from '../rows/report-row.js';
import { fetchReport, sameReportPage } from './fetch-report.js';
import type { SendReport } from './report-source.js';
import type { StreamForm } from './stream-form.js';

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
