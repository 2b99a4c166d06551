import type { Call } from '../handlers/call.js';
import type { Entity, Row } from '../store/entity.js';
import type { Json, JsonMap, JsonObject } from '../wire/json.js';
import { findKeys } from './find-keys.js';
import { pageShape, type Paging, parsePaging, rowsOrList, slicePage } from './paging.js';
import { wrapping } from './wrap-row.js';

/** A page of a list: its wrapped rows by id, in order, and the number of rows on all pages. */
interface RowPage {
  readonly rows: JsonMap;
  readonly count: number;
  /** `undefined` when the call asks for no pages: `rows` are all of them. */
  readonly paging: Paging | undefined;
}

/** Filters, sorts, pages and wraps the rows of a model, as the parameters of the call say. */
export const findRows = (
  call: Call,
  entity: Entity,
  wrap: (row: Row) => JsonObject = wrapping(entity, call.store, call.params),
): RowPage => pageRows(call, entity, findKeys(entity, call.store, call.params), wrap);

/** Takes the page that the call asks for from the ids of all rows, and wraps its rows. */
export const pageRows = (
  { store, params, maxPageSize }: Call,
  entity: Entity,
  keys: readonly number[],
  wrap: (row: Row) => JsonObject,
): RowPage => {
  const table = store.tableOf(entity);
  const paging = parsePaging(params, maxPageSize);
  const rows = new Map<string, JsonObject>();
  for (const key of slicePage(keys, paging)) {
    const row = table.get(key);
    if (row) rows.set(String(key), wrap(row));
  }
  return { rows, count: keys.length, paging };
};

/** The reply of most lists: a page wrapper when the call has a limit, otherwise all rows by id. */
export const listReply = ({ rows, count, paging }: RowPage): Json =>
  paging ? pageShape(rows, count, paging) : rowsOrList(rows);
