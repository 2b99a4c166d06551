import { refuse } from '../handlers/call.js';
import type { Json, JsonMap } from '../wire/json.js';
import { type ParamMap, textOf } from '../wire/params.js';

/** Which rows were asked for. */
export interface Paging {
  readonly page: number;
  readonly limit: number;
}

const integer = (params: ParamMap, name: string): number | undefined => {
  const text = textOf(params, name);
  if (text === undefined) return undefined;
  if (!/^\d+$/.test(text)) throw refuse(`${name} is not valid.`);
  return Number(text);
};

/** Reads `limit` and `page`; `undefined` without a limit: all rows. The cap is the service's own, below what was asked. */
export const parsePaging = (params: ParamMap, maxPageSize = Infinity): Paging | undefined => {
  const limit = integer(params, 'limit');
  const page = integer(params, 'page') ?? 1;
  return limit === undefined || limit === 0
    ? undefined
    : { limit: Math.min(limit, maxPageSize), page: Math.max(1, page) };
};

/** The rows of the page asked for. */
export const slicePage = <T>(rows: readonly T[], paging: Paging | undefined): readonly T[] =>
  paging === undefined ? rows : rows.slice((paging.page - 1) * paging.limit, paging.page * paging.limit);

/** Rows by id as the service has them: an empty object is PHP's empty list. */
export const rowsOrList = (rows: JsonMap): Json => (rows.size === 0 ? [] : rows);

/** `{page, current, count, pageCount, data}`: the wrapper of most lists. */
export const pageShape = (rows: JsonMap, count: number, paging: Paging | undefined): Json => ({
  page: paging?.page ?? 1,
  current: 0,
  count,
  pageCount: Math.ceil(count / (paging?.limit ?? Math.max(1, count))),
  data: rowsOrList(rows),
});
