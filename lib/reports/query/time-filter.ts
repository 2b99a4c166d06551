import { encodeParams, type Parameter } from '../../protocol/params.js';
import { dayNumber, type DayRange, dayText } from '../dates.js';
import { type Condition, encodeConditions } from './conditions.js';

/** The column that selects times. */
export const DATETIME = 'Stat.datetime';

/** A range of times, as the filter on `Stat.datetime` gives it. */
export interface TimeFilter {
  /** The days that it touches, from the one it begins in to the one it ends in. */
  readonly range: DayRange;
  /** First and last time, both included, as far as possible in the words of the query. */
  readonly from: string;
  readonly to: string;
  /** The conditions that give the range. */
  readonly conditions: readonly Condition[];
}

/** A time in its long form, which sorts as text. A day alone is the midnight that it begins with. */
const longTime = (text: string): string => (text.length === 10 ? `${text} 00:00:00` : text);

/** The time some seconds later, or earlier. UTC serves only as a calendar. */
const shifted = (text: string, seconds: number): string =>
  new Date(Date.parse(`${longTime(text).replace(' ', 'T')}Z`) + seconds * 1000)
    .toISOString()
    .slice(0, 19)
    .replace('T', ' ');

interface Ends {
  readonly from?: string;
  readonly to?: string;
}

/** The ends that a condition gives; `undefined` for one that is not a bound, or not surely the same one in other words. */
const endsOf = ({ operator, values: [first, last] }: Condition): Ends | undefined => {
  const [from, to] = [String(first), String(last)];
  switch (operator) {
    case 'BETWEEN':
      return { from, to };
    case 'GREATER_THAN_OR_EQUAL_TO':
      return { from };
    case 'LESS_THAN_OR_EQUAL_TO':
      return { to: from };
    case 'GREATER_THAN':
      // Whether the times of a day are after that day is the service's to say.
      return from.length === 10 ? undefined : { from: shifted(from, 1) };
    case 'LESS_THAN':
      return { to: shifted(from, -1) };
    default:
      return undefined;
  }
};

const latest = (times: readonly string[]): string | undefined =>
  times.toSorted((a, b) => (longTime(a) < longTime(b) ? -1 : 1)).at(-1);
const earliest = (times: readonly string[]): string | undefined =>
  times.toSorted((a, b) => (longTime(a) < longTime(b) ? 1 : -1)).at(-1);

const dayOf = (time: string): number => dayNumber(time.slice(0, 10)) ?? NaN;

/**
 * Finds the range of times of a report, if its conditions on `Stat.datetime` are bounds at both ends. Such a range can be
 * cut at midnight like one of days.
 */
export const timeFilter = (conditions: readonly Condition[]): TimeFilter | undefined => {
  const onTime = conditions.filter(({ field }) => field === DATETIME);
  const ends = onTime.map(endsOf);
  if (ends.includes(undefined)) return undefined;
  const from = latest(ends.flatMap((end) => end?.from ?? []));
  const to = earliest(ends.flatMap((end) => end?.to ?? []));
  if (from === undefined || to === undefined) return undefined;
  const range = { first: dayOf(from), last: dayOf(to) };
  return range.first <= range.last ? { range, from, to, conditions: onTime } : undefined;
};

/** The filter for the days of one part: the query's own for the whole range, else from midnight to midnight. */
export const encodeTimes = ({ range, from, to, conditions }: TimeFilter, part: DayRange): Parameter[] => {
  const [isFirst, isLast] = [part.first === range.first, part.last === range.last];
  if (isFirst && isLast) return encodeConditions(conditions);
  const start = isFirst ? from : `${dayText(part.first)} 00:00:00`;
  const end = isLast ? to : `${dayText(part.last)} 23:59:59`;
  return encodeParams({ [`filters[${DATETIME}]`]: { conditional: 'BETWEEN', values: [start, end] } });
};
