import type { Observable } from 'rxjs';
import type { CoerceOptions } from '../../models/coerced.js';
import type { Pair } from '../../protocol/params.js';
import type { Demand } from '../../streams/demand.js';
import type { Reply } from '../../transport/reply.js';
import type { ApiRequest } from '../../transport/request.js';
import type { DayRange } from '../dates.js';

/** Whose reports: the network's, an affiliate's or an advertiser's. */
export type ReportTarget = 'Report' | 'Affiliate_Report' | 'Advertiser_Report';

/** Carries one call to the service. Cold. */
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

/** A query that was checked: what to send, and how to cut it. */
export interface ReportPlan {
  readonly target: string;
  readonly method: string;
  readonly fields: readonly string[];
  readonly groups: readonly string[];
  readonly sort: readonly SortColumn[];
  /** All days asked for, when both ends are known. */
  readonly range: DayRange | undefined;
  /** Whether the range is one day, asked for by equality. */
  readonly isOneDay: boolean;
  /** Whether `data_start` and `data_end` are sent, following the part; without a range, what they are. */
  readonly dataStart: string | undefined;
  readonly dataEnd: string | undefined;
  /** Filters but for the range. */
  readonly filters: readonly Pair[];
  /** What else goes with every request. */
  readonly others: readonly Pair[];
  readonly totals: boolean;
  /** How values are made of the strings on the wire, if at all. */
  readonly coerce: CoerceOptions | undefined;
  readonly paging: ReportPaging;
  /** `false`: never cut; `days`: the most days to ask for at once. */
  readonly split: false | { readonly days: number | undefined };
}
