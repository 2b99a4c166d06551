import type { Call, Handler } from '../handlers/call.js';
import { type Json, own } from '../wire/json.js';
import { type DateSpan, filteredSpan } from './dates.js';
import type { DimensionValue } from './dimensions.js';
import { checkReportSpan } from './limits.js';
import type { ReportEvent } from './log-counts.js';
import { type ReportCell, reportReply, sortByValues, sortRecords } from './reply.js';
import { parseReportRequest, type ReportRequest, type ReportScope } from './request.js';
import { planStats, type StatsFields } from './stats-plan.js';
import { addCounts, addMoney, type Money, NO_COUNTS, NO_MONEY, type Sums } from './sums.js';

/** The sums of the events with equal values in the fields that a report groups by. */
export interface Group {
  /** The values of those fields, in their order. */
  readonly values: readonly Json[];
  readonly sums: Sums;
  /** Its money in the requested currency. */
  readonly converted: Money;
  /** The distinct values of the counted dimensions, in their order. */
  readonly distinct: readonly ReadonlySet<DimensionValue>[];
}

/** How events are grouped: the readers of the fields, and the indexes of the dimensions whose distinct values are counted. */
export interface Grouping {
  readonly readers: readonly ((event: ReportEvent) => Json)[];
  readonly counted: readonly number[];
}

const newGroup = (values: readonly Json[], counted: readonly number[]) => ({
  values,
  sums: { ...NO_COUNTS, ...NO_MONEY },
  converted: { ...NO_MONEY },
  distinct: counted.map(() => new Set<DimensionValue>()),
});

/** Adds up events by group. Groups keep the order of their first events. */
const groupEvents = (
  events: Iterable<ReportEvent>,
  wanted: (event: ReportEvent) => boolean,
  { readers, counted }: Grouping,
): readonly Group[] => {
  const groups = new Map<string, ReturnType<typeof newGroup>>();
  for (const event of events) {
    if (!wanted(event)) continue;
    const values = readers.map((read) => read(event));
    const key = JSON.stringify(values);
    const group = groups.get(key) ?? newGroup(values, counted);
    groups.set(key, group);
    addCounts(group.sums, event.counts);
    if (event.money) addMoney(group.sums, event.money);
    if (event.converted) addMoney(group.converted, event.converted);
    counted.forEach((dimension, index) => group.distinct[index]?.add(event.values[dimension] ?? null));
  }
  return [...groups.values()];
};

/** A kind of report that sums up events. */
export interface StatsKind extends StatsFields {
  /** The events, with their dimensions in the requested order. Events outside the span may be left out. */
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

/** Creates the handler of a report of sums. It groups by the requested fields that are not computed, and by `groups[]`. */
export const statsReport =
  (kind: StatsKind, scope: ReportScope): Handler =>
  (call) => {
    const request = parseReportRequest(call, scope.defaults);
    const { dimensions, wanted, grouping, having, reader } = planStats(call, kind, scope, request);
    const span = filteredSpan(request.filters);
    checkReportSpan(call, span);
    const events = kind.events(call, dimensions, request, span);
    // Without a sort, groups are ordered by their values, so that pages do not depend on the order of events.
    const groups = sortByValues(groupEvents(events, wanted, grouping).filter(having), ({ values }) => values);
    const sorted = sortRecords(groups, request.sort, reader);
    const cellsOf = cellsWith(reader, kind, request);
    const additive = request.fields.filter((field) => own(kind.measures, field)?.additive);
    const totals = cellsWith(reader, kind, { ...request, fields: additive })(totalOf(groups));
    return reportReply(call, sorted, cellsOf, request.totals ? totals : undefined);
  };
