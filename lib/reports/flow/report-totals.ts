import { map, type Observable, toArray } from 'rxjs';
import { ProtocolError } from '../../errors/network-errors.js';
import { ADDITIVE_COLUMNS } from '../assumptions.js';
import type { DayRange } from '../dates.js';
import type { ReportPlan, SendReport } from '../query/report-plan.js';
import { createCellSums } from '../rows/merge-rows.js';
import type { WireRow } from '../rows/rows.js';
import { type FetchedReport, fetchReport } from './fetch-report.js';
import { partsOf, splitByDate } from './split-range.js';

/**
 * Emits the totals over the whole range of a report, from separate requests: one row for each part of the range, and the
 * sums that come with it. `undefined` when a part has rows and no totals.
 */
export const totalsOverRange = (send: SendReport, plan: ReportPlan): Observable<WireRow | undefined> => {
  const { fields, range: days } = plan;
  const ask = (range: DayRange | undefined, divisible: boolean): Observable<WireRow | undefined> =>
    fetchReport(send, plan, { range, fields, sort: [], totals: true, limit: 1, page: 1 }, divisible).pipe(
      map(totalsOf),
    );
  const parts = partsOf(plan);
  if (!parts) return ask(days, false);
  return splitByDate(parts, false, ask).pipe(
    toArray(),
    map((all) => (all.length === 1 ? all[0] : sumTotals(all, fields))),
  );
};

/** Emits the totals of a report. @throws ProtocolError when the reply has rows and no totals. */
export const reportTotals = (send: SendReport, plan: ReportPlan): Observable<WireRow> =>
  totalsOverRange(send, plan).pipe(
    map((totals) => {
      if (totals) return totals;
      throw new ProtocolError('The totals of a report were requested, but the reply has none');
    }),
  );

const totalsOf = ({ totals, items }: FetchedReport): WireRow | undefined =>
  totals ?? (items.length === 0 ? {} : undefined);

/**
 * The totals of all parts added up; `undefined` when a part has none. Ratios and averages of several parts do not add up:
 * they are left out.
 */
export const sumTotals = (parts: Iterable<WireRow | undefined>, fields: readonly string[]): WireRow | undefined => {
  const sums = createCellSums(fields.filter((field) => ADDITIVE_COLUMNS.has(field)));
  for (const totals of parts) {
    if (!totals) return undefined;
    sums.add(totals);
  }
  return sums.result();
};
