import { refuseInOurWords } from '../wire/envelope.js';
import type { Json, JsonMap } from '../wire/json.js';
import { type ParamMap, textOf } from '../wire/params.js';

/** The page that a call asks for. */
export interface Paging {
  readonly page: number;
  readonly limit: number;
}

const integerOf = (params: ParamMap, name: string): number | undefined => {
  const text = textOf(params, name);
  if (text === undefined) return undefined;
  if (!/^\d+$/.test(text)) throw refuseInOurWords(`${name} is not valid.`);
  return Number(text);
};

/**
 * Parses `limit` and `page`; the limit is capped at `maxPageSize`. Without a limit, or with 0, the result is `undefined`: all rows.
 *
 * @throws ApiFailure when either is not a whole number
 */
export const parsePaging = (params: ParamMap, maxPageSize = Infinity): Paging | undefined => {
  const limit = integerOf(params, 'limit');
  const page = integerOf(params, 'page') ?? 1;
  return limit === undefined || limit === 0
    ? undefined
    : { limit: Math.min(limit, maxPageSize), page: Math.max(1, page) };
};

/** The rows of a page; all rows without paging. */
export const slicePage = <T>(rows: readonly T[], paging: Paging | undefined): readonly T[] =>
  paging === undefined ? rows : rows.slice((paging.page - 1) * paging.limit, paging.page * paging.limit);

/** Rows by id. None are an empty list, since PHP does not tell an empty object from a list. */
export const rowsOrList = (rows: JsonMap): Json => (rows.size === 0 ? [] : rows);

/** The page wrapper of most lists: `{ page, current, count, pageCount, data }`. */
export const pageShape = (rows: JsonMap, count: number, paging: Paging | undefined): Json => ({
  page: paging?.page ?? 1,
  current: 0,
  count,
  pageCount: Math.ceil(count / (paging?.limit ?? Math.max(1, count))),
  data: rowsOrList(rows),
});
