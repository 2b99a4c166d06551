import { DATE } from '../query/date-filter.js';
import type { ReportPlan } from '../query/report-plan.js';
import { ADDITIVE_COLUMNS } from '../rows/additive-columns.js';
import { columnKind, isAggregate } from '../rows/column-kind.js';

/** How the rows of shorter ranges make those of the whole. */
export type SplitMode =
  /** One after the other: each row belongs to one day. */
  | { readonly kind: 'chain'; readonly descending: boolean }
  /** Joined by their groups: rows are sums over the range. */
  | { readonly kind: 'merge'; readonly keys: readonly string[]; readonly sums: readonly string[] }
  /** Not at all. */
  | { readonly kind: 'whole'; readonly why: string };

const DAYS = [DATE, 'Stat.datetime'];

const whole = (why: string): SplitMode => ({ kind: 'whole', why });

const byDays = ({ sort: [first] }: ReportPlan): SplitMode => {
  if (first && !DAYS.includes(first.field))
    return whole(`parts follow each other by day: sort by ${DATE} first, not by ${first.field}, or leave the sort out`);
  return { kind: 'chain', descending: first?.descending ?? false };
};

/** What parts are asked for: the columns, those of groups that are not shown, and sums that only the sort needs. */
const bySums = ({ fields, groups, sort }: ReportPlan): SplitMode => {
  const all = [...new Set([...fields, ...groups])];
  const unknown = all.find((field) => columnKind(field) === undefined);
  if (unknown !== undefined)
    return whole(`the catalog does not know whether ${unknown} is a sum: add ${DATE} to the fields`);
  const sorted = sort.map(({ field }) => field).filter((field) => !all.includes(field));
  const apart = sorted.find((field) => !isAggregate(field));
  if (apart !== undefined) return whole(`${apart} is sorted by and not asked for: add it to the fields`);
  const sums = [...all, ...sorted].filter(isAggregate);
  const ratio = sums.find((field) => !ADDITIVE_COLUMNS.has(field));
  if (ratio !== undefined)
    return whole(`${ratio} of several ranges does not add up: leave it out, or add ${DATE} to the fields`);
  return { kind: 'merge', keys: all.filter((field) => !isAggregate(field)), sums };
};

/** Decides how a report may be cut by date. Pure: from what is asked for alone. */
export const splitMode = (plan: ReportPlan): SplitMode => {
  if (plan.paging.page !== undefined) return whole('a page is of the whole range: leave the page out');
  if ([...plan.fields, ...plan.groups].some((field) => DAYS.includes(field))) return byDays(plan);
  if (plan.method === 'getConversions' && plan.groups.length === 0) return byDays(plan);
  if (plan.method === 'getStats') return bySums(plan);
  return whole(`it is not known whether rows are of one day: add ${DATE} to the fields`);
};
