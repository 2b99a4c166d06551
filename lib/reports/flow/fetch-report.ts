import { isDeepStrictEqual } from 'node:util';
import { catchError, defer, map, type Observable } from 'rxjs';
import { type Decoded, getKey, isDecodedObject } from '../../protocol/decoded.js';
import { parsePage } from '../../protocol/page-shape.js';
import type { FetchedPage } from '../../streams/page.js';
import { encodeReport, type ReportRequest } from '../query/encode-report.js';
import type { ReportPlan, SendReport } from '../query/report-plan.js';
import { createRowReader, parseTotals, type WireRow } from '../rows/rows.js';
import { heavyFailure, RangeTooHeavy } from './split-range.js';

/** One reply of a report. */
export interface FetchedReport extends FetchedPage<WireRow> {
  /** The sums over all rows, where they were asked for and came. */
  readonly totals: WireRow | undefined;
}

/** Whether the service gave one page twice; rows have no key, so only where no count says how many pages there are. */
export const sameReportPage = (a: FetchedPage<unknown>, b: FetchedPage<unknown>): boolean =>
  a.raw !== undefined && isDeepStrictEqual(a.raw, b.raw);

const readReport = (data: Decoded, request: ReportRequest): FetchedReport => {
  const { rows, paginated, page, pageCount, count } = parsePage(data, 'Stat');
  const raw = isDecodedObject(data) && pageCount === undefined ? getKey(data, 'data') : undefined;
  return {
    items: rows.map(createRowReader(request.fields)),
    page: page ?? request.page,
    pageCount,
    count,
    whole: !paginated,
    totals: parseTotals(data, request.fields),
    ...(raw === undefined ? {} : { raw }),
  };
};

/**
 * Makes the call for one page. `divisible`: a refusal as too heavy is not repeated and comes as a {@link RangeTooHeavy};
 * ask so for a first page only, since behind it rows have been emitted.
 */
export const fetchReport = (
  send: SendReport,
  plan: ReportPlan,
  request: ReportRequest,
  divisible: boolean,
): Observable<FetchedReport> => {
  const { target, method } = plan;
  return defer(() =>
    send({ target, method, pairs: encodeReport(plan, request), kind: 'read', ...(divisible ? { divisible } : {}) }),
  ).pipe(
    catchError((error: unknown) => {
      const heavy = divisible ? heavyFailure(error) : undefined;
      throw heavy ? new RangeTooHeavy(heavy) : error;
    }),
    map(({ data }) => readReport(data, request)),
  );
};
