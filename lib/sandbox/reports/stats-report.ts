import type { Call, Handler } from '../call.js';
import { own } from '../own.js';
import type { Json } from '../wire/json.js';
import { filteredSpan, type DateSpan } from './date-span.js';
import { groupEvents, type Group } from './group.js';
import type { ReportEvent } from './report-event.js';
import { checkReportSpan } from './report-limits.js';
import { reportReply, type ReportCell } from './report-reply.js';
import { readReportRequest, type ReportRequest } from './report-request.js';
import type { ReportScope } from './report-scope.js';
import { sortByValues, sortRecords } from './sort-records.js';
import { planStats, type StatsFields } from './stats-plan.js';
import { addCounts, addMoney, NO_COUNTS, NO_MONEY } from './sums.js';

/** A kind of report that sums up what happened. */
export interface StatsKind extends StatsFields {
  /** What happened, with its dimensions in the order they are asked for; what lies outside of the span may be left out. */
  readonly events: (
    call: Call,
    dimensions: readonly string[],
    request: ReportRequest,
    span: DateSpan,
  ) => Iterable<ReportEvent>;
}

const cellsWith = (
  reader: (field: string) => (group: Group) => Json,
  { measures }: StatsFields,
  { fields, currency }: ReportRequest,
) => {
  const columns = fields.map((field) => ({ field, read: reader(field), measure: own(measures, field) }));
  return (group: Group): readonly ReportCell[] =>
    columns.flatMap(({ field, read, measure }): ReportCell[] => {
      const cell: ReportCell = [field, read(group)];
      if (currency === undefined || !measure?.money) return [cell];
      return [cell, [`${field}@${currency}`, measure.read({ ...group.sums, ...group.converted })]];
    });
};

const totalOf = (groups: readonly Group[]): Group => {
  const total = { values: [], sums: { ...NO_COUNTS, ...NO_MONEY }, converted: { ...NO_MONEY }, distinct: [] };
  for (const { sums, converted } of groups) {
    addCounts(total.sums, sums);
    addMoney(total.sums, sums);
    addMoney(total.converted, converted);
  }
  return total;
};

/** The handler of a report of sums: groups by the fields that are not computed, and by `groups[]`. */
export const statsReport =
  (kind: StatsKind, scope: ReportScope): Handler =>
  (call) => {
    const request = readReportRequest(call, scope.defaults);
    const { dimensions, wanted, grouping, having, reader } = planStats(call, kind, scope, request);
    const span = filteredSpan(request.filters);
    checkReportSpan(call, span);
    const events = kind.events(call, dimensions, request, span);
    // Without a sort the groups go by what they are grouped by: pages must not depend on what was counted first.
    const groups = sortByValues(groupEvents(events, wanted, grouping).filter(having), ({ values }) => values);
    const sorted = sortRecords(groups, request.sort, reader);
    const cellsOf = cellsWith(reader, kind, request);
    const additive = request.fields.filter((field) => own(kind.measures, field)?.additive);
    const totals = cellsWith(reader, kind, { ...request, fields: additive })(totalOf(groups));
    return reportReply(call, sorted, cellsOf, request.totals ? totals : undefined);
  };
