import type { CoerceOptions } from '../../models/coerced.js';
import type { Connector } from '../../protocol/filters.js';
import { encodeParams, type Pair } from '../../protocol/params.js';
import { checkInteger, checkKeys, checkNames, checkRecord } from '../../protocol/validate.js';
import { checkDemand, type Demand } from '../../streams/demand.js';
import { checkPositive } from '../../streams/checks.js';
import { encodeConditions, parseConditions } from './conditions.js';
import { DATE, dateFilter } from './date-filter.js';
import type { ReportPaging, ReportPlan, SortColumn } from './report-plan.js';

const DEFAULT_SIZE = 500;

const integer = (name: string, value: unknown, least: number): number | undefined => {
  checkInteger(name, value, least);
  return value as number | undefined;
};

/** Reads how a report is paged: `limit` caps the rows, the page size is the same for all pages. */
export const parsePaging = (query: Readonly<Record<string, unknown>>): ReportPaging => {
  const limit = integer('Limit', query['limit'], 0);
  const page = integer('Page', query['page'], 1);
  const size = integer('PageSize', query['pageSize'], 1);
  checkDemand(query['demand']);
  return {
    limit,
    page,
    size: page === undefined ? Math.min(limit ?? Infinity, size ?? DEFAULT_SIZE) : (size ?? (limit || DEFAULT_SIZE)),
    fullSize: size ?? DEFAULT_SIZE,
    prefetch: integer('Prefetch', query['prefetch'], 0) ?? 1,
    concurrency: integer('Concurrency', query['concurrency'], 1) ?? 1,
    demand: query['demand'] as Demand | undefined,
  };
};

/** Reads the option `split`. */
export const parseSplit = (split: unknown): ReportPlan['split'] => {
  if (split === undefined || split === true) return { days: undefined };
  if (split === false) return false;
  const { days } = checkKeys('split', split, ['days']);
  return { days: days === undefined ? undefined : checkPositive('split.days', days) };
};

const KEYS = [
  'fields',
  'groups',
  'filters',
  'connector',
  'sort',
  'totals',
  'currency',
  'dataStart',
  'dataEnd',
  'hourOffset',
  'count',
  'coerce',
  'split',
  'limit',
  'page',
  'pageSize',
  'prefetch',
  'concurrency',
  'demand',
  'params',
];

/** What the library sends by itself, so that `params` must not. */
const OWN_PARAMS = [...KEYS, 'data_start', 'data_end', 'hour_offset'];

type Query = Readonly<Record<string, unknown>>;

const isColumn = (name: unknown): name is string => typeof name === 'string' && /^[^.]+\.[^.]+$/.test(name);

const readColumns = (name: string, value: unknown): readonly string[] => {
  checkNames(name, value);
  const columns = (value ?? []) as readonly string[];
  const wrong = columns.find((column) => !isColumn(column));
  if (wrong !== undefined)
    throw new TypeError(`${name} should name columns like Stat.clicks, not ${JSON.stringify(wrong)}`);
  return columns;
};

const readFields = ({ fields }: Query): readonly string[] => {
  const columns = readColumns('Fields', fields);
  if (columns.length === 0) throw new TypeError('A report needs fields, such as Stat.clicks');
  return columns;
};

const readSort = ({ sort }: Query): SortColumn[] => {
  if (sort === undefined || sort === null) return [];
  return [sort].flat().map((key: unknown) => {
    const descending = typeof key === 'string' && key.startsWith('-');
    const field = descending ? key.slice(1) : key;
    if (!isColumn(field)) throw new TypeError(`Sort should name columns like -Stat.clicks, not ${String(key)}`);
    return { field, descending };
  });
};

const readConnector = ({ connector = 'AND' }: Query): Connector => {
  if (connector !== 'AND' && connector !== 'OR')
    throw new TypeError(`Connector should be "AND" or "OR", not ${String(connector)}`);
  return connector;
};

const readFlag = (name: string, value: unknown): boolean | undefined => {
  if (value !== undefined && typeof value !== 'boolean') throw new TypeError(`${name} should be true or false`);
  return value;
};

/** The options themselves are checked by who uses them. */
const readCoerce = ({ coerce }: Query): CoerceOptions | undefined => {
  if (coerce === undefined || coerce === false) return undefined;
  return coerce === true ? {} : checkRecord('Coerce', coerce);
};

const readOthers = ({ currency, hourOffset, count, params = {} }: Query): Pair[] => {
  if (currency !== undefined && (typeof currency !== 'string' || currency === ''))
    throw new TypeError('Currency should be a code such as "EUR"');
  if (hourOffset !== undefined && !Number.isSafeInteger(hourOffset))
    throw new TypeError('HourOffset should be a whole number of hours');
  const own = Object.keys(checkRecord('Params', params)).find((name) => OWN_PARAMS.includes(name.split('[')[0] ?? ''));
  if (own !== undefined) throw new TypeError(`Params has "${own}", which is an option of its own`);
  return encodeParams({
    currency,
    hour_offset: hourOffset,
    count: readFlag('Count', count),
    ...(params as Query),
  });
};

const checkSplit = ({ range, split }: ReportPlan): void => {
  if (!range && split && split.days !== undefined)
    throw new TypeError(`split.days cuts a range: give both ends of ${DATE}, or dataStart and dataEnd`);
};

/**
 * Checks the query of a report and prepares what is to be sent.
 *
 * @throws TypeError or RangeError that names what is wrong.
 */
export const planReport = (target: string, method: string, given: unknown): ReportPlan => {
  const query = checkKeys(`The query of ${target}.${method}`, given, KEYS, '. Conditions go under "filters"');
  const connector = readConnector(query);
  const { range, isOneDay, conditions, bounds, dataStart, dataEnd } = dateFilter(
    parseConditions(query['filters'], connector),
    connector,
    query,
  );
  const plan: ReportPlan = {
    target,
    method,
    fields: readFields(query),
    groups: readColumns('Groups', query['groups']),
    sort: readSort(query),
    range,
    isOneDay,
    dataStart,
    dataEnd,
    filters: [...encodeConditions(bounds), ...encodeConditions(conditions, connector)],
    others: readOthers(query),
    coerce: readCoerce(query),
    totals: readFlag('Totals', query['totals']) ?? false,
    paging: parsePaging(query),
    split: parseSplit(query['split']),
  };
  checkSplit(plan);
  return plan;
};
