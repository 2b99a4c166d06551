import { map, type Observable } from 'rxjs';
import { coercing } from '../../models/coerce.js';
import type { CoerceKind } from '../../models/coerced.js';
import type { TimeZone } from '../../protocol/time-zone.js';
import { planReport } from '../query/plan-report.js';
import type { ReportPlan, ReportTarget } from '../query/report-plan.js';
import type { OpenedReport } from '../report-stream.js';
import { columnKind, type WireRow } from '../rows/rows.js';
import type { ReportCalls } from './fetch-report.js';
import { reportTotals } from './report-totals.js';
import { BY_PAGES, BY_ROWS, streamReport } from './stream-report.js';

/** Checks the query of a report and prepares its streams. Loaded when the first report is subscribed to. */
export const openReport = (
  calls: ReportCalls,
  { target, method }: { readonly target: ReportTarget; readonly method: string },
  query: unknown,
  options: unknown,
  zone: TimeZone,
): OpenedReport<object, object> => {
  const plan = planReport({ target, method }, query, options, zone);
  const finish = finisherOf(plan);
  const finished = (source: Observable<WireRow>): Observable<object> =>
    plan.coerce ? source.pipe(map(finish)) : source;
  return {
    rows: () => finished(streamReport(calls, plan, BY_ROWS)),
    pages: () =>
      streamReport(calls, plan, BY_PAGES).pipe(
        map((page) => ({ ...page, items: page.items.map(finish), totals: page.totals && finish(page.totals) })),
      ),
    totals: () => finished(reportTotals(calls.send, plan)),
  };
};

/** Turns a row into what the caller sees. Comes last: parts are merged in their wire form. */
const finisherOf = ({ fields, coerce }: ReportPlan): ((row: WireRow) => object) => {
  if (!coerce) return (row) => row;
  const kinds = fields.map((field): [string, CoerceKind] => [field, columnKind(field) ?? 'plain']);
  return coercing(Object.fromEntries(kinds), coerce);
};
