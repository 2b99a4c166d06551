import { catchError, concat, defer, EMPTY, ignoreElements, type Observable, of, tap } from 'rxjs';
import { RxOffersError } from '../../errors/base.js';
import type { FetchPage } from '../../streams/page.js';
import { cutRange, type DayRange, daysIn, dayText, halve } from '../dates.js';
import { DATE } from '../query/date-filter.js';
import type { ReportPlan, SendReport } from '../query/report-plan.js';
import { createCellSums, createRowMerger, rowOrder } from '../rows/merge-rows.js';
import { ADDITIVE_COLUMNS, columnKind, createRowReader, isAggregate, type WireRow } from '../rows/rows.js';
import { askRange, BY_PAGES, type StreamForm } from './ask-range.js';
import { splitByDate, heavyFailure, RangeTooHeavy } from './split-range.js';

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

/** The merged rows as if they came from the service, page by page. */
const fetchMerged =
  (rows: readonly WireRow[]): FetchPage<WireRow> =>
  ({ page, size }) =>
    of({
      items: rows.slice((page - 1) * size, page * size),
      page,
      pageCount: Math.ceil(rows.length / size),
      count: rows.length,
      whole: false,
    });

/** Sums the totals of parts; there are none when a part has none. */
const sumTotals = (parts: ReadonlyMap<unknown, WireRow | undefined>, sums: readonly string[]): WireRow | undefined => {
  const cells = createCellSums(sums);
  for (const totals of parts.values()) {
    if (!totals) return undefined;
    cells.add(totals);
  }
  return cells.result();
};

/**
 * The rows of a range from those of its parts: all parts are read, rows of one group are added up, then the sort and the
 * limit of the query apply. Holds one row per group.
 */
export const mergeParts = <R>(
  send: SendReport,
  plan: ReportPlan,
  parts: readonly DayRange[],
  { keys, sums }: SplitMode & { kind: 'merge' },
  { make }: StreamForm<R>,
): Observable<R> =>
  defer(() => {
    const { range, paging, fields } = plan;
    const merger = createRowMerger(keys, sums);
    const totals = new Map<unknown, WireRow | undefined>();
    const query = { limit: undefined, fields: [...keys, ...sums], sort: [], size: paging.fullSize };
    const read = splitByDate(parts, false, (part, divisible) =>
      askRange(
        send,
        { ...plan, paging: { ...paging, demand: undefined } },
        { ...query, range: part, divisible },
        BY_PAGES,
      ),
    ).pipe(
      tap((page) => {
        totals.set(page.range?.from, page.totals);
        page.items.forEach(merger.add);
      }),
      ignoreElements(),
    );
    const merged = defer(() => {
      const rows = merger.rows().sort(rowOrder(plan.sort)).map(createRowReader(fields));
      return make(fetchMerged(rows), paging, { range, totals: () => sumTotals(totals, sums) });
    });
    return concat(read, merged);
  });

/** The range that may be cut, into the parts that the query wants up front. */
export const partsOf = ({ range, split }: ReportPlan): readonly DayRange[] | undefined => {
  if (!range || !split || daysIn(range) === 1) return undefined;
  return split.days === undefined ? [range] : cutRange(range, split.days);
};

const explained = ({ target, method, range }: ReportPlan, why: string, error: unknown): unknown => {
  const cause = heavyFailure(error);
  if (!cause || !range) return error;
  const days = `${dayText(range.first)} to ${dayText(range.last)}`;
  return new RxOffersError(`${target}.${method}: ${days} is too heavy for the service and cannot be cut: ${why}`, {
    cause,
  });
};

/**
 * The rows of a report, whole or from parts, as rows or as pages. Whatever fails, rows of one range are emitted once: only a
 * first page, before anything of its range is out, leads to shorter ranges.
 */
export const streamReport = <R>(send: SendReport, plan: ReportPlan, form: StreamForm<R>): Observable<R> => {
  const { fields, sort, range: days } = plan;
  const { limit, size } = plan.paging;
  const ask = (range: DayRange | undefined, divisible: boolean, room = limit): Observable<R> =>
    askRange(send, plan, { range, divisible, limit: room, fields, sort, size }, form);

  const chain = (parts: readonly DayRange[], descending: boolean): Observable<R> =>
    defer(() => {
      let room = limit;
      const spend = (element: R): void => {
        if (room !== undefined) room -= form.rowsOf(element);
      };
      return splitByDate(parts, descending, (part, divisible) =>
        defer(() => (room === 0 ? EMPTY : ask(part, divisible, room).pipe(tap(spend)))),
      );
    });

  if (limit === 0) return EMPTY;
  const parts = partsOf(plan);
  if (!parts) return ask(days, false);
  const mode = splitMode(plan);
  switch (mode.kind) {
    case 'chain':
      return chain(parts, mode.descending);
    case 'merge':
      if (parts.length > 1) return mergeParts(send, plan, parts, mode, form);
      return ask(days, true).pipe(
        catchError((error: unknown) => {
          if (!(error instanceof RangeTooHeavy)) throw error;
          return mergeParts(send, plan, parts.flatMap(halve), mode, form);
        }),
      );
    case 'whole':
      if (parts.length > 1) throw new TypeError(`split.days: the report cannot be cut: ${mode.why}`);
      return ask(days, false).pipe(
        catchError((error: unknown) => {
          throw explained(plan, mode.why, error);
        }),
      );
  }
};
