import { map, type Observable } from 'rxjs';
import { coercing } from '../../models/coerce/coerce.js';
import type { CoerceKind } from '../../models/coerce/coerce-options.js';
import { planReport } from '../query/plan-report.js';
import type { ReportPlan } from '../query/report-plan.js';
import type { OpenedReport } from '../report-stream.js';
import { columnKind } from '../rows/column-kind.js';
import type { WireRow } from '../rows/report-row.js';
import type { ReportTarget, SendReport } from './report-source.js';
import { reportTotals } from './report-totals.js';
import { BY_PAGES, BY_ROWS } from './stream-form.js';
import { streamReport } from './stream-report.js';

/** What a row becomes for the caller. Comes last: parts are joined by what stands on the wire. */
const finisherOf = ({ fields, coerce }: ReportPlan): ((row: WireRow) => object) => {
  if (!coerce) return (row) => row;
  const kinds = fields.map((field): [string, CoerceKind] => [field, columnKind(field) ?? 'plain']);
  return coercing(Object.fromEntries(kinds), coerce);
};

/** Checks the query of a report and makes it ready. Loaded by the first report that is subscribed to. */
export const openReport = (
  send: SendReport,
  target: ReportTarget,
  method: string,
  query: unknown,
): OpenedReport<object, object> => {
  const plan = planReport(target, method, query);
  const finish = finisherOf(plan);
  const finished = (source: Observable<WireRow>): Observable<object> =>
    plan.coerce ? source.pipe(map(finish)) : source;
  return {
    rows: () => finished(streamReport(send, plan, BY_ROWS)),
    pages: () =>
      streamReport(send, plan, BY_PAGES).pipe(
        map((page) => ({ ...page, items: page.items.map(finish), totals: page.totals && finish(page.totals) })),
      ),
    totals: () => finished(reportTotals(send, plan)),
  };
};
