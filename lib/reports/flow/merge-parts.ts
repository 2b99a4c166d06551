import { concat, defer, ignoreElements, type Observable, of, tap } from 'rxjs';
import type { FetchPage } from '../../streams/fetch-page.js';
import type { DayRange } from '../dates/day-range.js';
import type { ReportPlan } from '../query/report-plan.js';
import { createCellSums } from '../rows/cell-sums.js';
import { createRowReader } from '../rows/read-row.js';
import type { WireRow } from '../rows/report-row.js';
import { createRowMerger } from '../rows/row-merger.js';
import { rowOrder } from '../rows/row-order.js';
import { askRange } from './ask-range.js';
import { divide } from './divide.js';
import type { SendReport } from './report-source.js';
import type { SplitMode } from './split-mode.js';
import { BY_PAGES, type StreamForm } from './stream-form.js';

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
    const read = divide(parts, false, (part, divisible) =>
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
