import { type Call, refuseField } from '../handlers/call.js';
import { type Json, own } from '../wire/json.js';
import type { Param } from '../wire/params.js';
import { dimensionFields, type DimensionValue } from './dimensions.js';
import { filteredFields, parseReportFilters, type Wanted } from './filters.js';
import type { ReportEvent } from './log-counts.js';
import type { Measure } from './measures.js';
import { checkField, type ReportRequest, type ReportScope } from './request.js';
import type { Group, Grouping } from './stats-report.js';

/** The computed fields of a report of sums. */
export interface StatsFields {
  readonly measures: Readonly<Record<string, Measure>>;
  /** Fields that count the distinct values of a dimension. */
  readonly distinct: Readonly<Record<string, string>>;
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
export const planStats = (call: Call, fields: StatsFields, scope: ReportScope, request: ReportRequest): StatsPlan => {
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
