import type { Connector } from '../../protocol/filters.js';
import { dayNumber, type DayRange, dayText } from '../dates.js';
import type { Condition } from './conditions.js';

/** The column that selects days. */
export const DATE = 'Stat.date';

/** The days that a report is about. */
export interface DateFilter {
  /** All days asked for, when both ends are known: what can be cut. */
  readonly range: DayRange | undefined;
  /** Whether the range is one day, asked for by equality. */
  readonly isOneDay: boolean;
  /** The conditions that the range does not stand for. */
  readonly conditions: readonly Condition[];
  /** A day at one end alone: holds beside the other conditions, however those combine. */
  readonly bounds: readonly Condition[];
  /** What to send as `data_start` and `data_end`; where there is a range they follow the part. */
  readonly dataStart: string | undefined;
  readonly dataEnd: string | undefined;
}

interface Ends {
  readonly first?: number | undefined;
  readonly last?: number | undefined;
}

const endsOf = ({ operator, values, isList }: Condition): Ends | undefined => {
  const [first, second] = values.map((value) => dayNumber(String(value)));
  if (first === undefined) return undefined;
  switch (operator) {
    case undefined:
      return !isList || values.length === 1 ? { first, last: first } : undefined;
    case 'BETWEEN':
      return { first, last: second };
    case 'GREATER_THAN':
      return { first: first + 1 };
    case 'GREATER_THAN_OR_EQUAL_TO':
      return { first };
    case 'LESS_THAN':
      return { last: first - 1 };
    case 'LESS_THAN_OR_EQUAL_TO':
      return { last: first };
    default:
      return undefined;
  }
};

/** What conditions on the day leave, when each of them bounds it. */
const meet = (conditions: readonly Condition[]): Ends => {
  const ends = conditions.map(endsOf);
  if (ends.some((end) => end === undefined)) return {};
  const firsts = ends.flatMap((end) => end?.first ?? []);
  const lasts = ends.flatMap((end) => end?.last ?? []);
  return {
    first: firsts.length > 0 ? Math.max(...firsts) : undefined,
    last: lasts.length > 0 ? Math.min(...lasts) : undefined,
  };
};

const readDay = (name: string, value: unknown): number | undefined => {
  if (value === undefined) return undefined;
  if (typeof value !== 'string') throw new TypeError(`${name} should be a string YYYY-MM-DD`);
  const day = dayNumber(value);
  if (day === undefined) throw new RangeError(`${name} should be a day YYYY-MM-DD, not "${value}"`);
  return day;
};

const checkSame = (name: string, given: number | undefined, filtered: number | undefined): void => {
  if (given === undefined || given === filtered) return;
  const other = filtered === undefined ? 'has no such end' : `has ${dayText(filtered)}`;
  throw new TypeError(`${name} is ${dayText(given)}, and the filter on ${DATE} ${other}: leave one of them out`);
};

const textOf = (day: number | undefined): string | undefined => (day === undefined ? undefined : dayText(day));

const bound = (key: string, operator: Condition['operator'], day: number | undefined): Condition[] =>
  day === undefined ? [] : [{ key, field: DATE, operator, values: [dayText(day)], isList: false }];

const boundsOf = (start: number | undefined, end: number | undefined): Condition[] => [
  ...bound('dataStart', 'GREATER_THAN_OR_EQUAL_TO', start),
  ...bound('dataEnd', 'LESS_THAN_OR_EQUAL_TO', end),
];

const rangeOf = ({ first, last }: Ends): DayRange | undefined => {
  if (first === undefined || last === undefined) return undefined;
  if (first > last) throw new RangeError(`From ${dayText(first)} to ${dayText(last)} there is no day`);
  return { first, last };
};

/** The ends that conditions on the day give; under OR they are alternatives, and give none. */
const filteredEnds = (onDate: readonly Condition[], connector: Connector, start?: number, end?: number): Ends => {
  if (connector === 'OR') {
    if ((start ?? end) === undefined) return {};
    throw new TypeError(`A condition on ${DATE} under OR is no range: leave dataStart and dataEnd out`);
  }
  const ends = meet(onDate);
  checkSame('dataStart', start, ends.first);
  checkSame('dataEnd', end, ends.last);
  return ends;
};

/**
 * Finds the range of days of a report: that of the filter on `Stat.date`, or of `dataStart` and `dataEnd`, which do not
 * filter by themselves and are made the filter here. `hourOffset` shifts days by them, so they go along with it.
 *
 * @throws TypeError when both are given and differ, RangeError for a day that does not exist or a range without days.
 */
export const dateFilter = (
  conditions: readonly Condition[],
  connector: Connector,
  given: { readonly dataStart?: unknown; readonly dataEnd?: unknown; readonly hourOffset?: unknown },
): DateFilter => {
  const first = readDay('dataStart', given.dataStart);
  const last = readDay('dataEnd', given.dataEnd);
  const onDate = conditions.filter(({ field }) => field === DATE);
  const isFiltered = onDate.length > 0;
  const range = rangeOf(isFiltered ? filteredEnds(onDate, connector, first, last) : { first, last });
  const shifted = given.hourOffset === undefined ? undefined : range;
  return {
    range,
    isOneDay: range !== undefined && onDate.length === 1 && onDate[0]?.operator === undefined,
    conditions: range ? conditions.filter(({ field }) => field !== DATE) : conditions,
    bounds: range || isFiltered ? [] : boundsOf(first, last),
    dataStart: textOf(first ?? shifted?.first),
    dataEnd: textOf(last ?? shifted?.last),
  };
};
