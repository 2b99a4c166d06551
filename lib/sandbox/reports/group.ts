import type { Json } from '../wire/json.js';
import type { DimensionValue } from './dimensions.js';
import type { ReportEvent } from './report-event.js';
import { addCounts, addMoney, NO_COUNTS, NO_MONEY, type Money, type Sums } from './sums.js';

/** What happened alike in the fields that a report groups by. */
export interface Group {
  /** In the order of those fields. */
  readonly values: readonly Json[];
  readonly sums: Sums;
  /** Its money in the currency that was asked for. */
  readonly converted: Money;
  /** The different values of the dimensions that are counted, in their order. */
  readonly distinct: readonly ReadonlySet<DimensionValue>[];
}

/** How events are grouped: the fields, and the places of the dimensions whose different values are counted. */
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

/** Adds events up by group, in the order in which groups come first. */
export const groupEvents = (
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
    counted.forEach((place, index) => group.distinct[index]?.add(event.values[place] ?? null));
  }
  return [...groups.values()];
};
