import { map, type Observable } from 'rxjs';
import type { FetchPage } from '../../streams/fetch-page.js';
import { items, pages } from '../../streams/paginate.js';
import type { PagingOptions } from '../../streams/paging-options.js';
import { dayText } from '../dates/calendar-day.js';
import type { DayRange } from '../dates/day-range.js';
import type { ReportPage } from '../report-page.js';
import type { WireRow } from '../rows/report-row.js';

/** What is known of the range that a list is of. */
export interface RangeFacts {
  readonly range: DayRange | undefined;
  /** The sums over the range, as the page that came last has them. */
  readonly totals: () => WireRow | undefined;
}

/** What a list becomes: its rows, or its pages. */
export interface StreamForm<R> {
  readonly make: (fetch: FetchPage<WireRow>, options: PagingOptions<WireRow>, facts: RangeFacts) => Observable<R>;
  /** How many rows an element stands for. */
  readonly rowsOf: (element: R) => number;
}

/** One by one. */
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
};
