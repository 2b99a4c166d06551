import { catchError, concat, defer, type Observable } from 'rxjs';
import { RxOffersError } from '../../errors/base.js';
import { ADDITIVE_COLUMNS, heavyFailure } from '../assumptions.js';
import { cutRange, type DayRange, daysIn, dayText, halve } from '../dates.js';
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

/**
 * Requests a range that cannot be split, at once. Its refusal says why.
 *
 * @throws TypeError where the query wants it in parts.
 */
export const askWhole = <R>(
  { target, method, range }: ReportPlan,
  parts: readonly DayRange[],
  why: string,
  rows: Observable<R>,
): Observable<R> => {
  if (parts.length > 1) throw new TypeError(`${target}.${method}: split.days should be left out: ${why}`);
  return rows.pipe(
    catchError((error: unknown) => {
      const cause = heavyFailure(error);
      if (!cause || !range) throw error;
      const days = `${dayText(range.first)} to ${dayText(range.last)}`;
      throw new RxOffersError(`${target}.${method}: ${days} is too heavy for the service and cannot be split: ${why}`, {
        cause,
      });
    }),
  );
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
  if (isByDay(plan)) return byDays(plan);
  const condition = conditionOnSum(plan);
  if (condition !== undefined) return whole(condition);
  if (plan.method === 'getStats') return bySums(plan);
  return whole(`it is not known whether rows are of one day: add ${DATE} to the fields`);
};

const DAYS = [DATE, 'Stat.datetime'];

/** Whether each row belongs to one day. */
const isByDay = ({ method, fields, groups }: ReportPlan): boolean =>
  [...fields, ...groups].some((field) => DAYS.includes(field)) || (method === 'getConversions' && groups.length === 0);

/**
 * Says which condition keeps a range whole; `undefined` where none does. One on a sum chooses rows by their sums over all
 * days, which those of a part do not tell: neither for the rows nor for their totals.
 */
export const conditionOnSum = (plan: ReportPlan): string | undefined => {
  if (isByDay(plan)) return undefined;
  const field = plan.filtered.find(mayBeSum);
  if (field === undefined) return undefined;
  return columnKind(field) === undefined
    ? `the catalog does not know whether ${field} is a sum: leave the condition on it out, or add ${DATE} to the fields`
    : `the condition on ${field} is for the whole range: leave it out, or add ${DATE} to the fields`;
};

/** Whether a column may be computed over several rows. Those of other models than `Stat` are properties of one entity. */
const mayBeSum = (field: string): boolean => {
  if (isAggregate(field) || ADDITIVE_COLUMNS.has(field)) return true;
  const kind = columnKind(field);
  return kind === 'decimal' || (kind === undefined && field.startsWith('Stat.'));
};

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
