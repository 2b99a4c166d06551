import type { Entity, Row } from '../store/entity.js';
import type { Call } from '../handlers/call.js';
import type { JsonMap, JsonObject } from '../wire/json.js';
import { type Paging, parsePaging, slicePage } from './paging.js';
import { findKeys } from './find-keys.js';
import { wrapping } from './wrap-row.js';

/** What a list method found: the wrapped rows of the page by id, in order, and how many there are in all. */
export interface Found {
  readonly rows: JsonMap;
  readonly count: number;
  readonly paging: Paging | undefined;
}

/** Cuts the page that the call asks for out of the ids of all rows, and wraps its rows. */
export const pageRows = (
  { store, params, maxPageSize }: Call,
  entity: Entity,
  keys: readonly number[],
  wrap: (row: Row) => JsonObject,
): Found => {
  const table = store.tableOf(entity);
  const paging = parsePaging(params, maxPageSize);
  const rows = new Map<string, JsonObject>();
  for (const key of slicePage(keys, paging)) {
    const row = table.get(key);
    if (row) rows.set(String(key), wrap(row));
  }
  return { rows, count: keys.length, paging };
};

/** Filters, sorts, pages and wraps the rows of a kind, as the parameters of the call say. */
export const findRows = (
  call: Call,
  entity: Entity,
  wrap: (row: Row) => JsonObject = wrapping(entity, call.store, call.params),
): Found => pageRows(call, entity, findKeys(entity, call.store, call.params), wrap);
