import { isDate } from 'node:util/types';
import type { Connector } from '../../protocol/query.js';
import { checkDate, dayIn, type TimeZone } from '../../protocol/time-zone.js';
import { dayNumber, type DayRange, dayText } from '../dates.js';
import type { Condition } from './conditions.js';

/** The column that selects days. */
export const DATE = 'Stat.date';

/** The days of a report, and the conditions that are left. */
interface DateFilter {
  /** All requested days, when both ends are known: this range can be split. */
  readonly range: DayRange | undefined;
  /** Whether the range is one day, selected by equality. */
  readonly isOneDay: boolean;
  /** The conditions that the range does not express. */
  readonly conditions: readonly Condition[];
  /** A bound at one end only: it always applies, even where the other conditions are alternatives. */
  readonly bounds: readonly Condition[];
  /** Values of `data_start` and `data_end`; where there is a range they follow the part. */
  readonly dataStart: string | undefined;
  readonly dataEnd: string | undefined;
}

/**
 * Finds the range of days of a report: that of the filter on `Stat.date`, or of `dataStart` and `dataEnd`. The service does
 * not filter by these two, so here they become the filter as well. `hourOffset` shifts days by them, so they are sent with it.
 *
 * @throws TypeError when both are given and differ; RangeError for a day that does not exist or a range without days.
 */
export const dateFilter = (
  name: string,
  conditions: readonly Condition[],
  connector: Connector,
  given: { readonly dataStart?: unknown; readonly dataEnd?: unknown; readonly hourOffset?: unknown },
  zone: TimeZone,
): DateFilter => {
  const first = parseDay(`${name}: dataStart`, given.dataStart, zone);
  const last = parseDay(`${name}: dataEnd`, given.dataEnd, zone);
  const onDate = conditions.filter(({ field }) => field === DATE);
  const isFiltered = onDate.length > 0;
  const range = rangeOf(name, isFiltered ? filteredEnds(name, onDate, connector, { first, last }) : { first, last });
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

const parseDay = (label: string, value: unknown, zone: TimeZone): number | undefined => {
  if (value === undefined) return undefined;
  if (isDate(value)) {
    checkDate(label, value);
    return dayNumber(dayIn(zone, value));
  }
  if (typeof value !== 'string') throw new TypeError(`${label} should be a string YYYY-MM-DD, or a Date`);
  const day = dayNumber(value);
  if (day === undefined) throw new RangeError(`${label} should be a day YYYY-MM-DD, not "${value}"`);
  return day;
};

interface Ends {
  readonly first?: number | undefined;
  readonly last?: number | undefined;
}

const rangeOf = (name: string, { first, last }: Ends): DayRange | undefined => {
  if (first === undefined || last === undefined) return undefined;
  if (first > last)
    throw new RangeError(
      `${name}: the days should not be reversed: there is no day from ${dayText(first)} to ${dayText(last)}`,
    );
  return { first, last };
};

/** The ends that conditions on the day give; under OR they are alternatives, and give none. */
const filteredEnds = (
  name: string,
  onDate: readonly Condition[],
  connector: Connector,
  { first, last }: Ends,
): Ends => {
  if (connector === 'OR') {
    if ((first ?? last) === undefined) return {};
    throw new TypeError(`${name}: dataStart and dataEnd should be left out where ${DATE} is an alternative under OR`);
  }
  const ends = meet(onDate);
  checkSame(`${name}: dataStart`, first, ends.first);
  checkSame(`${name}: dataEnd`, last, ends.last);
  return ends;
};

/** The intersection of conditions on the day; no ends when one of them is not a bound. */
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

const checkSame = (label: string, given: number | undefined, filtered: number | undefined): void => {
  if (given === undefined || given === filtered) return;
  const other = filtered === undefined ? 'has no such end' : `has ${dayText(filtered)}`;
  throw new TypeError(
    `${label} should agree with the filter on ${DATE}, which ${other}, not be ${dayText(given)}: leave one of them out`,
  );
};

const boundsOf = (start: number | undefined, end: number | undefined): Condition[] => [
  ...boundAt('dataStart', 'GREATER_THAN_OR_EQUAL_TO', start),
  ...boundAt('dataEnd', 'LESS_THAN_OR_EQUAL_TO', end),
];

const boundAt = (label: string, operator: Condition['operator'], day: number | undefined): Condition[] =>
  day === undefined ? [] : [{ label, field: DATE, operator, values: [dayText(day)], isList: false }];

const textOf = (day: number | undefined): string | undefined => (day === undefined ? undefined : dayText(day));
