import { dateTime, DAY } from '../store/entity.js';
import type { ParamMap } from '../wire/params.js';
import { type Condition, parseConditions } from './filters.js';

const HOUR = 3_600_000;

/** The instant of `2024-03-01`, `2024-03-01 08` or `2024-03-01 08:00:00`; `NaN` for any other text. */
export const instantOf = (time: string): number =>
  Date.parse(`${time.slice(0, 10)}T${time.slice(11).padEnd(2, '0').padEnd(8, ':00:00')}Z`);

/** Moves a time by hours and keeps its precision. An invalid time stays unchanged. */
export const shiftTime = (time: string, hours: number): string => {
  const instant = hours === 0 ? NaN : instantOf(time) + hours * HOUR;
  return Number.isNaN(instant) ? time : dateTime(instant).slice(0, time.length);
};

/**
 * The ISO 8601 week of a day, from 1 to 53.
 *
 * @experimental Invented: how the service counts weeks was never seen.
 */
const weekOf = (time: string): string => {
  const day = new Date(instantOf(time.slice(0, 10)));
  if (Number.isNaN(day.getTime())) return '0';
  // A week belongs to the year of its Thursday.
  const thursday = day.getTime() + (3 - ((day.getUTCDay() + 6) % 7)) * DAY;
  const first = Date.UTC(new Date(thursday).getUTCFullYear(), 0, 1);
  return String(1 + Math.floor((thursday - first) / DAY / 7));
};

const number = (digits: string): string => String(Number(digits));

/** The parts of a time, by the names of their fields. */
export const TIME_PARTS: Readonly<Record<string, (time: string) => string>> = {
  date: (time) => time.slice(0, 10),
  datetime: (time) => time,
  hour: (time) => number(time.slice(11, 13)),
  month: (time) => number(time.slice(5, 7)),
  week: weekOf,
  year: (time) => number(time.slice(0, 4)),
};

/** The days from `from` to `to`, both included, as `2024-03-01`. A missing end is open. */
export interface DateSpan {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

const byText = (a: string, b: string): number => (a < b ? -1 : 1);

const day = (text: string | undefined): string | undefined => text?.slice(0, 10);

/** The span that a condition on a date or a time allows. The operand of `>` and `<` counts as a day of the span. */
const spanOf = ({ operator, operands }: Condition): DateSpan => {
  const sorted = operands.toSorted(byText);
  switch (operator) {
    case 'EQUAL_TO':
      return { from: day(sorted.at(0)), to: day(sorted.at(-1)) };
    case 'BETWEEN':
      return { from: day(operands[0]), to: day(operands[1]) };
    case 'GREATER_THAN':
    case 'GREATER_THAN_OR_EQUAL_TO':
      return { from: day(operands[0]) };
    case 'LESS_THAN':
    case 'LESS_THAN_OR_EQUAL_TO':
      return { to: day(operands[0]) };
    default:
      return {};
  }
};

const pick = (texts: readonly (string | undefined)[], at: 0 | -1): string | undefined =>
  texts
    .filter((text) => text !== undefined)
    .sort(byText)
    .at(at);

/** The days that two spans have in common. */
const intersect = (a: DateSpan, b: DateSpan): DateSpan => ({
  from: pick([a.from, b.from], -1),
  to: pick([a.to, b.to], 0),
});

/** The span that filters on `Stat.date` and `Stat.datetime` allow. Filters under OR do not limit it. */
export const filteredSpan = (filters: ParamMap): DateSpan =>
  [...filters].reduce<DateSpan>((span, [name, filter]) => {
    if (name === 'AND' && typeof filter !== 'string') return intersect(span, filteredSpan(filter));
    if (name !== 'Stat.date' && name !== 'Stat.datetime') return span;
    return parseConditions(filter).map(spanOf).reduce(intersect, span);
  }, {});

/** The number of days in a span; `undefined` for an open one. */
export const daysOf = ({ from, to }: DateSpan): number | undefined => {
  if (from === undefined || to === undefined) return undefined;
  const days = (instantOf(to) - instantOf(from)) / DAY + 1;
  return Number.isNaN(days) ? undefined : days;
};
