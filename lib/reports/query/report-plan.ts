import type { Observable } from 'rxjs';
import type { CoerceOptions } from '../../models/coerced.js';
import type { Parameter } from '../../protocol/params.js';
import type { TimeZone } from '../../protocol/time-zone.js';
import type { Demand } from '../../streams/demand.js';
import type { Reply } from '../../transport/reply.js';
import type { ApiRequest } from '../../transport/request.js';
import type { DayRange } from '../dates.js';
import type { TimeFilter } from './time-filter.js';

/** The targets that have reports: of the network, of an affiliate, of an advertiser. */
export type ReportTarget = 'Report' | 'Affiliate_Report' | 'Advertiser_Report';

/** Sends one call to the service. Cold. */
export type SendReport = (request: ApiRequest) => Observable<Reply>;

/** A column to sort by. */
export interface SortColumn {
  readonly field: string;
  readonly descending: boolean;
}

/** How a report is paged. */
export interface ReportPaging {
  readonly limit: number | undefined;
  readonly page: number | undefined;
  /** Rows per page, no more than the limit. */
  readonly size: number;
  /** Rows per page where all rows are read, whatever the limit. */
  readonly fullSize: number;
  readonly prefetch: number;
  readonly concurrency: number;
  readonly demand: Demand | undefined;
}

/** A query that was checked: what to send, and how it may be split. */
export interface ReportPlan {
  readonly target: ReportTarget;
  readonly method: string;
  /** The columns of the rows: those that were requested, and those that group them. */
  readonly fields: readonly string[];
  readonly groups: readonly string[];
  readonly sort: readonly SortColumn[];
  /** All requested days, when both ends are known. */
  readonly range: DayRange | undefined;
  /** The filter on `Stat.datetime`, where the range is that of times. */
  readonly time: TimeFilter | undefined;
  /** Whether the range is one day, selected by equality. */
  readonly isOneDay: boolean;
  /** Values of `data_start` and `data_end`, if they are sent at all; where there is a range they follow the part. */
  readonly dataStart: string | undefined;
  readonly dataEnd: string | undefined;
  /** All filters except the range. */
  readonly filters: readonly Parameter[];
  /** Further parameters of every request. */
  readonly others: readonly Parameter[];
  /** The zone in which dates are sent. */
  readonly zone: TimeZone;
  readonly totals: boolean;
  /** How strings on the wire become values; `undefined` leaves them as they are. */
  readonly coerce: CoerceOptions | undefined;
  readonly paging: ReportPaging;
  /** `false`: never split; `days`: the most days to request at once. */
  readonly split: false | { readonly days: number | undefined };
}
