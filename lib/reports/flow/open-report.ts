import { map, type Observable, toArray } from 'rxjs';
import { ProtocolError } from '../../errors/network-errors.js';
import { coercing } from '../../models/coerce.js';
import type { CoerceKind } from '../../models/coerced.js';
import { ADDITIVE_COLUMNS } from '../assumptions.js';
import type { DayRange } from '../dates.js';
import { planReport } from '../query/plan-report.js';
import type { ReportPlan, ReportTarget, SendReport } from '../query/report-plan.js';
import type { OpenedReport } from '../report-stream.js';
import { createCellSums } from '../rows/merge-rows.js';
import { columnKind, type WireRow } from '../rows/rows.js';
import { type FetchedReport, fetchReport } from './fetch-report.js';
import { partsOf, splitByDate } from './split-range.js';
import { BY_PAGES, BY_ROWS, streamReport } from './stream-report.js';

/** Checks the query of a report and prepares its streams. Loaded when the first report is subscribed to. */
export const openReport = (
  send: SendReport,
  { target, method }: { readonly target: ReportTarget; readonly method: string },
  query: unknown,
  options: unknown,
): OpenedReport<object, object> => {
  const plan = planReport(target, method, query, options);
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

/** Turns a row into what the caller sees. Comes last: parts are merged in their wire form. */
const finisherOf = ({ fields, coerce }: ReportPlan): ((row: WireRow) => object) => {
  if (!coerce) return (row) => row;
  const kinds = fields.map((field): [string, CoerceKind] => [field, columnKind(field) ?? 'plain']);
  return coercing(Object.fromEntries(kinds), coerce);
};

/** Emits the totals of a report, from separate requests: one row for each part of the range, and the sums that come with it. */
const reportTotals = (send: SendReport, plan: ReportPlan): Observable<WireRow> => {
  const { fields, range: days } = plan;
  const ask = (range: DayRange | undefined, divisible: boolean): Observable<WireRow> =>
    fetchReport(send, plan, { range, fields, sort: [], totals: true, limit: 1, page: 1 }, divisible).pipe(
      map(totalsOf),
    );
  const parts = partsOf(plan);
  if (!parts) return ask(days, false);
  return splitByDate(parts, false, ask).pipe(
    toArray(),
    map((all) => (all.length === 1 && all[0] ? all[0] : sumOf(all, fields))),
  );
};

const totalsOf = ({ totals, items }: FetchedReport): WireRow => {
  if (totals) return totals;
  if (items.length === 0) return {};
  throw new ProtocolError('The totals of a report were requested, but the reply has none');
};

/** Ratios of several parts do not add up: they are left out. */
const sumOf = (parts: readonly WireRow[], fields: readonly string[]): WireRow => {
  const sums = createCellSums(fields.filter((field) => ADDITIVE_COLUMNS.has(field)));
  parts.forEach(sums.add);
  return sums.result();
};
