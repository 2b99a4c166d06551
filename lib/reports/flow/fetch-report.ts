import { isDeepStrictEqual } from 'node:util';
import { catchError, defer, map, type Observable } from 'rxjs';
import { MaxRetriesError, ProtocolError } from '../../errors/network-errors.js';
import { type Decoded, getKey, isDecodedObject } from '../../protocol/ordered-json.js';
import { parsePage } from '../../protocol/page-shape.js';
import { encodeParams, type Parameter, writeParameters } from '../../protocol/params.js';
import type { CheckPage, FetchedPage, PagingOptions } from '../../streams/page.js';
import type { ListEvent } from '../../transport/events.js';
import { heavyFailure } from '../assumptions.js';
import { type DayRange, dayText } from '../dates.js';
import { DATE } from '../query/date-filter.js';
import { encodeTimes } from '../query/time-filter.js';
import type { ReportPlan, SendReport } from '../query/report-plan.js';
import { reportFingerprint } from '../rows/report-fingerprint.js';
import { createRowReader, isNothing, parseTotals, type WireRow } from '../rows/rows.js';
import { RangeTooHeavy } from './split-range.js';

/** How a report calls the service, and tells what happened. */
export interface ReportCalls {
  readonly send: SendReport;
  /** Emits an event of the client. */
  readonly report: (event: ListEvent) => void;
}

/** The parameters of one request that differ from request to request. */
export interface ReportRequest {
  /** The days; `undefined` where the query has no range. */
  readonly range: DayRange | undefined;
  readonly fields: readonly string[];
  readonly sort: ReportPlan['sort'];
  readonly totals: boolean;
  readonly limit: number;
  readonly page: number;
}

/** One reply of a report. */
export interface FetchedReport extends FetchedPage<WireRow> {
  /** The sums over all rows, if they were requested and the reply has them. */
  readonly totals: WireRow | undefined;
  readonly skipped: number;
}

/**
 * Sends the request for one page. With `divisible`, a range that is refused as too heavy is not requested again; the error is
 * a {@link RangeTooHeavy}. Only a first page is requested that way: after it, rows have been emitted.
 */
export const fetchReport = (
  send: SendReport,
  plan: ReportPlan,
  request: ReportRequest,
  divisible: boolean,
  check: CheckPage<WireRow> = () => undefined,
): Observable<FetchedReport> => {
  const { target, method } = plan;
  // A page that contradicts those before it is repeated like any passing fault.
  let fault: Error | undefined;
  let page: FetchedReport | undefined;
  const accept = (data: Decoded): void => {
    page = parseReport(data, method, request);
    fault = check(page);
    if (fault) throw fault;
  };
  return defer(() =>
    send({
      target,
      method,
      pairs: writeParameters(encodeReport(plan, request), { zone: plan.zone, kind: 'read' }),
      kind: 'read',
      accept,
      ...(divisible ? { divisible } : {}),
    }),
  ).pipe(
    catchError((error: unknown) => {
      if (fault && error instanceof MaxRetriesError && error.cause === fault) throw fault;
      const heavy = divisible ? heavyFailure(error) : undefined;
      throw heavy ? new RangeTooHeavy(heavy) : error;
    }),
    map(() => page as FetchedReport),
  );
};

const encodeReport = (plan: ReportPlan, { range, fields, sort, totals, limit, page }: ReportRequest): Parameter[] => [
  ...encodeParams({ fields, groups: plan.groups }),
  ...(range ? encodeRange(plan, range) : []),
  ...plan.filters,
  ...sort.map(({ field, descending }): Parameter => [`sort[${field}]`, descending ? 'desc' : 'asc']),
  ...encodeParams({ totals: totals || undefined }),
  ...encodeDataDays(plan, range),
  ...plan.others,
  ...encodeParams({ limit, page }),
];

const encodeRange = ({ isOneDay, time }: ReportPlan, range: DayRange): Parameter[] => {
  if (time) return encodeTimes(time, range);
  const { first, last } = range;
  const name = `filters[${DATE}]`;
  if (isOneDay) return [[name, dayText(first)]];
  return encodeParams({
    [name]: { conditional: 'BETWEEN', values: [dayText(first), dayText(last)] },
  });
};

/** `data_start` and `data_end` have to repeat the range of the filter on days. */
const encodeDataDays = ({ dataStart, dataEnd, time }: ReportPlan, range: DayRange | undefined): Parameter[] => {
  const days = time ? undefined : range;
  return encodeParams({
    data_start: dataStart !== undefined && days ? dayText(days.first) : dataStart,
    data_end: dataEnd !== undefined && days ? dayText(days.last) : dataEnd,
  });
};

const parseReport = (data: Decoded, method: string, request: ReportRequest): FetchedReport => {
  const { rows, paginated, page, pageCount, count } = parsePage(data, 'Stat');
  const held = rows.filter((row) => !isNothing(row));
  const items = held.map(createRowReader(request.fields));
  const raw = isDecodedObject(data) && pageCount === undefined ? getKey(data, 'data') : undefined;
  return {
    items,
    page: page ?? request.page,
    pageCount,
    count,
    whole: !paginated,
    skipped: rows.length - held.length,
    totals: parseTotals(data, request.fields),
    fingerprint: reportFingerprint(method, request.fields, items),
    ...(raw === undefined ? {} : { raw }),
  };
};

/** How a report tells that its pages contradict each other, or that the service counts other rows. */
export const reportChecks = (
  { target, method }: ReportPlan,
  report: ReportCalls['report'],
): PagingOptions<WireRow>['checks'] => ({
  contradiction: (text) => new ProtocolError(`${target}.${method}: ${text}`, { passing: true }),
  incomplete: (expected, seen) => {
    report({ type: 'list incomplete', target, method, expected, seen });
    return new ProtocolError(`${target}.${method}: the service counts ${expected} rows, but ${seen} came`);
  },
});

/** Whether the service sent one page twice, where no count says how many pages there are. */
export const sameReportPage = (a: FetchedPage<unknown>, b: FetchedPage<unknown>): boolean =>
  a.raw !== undefined && isDeepStrictEqual(a.raw, b.raw);
