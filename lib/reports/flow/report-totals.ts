import { map, type Observable, toArray } from 'rxjs';
import { ProtocolError } from '../../errors/protocol-error.js';
import type { DayRange } from '../dates/day-range.js';
import type { ReportPlan } from '../query/report-plan.js';
import { ADDITIVE_COLUMNS } from '../rows/additive-columns.js';
import { createCellSums } from '../rows/cell-sums.js';
import type { WireRow } from '../rows/report-row.js';
import { divide } from './divide.js';
import { type FetchedReport, fetchReport } from './fetch-report.js';
import type { SendReport } from './report-source.js';
import { partsOf } from './stream-report.js';

const totalsOf = ({ totals, items }: FetchedReport): WireRow => {
  if (totals) return totals;
  if (items.length === 0) return {};
  throw new ProtocolError('The totals of a report were asked for, and none came');
};

/** Ratios of several parts do not add up: they are left out. */
const sumOf = (parts: readonly WireRow[], fields: readonly string[]): WireRow => {
  const sums = createCellSums(fields.filter((field) => ADDITIVE_COLUMNS.has(field)));
  parts.forEach(sums.add);
  return sums.result();
};

/** The totals of a report by requests of their own: one row, and the sums beside it, for each part of the range. */
export const reportTotals = (send: SendReport, plan: ReportPlan): Observable<WireRow> => {
  const { fields, range: days } = plan;
  const ask = (range: DayRange | undefined, divisible: boolean): Observable<WireRow> =>
    fetchReport(send, plan, { range, fields, sort: [], totals: true, limit: 1, page: 1 }, divisible).pipe(
      map(totalsOf),
    );
  const parts = partsOf(plan);
  if (!parts) return ask(days, false);
  return divide(parts, false, ask).pipe(
    toArray(),
    map((all) => (all.length === 1 && all[0] ? all[0] : sumOf(all, fields))),
  );
};
