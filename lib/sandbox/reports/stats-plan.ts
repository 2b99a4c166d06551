import { refuseField } from '../handlers/call.js';
import type { Call } from '../handlers/call.js';
import { own } from '../wire/json.js';
import type { Json } from '../wire/json.js';
import type { Param } from '../wire/params.js';
import { dimensionFields } from './dimensions.js';
import type { Group, Grouping } from './stats-report.js';
import type { Measure } from './measures.js';
import type { ReportEvent } from './log-counts.js';
import { filteredFields, parseReportFilters, type Wanted } from './filters.js';
import type { ReportRequest } from './request.js';
import { checkField, type ReportScope } from './request.js';

/** What a report of sums computes. */
export interface StatsFields {
  readonly measures: Readonly<Record<string, Measure>>;
  /** Fields that count the different values of a dimension. */
  readonly distinct: Readonly<Record<string, string>>;
}

/** How events become the groups that are asked for. */
export interface StatsPlan {
  /** The dimensions that events are to have, in this order. */
  readonly dimensions: readonly string[];
  readonly wanted: Wanted<ReportEvent>;
  readonly grouping: Grouping;
  readonly having: Wanted<Group>;
  /** Reads a field of a group; refuses one that it is not grouped by. */
  readonly reader: (field: string) => (group: Group) => Json;
}

/** Dimensions in the order in which they are first asked for. */
const createPlaces = () => {
  const names: string[] = [];
  const place = (name: string): number => {
    const known = names.indexOf(name);
    return known >= 0 ? known : names.push(name) - 1;
  };
  return { names: names as readonly string[], place };
};

const groupReader =
  (fields: readonly string[], { measures, distinct }: StatsFields, counted: readonly string[]): StatsPlan['reader'] =>
  (field) => {
    const measure = own(measures, field);
    if (measure !== undefined) return ({ sums }) => measure.read(sums);
    const dimension = own(distinct, field);
    // Nobody is none of them.
    const others = (group: Group) => [...(group.distinct[counted.indexOf(dimension ?? '')] ?? [])];
    if (dimension !== undefined) return (group) => String(others(group).filter((value) => value !== '0').length);
    const place = fields.indexOf(field);
    if (place < 0) throw refuseField(field);
    return ({ values }) => values[place] ?? null;
  };

/** Plans a report of sums: filters on what is summed up look at the groups, the others at what is summed. */
export const planStats = (call: Call, fields: StatsFields, scope: ReportScope, request: ReportRequest): StatsPlan => {
  const find = dimensionFields(call.store, request.hourOffset);
  const { names, place } = createPlaces();
  const isComputed = (field: string): boolean =>
    own(fields.measures, field) !== undefined || own(fields.distinct, field) !== undefined;

  const eventReader = (field: string): ((event: ReportEvent) => Json) => {
    const { dimension, read } = find(field);
    if (dimension === undefined) return () => read(null);
    const at = place(dimension);
    return ({ values }) => read(values[at] ?? null);
  };

  const mentioned = [...request.fields, ...request.groups, ...filteredFields(request.filters), ...request.sort.keys()];
  for (const field of mentioned) checkField(scope, field);
  const bad = request.groups.find(isComputed);
  if (bad !== undefined) throw refuseField(bad);

  const groupFields = [...new Set([...request.fields, ...request.groups])].filter((field) => !isComputed(field));
  const counted = [...new Set(mentioned.flatMap((field) => own(fields.distinct, field) ?? []))];
  const reader = groupReader(groupFields, fields, counted);
  const looksAtGroups = ([name, filter]: readonly [string, Param]): boolean =>
    filteredFields(new Map([[name, filter]])).some(isComputed);
  const filters = [...request.filters];
  const plain = parseReportFilters(new Map(filters.filter((filter) => !looksAtGroups(filter))), eventReader);
  const { principal } = scope;
  const seenAt = principal === undefined ? undefined : place(principal.dimension);
  const seen = principal?.id(call);

  return {
    dimensions: names,
    wanted: (event) => (seenAt === undefined || event.values[seenAt] === seen) && plain(event),
    grouping: { readers: groupFields.map(eventReader), counted: counted.map(place) },
    having: parseReportFilters(new Map(filters.filter(looksAtGroups)), reader),
    reader,
  };
};
