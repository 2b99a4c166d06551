import {
  catchError,
  concat,
  concatMap,
  defer,
  EMPTY,
  ignoreElements,
  map,
  type Observable,
  of,
  shareReplay,
  tap,
} from 'rxjs';
import type { FetchPage, PagingOptions } from '../../streams/page.js';
import { items, pages } from '../../streams/paginate.js';
import { type DayRange, dayText, halve } from '../dates.js';
import type { ReportPlan } from '../query/report-plan.js';
import type { ReportPage } from '../report-row.js';
import { createRowMerger, rowOrder } from '../rows/merge-rows.js';
import { createDoubt } from '../rows/report-fingerprint.js';
import { createRowReader, type WireRow } from '../rows/rows.js';
import { fetchReport, type ReportCalls, reportChecks, sameReportPage } from './fetch-report.js';
import { sumTotals, totalsOverRange } from './report-totals.js';
import { askWhole, partsOf, RangeTooHeavy, splitByDate, splitMode, type SplitMode } from './split-range.js';

/** The facts about the range of a list. */
interface RangeFacts {
  readonly range: DayRange | undefined;
  /** The sums over the range, as the latest page has them. */
  readonly totals: () => WireRow | undefined;
}

/** The form of a stream over fetched pages: rows, or whole pages. */
interface StreamForm<R> {
  readonly make: (fetch: FetchPage<WireRow>, options: PagingOptions<WireRow>, facts: RangeFacts) => Observable<R>;
  /** How many rows an element holds. */
  readonly rowsOf: (element: R) => number;
  /** Gives an element the totals of the whole range; absent where elements have none. */
  readonly withTotals?: (element: R, totals: WireRow | undefined) => R;
}

/** Row by row. */
export const BY_ROWS: StreamForm<WireRow> = { make: items, rowsOf: () => 1 };

/** Page by page, with the range and its totals. */
export const BY_PAGES: StreamForm<ReportPage<WireRow, WireRow>> = {
  make: (fetch, options, { range, totals }) =>
    pages(fetch, options).pipe(
      map((page) => ({
        ...page,
        totals: totals(),
        range: range && { from: dayText(range.first), to: dayText(range.last) },
      })),
    ),
  rowsOf: (page) => page.items.length,
  withTotals: (page, totals) => ({ ...page, totals }),
};

/**
 * Creates the stream of a report, whole or from parts, as rows or as pages. Whatever fails, each row is emitted once: a range
 * is split only when its first page fails, before anything of it was emitted.
 */
export const streamReport = <R>(calls: ReportCalls, plan: ReportPlan, form: StreamForm<R>): Observable<R> => {
  const { fields, sort, range: days } = plan;
  const { limit, size } = plan.paging;
  const ask = (range: DayRange | undefined, divisible: boolean, rowsLeft = limit, asked = plan): Observable<R> =>
    askRange(calls, asked, { range, divisible, limit: rowsLeft, fields, sort, size }, form);

  /** A part, whose pages have the totals of the whole range: those of the part alone would be mistaken for them. */
  const askPart = (totals: Observable<WireRow | undefined>) => {
    const { withTotals } = form;
    return (part: DayRange, divisible: boolean, rowsLeft: number | undefined): Observable<R> => {
      if (!withTotals || !plan.totals || isSameRange(part, days)) return ask(part, divisible, rowsLeft);
      return totals.pipe(
        concatMap((sums) =>
          ask(part, divisible, rowsLeft, { ...plan, totals: false }).pipe(map((page) => withTotals(page, sums))),
        ),
      );
    };
  };

  const chain = (parts: readonly DayRange[], descending: boolean): Observable<R> =>
    defer(() => {
      let rowsLeft = limit;
      const count = (element: R): void => {
        if (rowsLeft !== undefined) rowsLeft -= form.rowsOf(element);
      };
      // Asked for once, by the first part that is not the whole.
      const askOne = askPart(totalsOverRange(calls.send, plan).pipe(shareReplay({ bufferSize: 1, refCount: true })));
      return splitByDate(parts, descending, (part, divisible) =>
        defer(() => (rowsLeft === 0 ? EMPTY : askOne(part, divisible, rowsLeft).pipe(tap(count)))),
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
      if (parts.length > 1) return mergeParts(calls, plan, parts, mode, form);
      return ask(days, true).pipe(
        catchError((error: unknown) => {
          if (!(error instanceof RangeTooHeavy)) throw error;
          return mergeParts(calls, plan, parts.flatMap(halve), mode, form);
        }),
      );
    case 'whole':
      return askWhole(plan, parts, mode.why, ask(days, false));
  }
};

const isSameRange = (part: DayRange, whole: DayRange | undefined): boolean =>
  part.first === whole?.first && part.last === whole.last;

/** The part of a plan that is requested at once. */
interface RangeQuery {
  readonly range: DayRange | undefined;
  /** Whether the range may be split when its first page is refused. Later pages never are: rows were emitted. */
  readonly divisible: boolean;
  readonly limit: number | undefined;
  readonly fields: readonly string[];
  readonly sort: ReportPlan['sort'];
  readonly size: number;
}

/** The rows or pages of one range as the service sends them. */
const askRange = <R>(
  calls: ReportCalls,
  plan: ReportPlan,
  { range, divisible, limit, fields, sort, size }: RangeQuery,
  { make }: StreamForm<R>,
): Observable<R> => {
  let totals: WireRow | undefined;
  const doubt = createDoubt();
  const { send, report } = calls;
  const { target, method, paging } = plan;
  const fetch: FetchPage<WireRow> = ({ page }, check) =>
    fetchReport(
      send,
      plan,
      { range, fields, sort, totals: plan.totals, limit: size, page },
      divisible && page === 1,
      (fetched) => check(doubt(page, fetched)),
    ).pipe(
      tap((fetched) => {
        totals = fetched.totals ?? totals;
        if (fetched.skipped > 0) report({ type: 'rows left out', target, method, count: fetched.skipped });
      }),
      map((fetched) => doubt(page, fetched)),
    );
  const options = { ...paging, size, limit, same: sameReportPage, checks: reportChecks(plan, report) };
  return make(fetch, options, { range, totals: () => totals });
};

/**
 * The rows of a range from those of its parts: all parts are read, rows of one group are added up, then the sort and the
 * limit of the query apply. Holds one row per group.
 */
const mergeParts = <R>(
  calls: ReportCalls,
  plan: ReportPlan,
  parts: readonly DayRange[],
  { keys, sums }: SplitMode & { kind: 'merge' },
  { make }: StreamForm<R>,
): Observable<R> =>
  defer(() => {
    const { range, paging, fields } = plan;
    const merger = createRowMerger(keys, sums);
    const totals = new Map<unknown, WireRow | undefined>();
    // Not held up by the demand: nothing is emitted before all parts have been read.
    const partPlan = { ...plan, paging: { ...paging, demand: undefined } };
    const query = { limit: undefined, fields: [...keys, ...sums], sort: [], size: paging.fullSize };
    const read = splitByDate(parts, false, (part, divisible) =>
      askRange(calls, partPlan, { ...query, range: part, divisible }, BY_PAGES),
    ).pipe(
      tap((page) => {
        totals.set(page.range?.from, page.totals);
        page.items.forEach(merger.add);
      }),
      ignoreElements(),
    );
    const merged = defer(() => {
      const rows = merger.rows().sort(rowOrder(plan.sort)).map(createRowReader(fields));
      return make(fetchMerged(rows), paging, { range, totals: () => sumTotals(totals.values(), fields) });
    });
    return concat(read, merged);
  });

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
