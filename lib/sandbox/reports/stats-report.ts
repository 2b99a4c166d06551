import type { Call, Handler } from '../handlers/call.js';
import { refuseField } from '../wire/envelope.js';
import { type Json, own } from '../wire/json.js';
import type { Param } from '../wire/params.js';
import { type DateSpan, filteredSpan } from './dates.js';
import { dimensionFields, type DimensionValue } from './dimensions.js';
import { filteredFields, parseReportFilters, type Wanted } from './filters.js';
import type { ReportEvent } from './log-counts.js';
import type { Measure } from './measures.js';
import { type ReportCell, reportReply, sortByValues, sortRecords } from './reply.js';
import { checkField, checkReportSpan, parseReportRequest, type ReportRequest, type ReportScope } from './request.js';
import { addCounts, addMoney, type Money, NO_COUNTS, NO_MONEY, type Sums } from './sums.js';

/** The computed fields of a report of sums. */
interface StatsFields {
  readonly measures: Readonly<Record<string, Measure>>;
  /** Fields that count the distinct values of a dimension. */
  readonly distinct: Readonly<Record<string, string>>;
}

/** The sums of the events with equal values in the fields that a report groups by. */
interface Group {
  /** The values of those fields, in their order. */
  readonly values: readonly Json[];
  readonly sums: Sums;
  /** Its money in the requested currency. */
  readonly converted: Money;
  /** The distinct values of the counted dimensions, in their order. */
  readonly distinct: readonly ReadonlySet<DimensionValue>[];
}

/** How events are grouped: the readers of the fields, and the indexes of the dimensions whose distinct values are counted. */
interface Grouping {
  readonly readers: readonly ((event: ReportEvent) => Json)[];
  readonly counted: readonly number[];
}

/** How events become the requested groups. */
interface StatsPlan {
  /** The dimensions that events need, in this order. */
  readonly dimensions: readonly string[];
  readonly wanted: Wanted<ReportEvent>;
  readonly grouping: Grouping;
  /** The filters on computed fields, which apply to groups. */
  readonly having: Wanted<Group>;
  /** Finds the reader of a field of a group. @throws ApiFailure for a field that it is not grouped by */
  readonly reader: (field: string) => (group: Group) => Json;
}

/** Collects dimensions in the order in which they are first requested, and gives the index of each. */
const createIndex = () => {
  const names: string[] = [];
  const indexOf = (name: string): number => {
    const index = names.indexOf(name);
    return index >= 0 ? index : names.push(name) - 1;
  };
  return { names: names as readonly string[], indexOf };
};

/** The number of distinct ids. The id 0 stands for a missing row. */
const countIds = (ids: ReadonlySet<DimensionValue> = new Set()): string =>
  String([...ids].filter((id) => id !== '0').length);

const groupReader =
  (fields: readonly string[], { measures, distinct }: StatsFields, counted: readonly string[]): StatsPlan['reader'] =>
  (field) => {
    const measure = own(measures, field);
    if (measure !== undefined) return ({ sums }) => measure.read(sums);
    const dimension = own(distinct, field);
    if (dimension !== undefined) return (group) => countIds(group.distinct[counted.indexOf(dimension)]);
    const index = fields.indexOf(field);
    if (index < 0) throw refuseField(field);
    return ({ values }) => values[index] ?? null;
  };

/** Plans a report of sums. Filters on computed fields apply to groups, the others to events. */
const planStats = (call: Call, fields: StatsFields, scope: ReportScope, request: ReportRequest): StatsPlan => {
  const find = dimensionFields(call.store, request.hourOffset);
  const { names, indexOf } = createIndex();
  const isComputed = (field: string): boolean =>
    own(fields.measures, field) !== undefined || own(fields.distinct, field) !== undefined;

  const eventReader = (field: string): ((event: ReportEvent) => Json) => {
    const { dimension, read } = find(field);
    if (dimension === undefined) return () => read(null);
    const index = indexOf(dimension);
    return ({ values }) => read(values[index] ?? null);
  };

  const mentioned = [...request.fields, ...request.groups, ...filteredFields(request.filters), ...request.sort.keys()];
  for (const field of mentioned) checkField(scope, field);
  const bad = request.groups.find(isComputed);
  if (bad !== undefined) throw refuseField(bad);

  const groupFields = [...new Set([...request.fields, ...request.groups])].filter((field) => !isComputed(field));
  const counted = [...new Set(mentioned.flatMap((field) => own(fields.distinct, field) ?? []))];
  const reader = groupReader(groupFields, fields, counted);
  const isOnGroups = ([name, filter]: readonly [string, Param]): boolean =>
    filteredFields(new Map([[name, filter]])).some(isComputed);
  const filters = [...request.filters];
  const onEvents = parseReportFilters(new Map(filters.filter((filter) => !isOnGroups(filter))), eventReader);
  const { principal } = scope;
  const principalIndex = principal === undefined ? undefined : indexOf(principal.dimension);
  const principalId = principal?.id(call);
  const isVisible: Wanted<ReportEvent> = ({ values }) =>
    principalIndex === undefined || values[principalIndex] === principalId;

  return {
    dimensions: names,
    wanted: (event) => isVisible(event) && onEvents(event),
    grouping: { readers: groupFields.map(eventReader), counted: counted.map(indexOf) },
    having: parseReportFilters(new Map(filters.filter(isOnGroups)), reader),
    reader,
  };
};

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
