import type { Call } from '../call.js';
import type { Entity } from '../data/entity.js';
import type { Row } from '../data/row.js';
import type { JsonMap, JsonObject } from '../wire/json.js';
import { readPaging, slicePage, type Paging } from './paging.js';

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
  const paging = readPaging(params, maxPageSize);
  const rows = new Map<string, JsonObject>();
  for (const key of slicePage(keys, paging)) {
    const row = table.get(key);
    if (row) rows.set(String(key), wrap(row));
  }
  return { rows, count: keys.length, paging };
};
