import type { CoerceOptions } from '../../models/coerced.js';
import type { Connector } from '../../protocol/query.js';
import { encodeParams, type Parameter } from '../../protocol/params.js';
import { nearestName, unlistedError } from '../../protocol/nearest-name.js';
import type { TimeZone } from '../../protocol/time-zone.js';
import { checkFlag, checkInteger, checkKeys, checkNames, checkRecord } from '../../protocol/validate.js';
import { checkDemand, type Demand } from '../../streams/demand.js';
import { checkPositive } from '../../streams/checks.js';
import { columnKind, columnNames } from '../rows/rows.js';
import { encodeConditions, parseAlternatives, parseConditions } from './conditions.js';
import { DATE, dateFilter } from './date-filter.js';
import { DATETIME, timeFilter } from './time-filter.js';
import type { DayRange } from '../dates.js';
import type { ReportQuery } from '../report-query.js';
import type { AnyColumns } from '../report-row.js';
import type { ReportPaging, ReportPlan, ReportTarget, SortColumn } from './report-plan.js';

/** The options of a query. The type makes sure that none is missing. */
const QUERY_KEYS = Object.keys({
  fields: true,
  groups: true,
  filters: true,
  connector: true,
  sort: true,
  totals: true,
  currency: true,
  dataStart: true,
  dataEnd: true,
  hourOffset: true,
  count: true,
  coerce: true,
  split: true,
  limit: true,
  page: true,
  pageSize: true,
  prefetch: true,
  concurrency: true,
  demand: true,
  params: true,
} satisfies Record<keyof ReportQuery<AnyColumns, keyof AnyColumns>, true>);

/** Parameters that the query has options for, so that `params` must not hold them. */
const RESERVED_PARAMS = [...QUERY_KEYS, 'data_start', 'data_end', 'hour_offset'];

type Query = Readonly<Record<string, unknown>>;

/** The reports whose columns the catalog lists. */
const LISTED_REPORTS: readonly string[] = [
  'Report.getStats',
  'Report.getConversions',
  'Report.getManagerCommissions',
  'Affiliate_Report.getStats',
  'Affiliate_Report.getConversions',
  'Affiliate_Report.getAffiliateCommissions',
];

/** Refuses columns that the catalog does not list, unless the options allow them. A column in another currency is listed too. */
const checkListed = (name: string, options: unknown, columns: Readonly<Record<string, readonly string[]>>): void => {
  const { unlisted } = options === undefined ? {} : checkKeys(`${name}: options`, options, ['unlisted']);
  checkFlag(`${name}: unlisted`, unlisted);
  if (unlisted === true || !LISTED_REPORTS.includes(name)) return;
  for (const [parameter, names] of Object.entries(columns)) {
    const other = names.find((column) => columnKind(column.replace(/@.*/, '')) === undefined);
    if (other !== undefined)
      throw unlistedError(
        `${name}: ${parameter}`,
        other,
        'columns that the catalog lists',
        nearestName(other, columnNames()),
      );
  }
};

/**
 * Checks the query of a report and prepares what is to be sent.
 *
 * @throws TypeError or RangeError that names the method and the wrong parameter.
 */
export const planReport = (
  { target, method }: { readonly target: ReportTarget; readonly method: string },
  given: unknown,
  options: unknown,
  zone: TimeZone,
): ReportPlan => {
  const name = `${target}.${method}`;
  const query = checkKeys(`${name}: query`, given, QUERY_KEYS, '. Conditions go under "filters"');
  const connector = parseConnector(name, query);
  const alternatives = parseAlternatives(name, query['filters'], connector, zone);
  const filters = parseConditions(name, query['filters'], connector, zone);
  const { conditions, bounds, ...days } = dateFilter(name, filters, connector, query, zone);
  const time = mayCutTimes(days.range, connector, query) ? timeFilter(conditions) : undefined;
  const range = days.range ?? time?.range;
  const others = time ? conditions.filter((condition) => !time.conditions.includes(condition)) : conditions;
  const groups = parseColumns(`${name}: groups`, query['groups']);
  const plan: ReportPlan = {
    target,
    method,
    // Rows could not be told apart without the columns that group them.
    fields: [...new Set([...parseFields(name, query), ...groups])],
    groups,
    sort: parseSort(name, query),
    range,
    time,
    isOneDay: days.isOneDay,
    dataStart: days.dataStart,
    dataEnd: days.dataEnd,
    filters: [
      ...encodeConditions(bounds),
      ...encodeConditions(others, connector),
      ...encodeConditions(alternatives, 'OR'),
    ],
    others: encodeOthers(name, query),
    zone,
    coerce: parseCoerce(name, query),
    totals: parseFlag(`${name}: totals`, query['totals']) ?? false,
    paging: parsePaging(name, query),
    split: parseSplit(name, query['split']),
  };
  checkListed(name, options, { groups, fields: plan.fields });
  if (!range && plan.split && plan.split.days !== undefined)
    throw new TypeError(
      `${name}: split.days should be given with a range only: give both ends of ${DATE} or ${DATETIME}, or dataStart and dataEnd`,
    );
  return plan;
};

/** An hour offset moves the borders of days away from the midnights of `Stat.datetime`; under OR a time is an alternative. */
const mayCutTimes = (days: DayRange | undefined, connector: Connector, { hourOffset }: Query): boolean =>
  days === undefined && connector === 'AND' && hourOffset === undefined;

const parseConnector = (name: string, { connector = 'AND' }: Query): Connector => {
  if (connector !== 'AND' && connector !== 'OR')
    throw new TypeError(`${name}: connector should be 'AND' or 'OR', not ${String(connector)}`);
  return connector;
};

const isColumn = (name: unknown): name is string => typeof name === 'string' && /^[^.]+\.[^.]+$/.test(name);

const parseColumns = (label: string, value: unknown): readonly string[] => {
  checkNames(label, value);
  const columns = (value ?? []) as readonly string[];
  const wrong = columns.find((column) => !isColumn(column));
  if (wrong !== undefined)
    throw new TypeError(`${label} should name columns such as Stat.clicks, not ${JSON.stringify(wrong)}`);
  return columns;
};

const parseFields = (name: string, { fields }: Query): readonly string[] => {
  const columns = parseColumns(`${name}: fields`, fields);
  if (columns.length === 0) throw new TypeError(`${name}: fields should name at least one column, such as Stat.clicks`);
  return columns;
};

const parseSort = (name: string, { sort }: Query): SortColumn[] => {
  if (sort === undefined || sort === null) return [];
  return [sort].flat().map((key: unknown) => {
    const descending = typeof key === 'string' && key.startsWith('-');
    const field = descending ? key.slice(1) : key;
    if (!isColumn(field))
      throw new TypeError(`${name}: sort should name columns such as -Stat.clicks, not ${String(key)}`);
    return { field, descending };
  });
};

const parseFlag = (label: string, value: unknown): boolean | undefined => {
  checkFlag(label, value);
  return value as boolean | undefined;
};

/** Checks the form alone: `coercing` checks the options. */
const parseCoerce = (name: string, { coerce }: Query): CoerceOptions | undefined => {
  if (coerce === undefined || coerce === false) return undefined;
  return coerce === true ? {} : checkRecord(`${name}: coerce`, coerce);
};

const encodeOthers = (name: string, { currency, hourOffset, count, params = {} }: Query): Parameter[] => {
  if (currency !== undefined && (typeof currency !== 'string' || currency === ''))
    throw new TypeError(`${name}: currency should be a code such as 'EUR'`);
  if (hourOffset !== undefined && !Number.isSafeInteger(hourOffset))
    throw new TypeError(`${name}: hourOffset should be a whole number of hours`);
  const further = checkRecord(`${name}: params`, params);
  const reserved = Object.keys(further).find((key) => RESERVED_PARAMS.includes(key.split('[')[0] ?? ''));
  if (reserved !== undefined)
    throw new TypeError(`${name}: params should not hold "${reserved}", which the query has an option for`);
  return encodeParams({
    currency,
    hour_offset: hourOffset,
    count: parseFlag(`${name}: count`, count),
    ...further,
  });
};

const DEFAULT_SIZE = 500;

const parseInteger = (label: string, value: unknown, least: number): number | undefined => {
  checkInteger(label, value, least);
  return value as number | undefined;
};

/** `limit` caps the rows; the page size is the same for all pages. */
const parsePaging = (name: string, query: Query): ReportPaging => {
  const limit = parseInteger(`${name}: limit`, query['limit'], 0);
  const page = parseInteger(`${name}: page`, query['page'], 1);
  const size = parseInteger(`${name}: pageSize`, query['pageSize'], 1);
  checkDemand(query['demand'], `${name}: demand`);
  return {
    limit,
    page,
    size: page === undefined ? Math.min(limit ?? Infinity, size ?? DEFAULT_SIZE) : (size ?? (limit || DEFAULT_SIZE)),
    fullSize: size ?? DEFAULT_SIZE,
    prefetch: parseInteger(`${name}: prefetch`, query['prefetch'], 0) ?? 1,
    concurrency: parseInteger(`${name}: concurrency`, query['concurrency'], 1) ?? 1,
    demand: query['demand'] as Demand | undefined,
  };
};

const parseSplit = (name: string, split: unknown): ReportPlan['split'] => {
  if (split === undefined || split === true) return { days: undefined };
  if (split === false) return false;
  const { days } = checkKeys(`${name}: split`, split, ['days']);
  return { days: days === undefined ? undefined : checkPositive(`${name}: split.days`, days) };
};
