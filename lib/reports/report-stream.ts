import { Observable, type Subscriber } from 'rxjs';
import { Stream } from '../streams/stream.js';
import type { ReportPage } from './report-row.js';

/** The streams of a report whose query was checked. */
export interface OpenedReport<Row, Totals> {
  readonly rows: () => Observable<Row>;
  readonly pages: () => Observable<ReportPage<Row, Totals>>;
  readonly totals: () => Observable<Totals>;
}

/** Checks the query and prepares the streams; called again for each subscription. */
type OpenReport<Row, Totals> = () => Promise<OpenedReport<Row, Totals>>;

/** Subscribes with the same subscriber, so that the source finds the demand. */
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

/** Pages are large: `for await` buffers one. */
const PAGE_BOUNDS = { highWaterMark: 1 };

/**
 * The rows of a report, one by one, along with its {@link pages} and its {@link totals$}. Cold: the stream, its pages and its
 * totals each send their own requests for each subscription and each `for await`.
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
   * range. Where the range had to be split, sums are exact, and columns that do not add up (`Stat.ctr`) are left out. Ends with
   * a `ProtocolError` when the reply has rows and no totals.
   *
   * @experimental No recorded reply has totals: their place in it is from TUNE's documentation.
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
