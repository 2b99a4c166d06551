import type { Paging } from '../models/query.js';
import { parseFilterKey } from '../protocol/filters.js';
import type { RawQuery } from '../protocol/find-query.js';
import { checkInteger, checkKeys } from '../protocol/validate.js';
import { checkDemand } from '../streams/demand.js';
import type { PagingOptions } from '../streams/page.js';

/** Refuses names it does not know: a condition under a misspelt name would be left out, and the query match everything. */
export const checkOptions = (name: string, value: unknown, known: readonly string[]): void =>
  void checkKeys(name, value, known, '. Conditions go under "filters"');

/** A list query as the managers see it, whatever the model. */
export type ListQuery = Omit<RawQuery, 'limit' | 'page'> & Paging;

const DEFAULT_SIZE = 500;
const PAGING_KEYS = ['limit', 'page', 'pageSize', 'prefetch', 'concurrency', 'stable', 'demand'];
const QUERY_KEYS = ['filters', 'connector', 'sort', 'fields', 'contain', ...PAGING_KEYS];

/** With a page the caller chooses its size; without one the limit bounds it, so that no row is asked for in vain. */
const pageSize = ({ limit, page, pageSize: size }: Paging): number =>
  page === undefined ? Math.min(limit ?? Infinity, size ?? DEFAULT_SIZE) : (size ?? limit ?? DEFAULT_SIZE);

const checkPaging = ({ limit, page, pageSize: size, prefetch, concurrency, stable, demand }: Paging): void => {
  checkInteger('Limit', limit, 0);
  checkInteger('Page', page, 1);
  checkInteger('PageSize', size, 1);
  checkInteger('Prefetch', prefetch, 0);
  checkInteger('Concurrency', concurrency, 1);
  if (stable !== undefined && typeof stable !== 'boolean') throw new TypeError('Stable should be true or false');
  checkDemand(demand);
};

const isEqualityOnId = (model: string, key: string): boolean => {
  const { field, operator } = parseFilterKey(key);
  return operator === undefined && (field === 'id' || field === `${model}.id`);
};

/** Paging by key asks for `id` greater than the last one, by ascending id: nothing else may decide order or start. */
const checkStable = (model: string, { filters, connector, sort, page }: ListQuery): void => {
  const sorts = sort === undefined || sort === null ? [] : [sort].flat();
  if (sorts.length > 1 || sorts.some((key) => key !== 'id' && key !== `${model}.id`))
    throw new TypeError('Stable paging sorts by id: leave the sort out');
  if (connector === 'OR')
    throw new TypeError('Stable paging adds a condition on id, which OR would turn into an alternative');
  if (page !== undefined) throw new TypeError('Stable paging has no page numbers');
  if (Object.keys(filters ?? {}).some((key) => isEqualityOnId(model, key)))
    throw new TypeError('Stable paging adds a condition on id, which equality excludes');
};

/** Checks how a list is to be paged and fills in the defaults. Throws what the stream is to end with. */
export const preparePaging = (model: string, query: ListQuery): Omit<PagingOptions<never>, 'keyOf' | 'same'> => {
  checkOptions('The query', query, QUERY_KEYS);
  checkPaging(query);
  if (query.stable) checkStable(model, query);
  return {
    limit: query.limit,
    page: query.page,
    size: pageSize(query),
    prefetch: query.prefetch ?? 1,
    concurrency: query.concurrency ?? 1,
    demand: query.demand,
  };
};
