import { encodeParams, type Pair } from '../../protocol/params.js';
import { type DayRange, dayText } from '../dates.js';
import { DATE } from './date-filter.js';
import type { ReportPlan } from './report-plan.js';

/** What one request of a report asks for. */
export interface ReportRequest {
  /** The days; `undefined` where the query has no range. */
  readonly range: DayRange | undefined;
  readonly fields: readonly string[];
  readonly sort: ReportPlan['sort'];
  readonly totals: boolean;
  readonly limit: number;
  readonly page: number;
}

const encodeRange = ({ isOneDay }: ReportPlan, { first, last }: DayRange): Pair[] => {
  const name = `filters[${DATE}]`;
  if (isOneDay) return [[name, dayText(first)]];
  return encodeParams({
    [name]: { conditional: 'BETWEEN', values: [dayText(first), dayText(last)] },
  });
};

/** `data_start` and `data_end` have to repeat the range of the filter. */
const encodeData = ({ dataStart, dataEnd }: ReportPlan, range: DayRange | undefined): Pair[] =>
  encodeParams({
    data_start: dataStart !== undefined && range ? dayText(range.first) : dataStart,
    data_end: dataEnd !== undefined && range ? dayText(range.last) : dataEnd,
  });

/** Encodes one request of a report. */
export const encodeReport = (plan: ReportPlan, { range, fields, sort, totals, limit, page }: ReportRequest): Pair[] => [
  ...encodeParams({ fields, groups: plan.groups }),
  ...(range ? encodeRange(plan, range) : []),
  ...plan.filters,
  ...sort.map(({ field, descending }): Pair => [`sort[${field}]`, descending ? 'desc' : 'asc']),
  ...encodeParams({ totals: totals || undefined }),
  ...encodeData(plan, range),
  ...plan.others,
  ...encodeParams({ limit, page }),
];
