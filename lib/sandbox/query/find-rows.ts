import type { Call } from '../call.js';
import type { Entity } from '../data/entity.js';
import type { Row } from '../data/row.js';
import type { JsonMap, JsonObject } from '../wire/json.js';
import { findKeys } from './find-keys.js';
import { readPaging, slicePage, type Paging } from './paging.js';
import { wrapping } from './wrap-row.js';

/** What a list method found: the wrapped rows of the page by id, in order, and how many there are in all. */
export interface Found {
  readonly rows: JsonMap;
  readonly count: number;
  readonly paging: Paging | undefined;
}

/** Filters, sorts, pages and wraps the rows of a kind, as the parameters of the call say. */
export const findRows = (
  call: Call,
  entity: Entity,
  wrap: (row: Row) => JsonObject = wrapping(entity, call.store, call.params),
): Found => {
  const { store, params, maxPageSize } = call;
  const table = store.tables[entity.name];
  const keys = findKeys(entity, store, params);
  const paging = readPaging(params, maxPageSize);
  const rows = new Map<string, JsonObject>();
  for (const key of slicePage(keys, paging)) {
    const row = table.get(key);
    if (row) rows.set(String(key), wrap(row));
  }
  return { rows, count: keys.length, paging };
};
