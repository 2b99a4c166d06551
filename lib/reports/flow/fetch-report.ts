import { isDeepStrictEqual } from 'node:util';
import { catchError, defer, map, type Observable } from 'rxjs';
import { MaxRetriesError, ProtocolError } from '../../errors/network-errors.js';
import { type Decoded, getKey, isDecodedObject } from '../../protocol/ordered-json.js';
import { parsePage } from '../../protocol/page-shape.js';
import { encodeParams, type Parameter, writeParameters } from '../../protocol/params.js';
import type { CheckPage, FetchedPage, PagingOptions } from '../../streams/page.js';
import { heavyFailure } from '../assumptions.js';
import { type DayRange, dayText } from '../dates.js';
import { DATE } from '../query/date-filter.js';
import { encodeTimes } from '../query/time-filter.js';
import type { ReportPlan, SendReport } from '../query/report-plan.js';
import { createRowReader, parseTotals, type WireRow } from '../rows/rows.js';
import { RangeTooHeavy } from './split-range.js';

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
  const accept = (data: Decoded): void => {
    fault = check(parseReport(data, request));
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
    map(({ data }) => parseReport(data, request)),
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

const parseReport = (data: Decoded, request: ReportRequest): FetchedReport => {
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

/** How a report tells that its pages contradict each other. */
export const reportChecks = ({ target, method }: ReportPlan): PagingOptions<WireRow>['checks'] => ({
  contradiction: (text) => new ProtocolError(`${target}.${method}: ${text}`, { passing: true }),
  incomplete: (expected, seen) =>
    new ProtocolError(`${target}.${method}: the service counts ${expected} rows, but ${seen} came`),
});

/** Whether the service sent one page twice. Rows have no key, so pages are compared only where no count says how many there are. */
export const sameReportPage = (a: FetchedPage<unknown>, b: FetchedPage<unknown>): boolean =>
  a.raw !== undefined && isDeepStrictEqual(a.raw, b.raw);
