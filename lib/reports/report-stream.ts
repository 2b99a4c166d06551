import { Observable, type Subscriber } from 'rxjs';
import { Stream } from '../streams/stream.js';
import type { ReportPage } from './report-row.js';

/** A report that was checked and is ready to be asked for. */
export interface OpenedReport<Row, Totals> {
  readonly rows: () => Observable<Row>;
  readonly pages: () => Observable<ReportPage<Row, Totals>>;
  readonly totals: () => Observable<Totals>;
}

/** Makes a report ready, anew for each subscription. */
export type OpenReport<Row, Totals> = () => Promise<OpenedReport<Row, Totals>>;

/** The same subscriber goes on, so that the walk to the demand is not cut. */
const subscribeTo =
  <T>(open: () => Promise<() => Observable<T>>) =>
  (subscriber: Subscriber<T>): void => {
    open().then(
      (make) => {
        if (subscriber.closed) return;
        try {
          make().subscribe(subscriber);
        } catch (error) {
          subscriber.error(error);
        }
      },
      (error: unknown) => subscriber.error(error),
    );
  };

/** Pages are large: a loop buffers few of them. */
const PAGE_BOUNDS = { highWaterMark: 1 };

/**
 * The rows of a report, one by one; beside them its {@link pages} and its {@link totals$}. Cold: the stream, its pages and
 * its totals send requests of their own for each subscription and each loop.
 *
 * @example
 * ```ts
 * const report = api.reports.getStats({ fields: ['Stat.clicks', 'Offer.name'], dataStart: '2026-01-01', dataEnd: '2026-01-31' });
 * for await (const row of report) console.log(row.Offer.name, row.Stat.clicks);
 * const { Stat } = await firstValueFrom(report.totals$);
 * ```
 */
export class ReportStream<Row, Totals> extends Stream<Row> {
  /** The same rows, page by page. */
  readonly pages: Stream<ReportPage<Row, Totals>>;
  /**
   * The sums over all rows, whatever the limit: emits once and completes. Sends one small request for each part of the
   * range. Where the range had to be cut, sums are exact, and columns that do not add up (`Stat.ctr`) are left out.
   */
  readonly totals$: Observable<Totals>;

  constructor(open: OpenReport<Row, Totals>) {
    super(subscribeTo(async () => (await open()).rows));
    this.pages = new Stream(
      subscribeTo(async () => (await open()).pages),
      PAGE_BOUNDS,
    );
    this.totals$ = new Observable(subscribeTo(async () => (await open()).totals));
  }
}
