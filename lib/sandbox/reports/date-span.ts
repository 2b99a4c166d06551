import { DAY } from '../data/dates.js';
import type { ParamMap } from '../wire/params.js';
import { readConditions, type Condition } from './conditions.js';
import { instantOf } from './report-time.js';

/** Days from the first to the last, both included, as `2024-03-01`; an end that is missing is open. */
export interface DateSpan {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

const ORDER = (a: string, b: string): number => (a < b ? -1 : 1);

const day = (text: string | undefined): string | undefined => text?.slice(0, 10);

/** Where a condition on a date or a time lets days begin and end. The edge of `>` and `<` counts as a day. */
const spanOf = ({ operator, operands }: Condition): DateSpan => {
  const sorted = operands.toSorted(ORDER);
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
    .sort(ORDER)
    .at(at);

/** The days that both spans have. */
const meet = (a: DateSpan, b: DateSpan): DateSpan => ({ from: pick([a.from, b.from], -1), to: pick([a.to, b.to], 0) });

/** The days that filters on `Stat.date` and `Stat.datetime` leave; those under OR limit nothing. */
export const filteredSpan = (filters: ParamMap): DateSpan =>
  [...filters].reduce<DateSpan>((span, [name, filter]) => {
    if (name === 'AND' && typeof filter !== 'string') return meet(span, filteredSpan(filter));
    if (name !== 'Stat.date' && name !== 'Stat.datetime') return span;
    return readConditions(filter).map(spanOf).reduce(meet, span);
  }, {});

/** How many days a span has; `undefined` for an open one. */
export const daysOf = ({ from, to }: DateSpan): number | undefined => {
  if (from === undefined || to === undefined) return undefined;
  const days = (instantOf(to) - instantOf(from)) / DAY + 1;
  return Number.isNaN(days) ? undefined : days;
};
