import { catchError, concat, defer, type Observable } from 'rxjs';
import { ADDITIVE_COLUMNS } from '../assumptions.js';
import { cutRange, type DayRange, daysIn, halve } from '../dates.js';
import { DATE } from '../query/date-filter.js';
import type { ReportPlan } from '../query/report-plan.js';
import { columnKind, isAggregate } from '../rows/rows.js';

/** The service refused a range that can be split. Internal: never reaches a caller. */
export class RangeTooHeavy extends Error {
  override readonly name = 'RangeTooHeavy';

  constructor(override readonly cause: Error) {
    super(cause.message, { cause });
  }
}

/** Requests one range. If it is `divisible`, a refusal is a {@link RangeTooHeavy}, before anything is emitted. */
type AskRange<R> = (range: DayRange, divisible: boolean) => Observable<R>;

/**
 * Requests ranges one after the other, in order or backwards, and the halves of one that is too heavy, down to single
 * days. A length that was refused once is not tried again: a heavy year costs a few refusals, not one per week.
 */
export const splitByDate = <R>(ranges: readonly DayRange[], descending: boolean, ask: AskRange<R>): Observable<R> =>
  defer(() => {
    let refused = Infinity;
    const inTurn = (parts: readonly DayRange[]): Observable<R> =>
      concat(...(descending ? parts.toReversed() : parts).map(askPart));
    const askPart = (range: DayRange): Observable<R> =>
      defer(() => {
        const days = daysIn(range);
        if (days === 1) return ask(range, false);
        if (days >= refused) return inTurn(halve(range));
        return ask(range, true).pipe(
          catchError((error: unknown) => {
            if (!(error instanceof RangeTooHeavy)) throw error;
            refused = Math.min(refused, days);
            return inTurn(halve(range));
          }),
        );
      });
    return inTurn(ranges);
  });

/** The range that may be split, as the parts that the query wants up front; `undefined` where nothing may be split. */
export const partsOf = ({ range, split }: ReportPlan): readonly DayRange[] | undefined => {
  if (!range || !split || daysIn(range) === 1) return undefined;
  return split.days === undefined ? [range] : cutRange(range, split.days);
};

/** How the rows of shorter ranges make up those of the whole. */
export type SplitMode =
  /** One after the other: each row belongs to one day. */
  | { readonly kind: 'chain'; readonly descending: boolean }
  /** Joined by their groups: rows are sums over the range. */
  | { readonly kind: 'merge'; readonly keys: readonly string[]; readonly sums: readonly string[] }
  /** Not at all. */
  | { readonly kind: 'whole'; readonly why: string };

/** Decides how a report may be split by date. Pure: depends on the query alone. */
export const splitMode = (plan: ReportPlan): SplitMode => {
  if (plan.paging.page !== undefined) return whole('a page is of the whole range: leave the page out');
  if ([...plan.fields, ...plan.groups].some((field) => DAYS.includes(field))) return byDays(plan);
  if (plan.method === 'getConversions' && plan.groups.length === 0) return byDays(plan);
  if (plan.method === 'getStats') return bySums(plan);
  return whole(`it is not known whether rows are of one day: add ${DATE} to the fields`);
};

const DAYS = [DATE, 'Stat.datetime'];

const whole = (why: string): SplitMode => ({ kind: 'whole', why });

const byDays = ({ sort: [first] }: ReportPlan): SplitMode => {
  if (first && !DAYS.includes(first.field))
    return whole(`parts follow each other by day: sort by ${DATE} first, not by ${first.field}, or leave the sort out`);
  return { kind: 'chain', descending: first?.descending ?? false };
};

/** Parts are requested with more columns than the whole: groups that are not shown, and sums that only the sort needs. */
const bySums = ({ fields, groups, sort }: ReportPlan): SplitMode => {
  const all = [...new Set([...fields, ...groups])];
  const unknown = all.find((field) => columnKind(field) === undefined);
  if (unknown !== undefined)
    return whole(`the catalog does not know whether ${unknown} is a sum: add ${DATE} to the fields`);
  const sorted = sort.map(({ field }) => field).filter((field) => !all.includes(field));
  const hiddenKey = sorted.find((field) => !isAggregate(field));
  if (hiddenKey !== undefined)
    return whole(`the sort needs ${hiddenKey}, which is not requested: add it to the fields`);
  const sums = [...all, ...sorted].filter(isAggregate);
  const ratio = sums.find((field) => !ADDITIVE_COLUMNS.has(field));
  if (ratio !== undefined)
    return whole(`${ratio} of several ranges does not add up: leave it out, or add ${DATE} to the fields`);
  return { kind: 'merge', keys: all.filter((field) => !isAggregate(field)), sums };
};
