import { catalogContain } from '../catalog/contain.js';
import type { Call } from '../handlers/call.js';
import type { Entity, Row } from '../store/entity.js';
import type { Store } from '../store/store.js';
import { refuseInOurWords } from '../wire/envelope.js';
import { type Json, type JsonMap, type JsonObject, own } from '../wire/json.js';
import { listOf, type ParamMap } from '../wire/params.js';
import { type Contain, CONTAINS } from './contains.js';
import { type ToOne, toOneRelation } from './field-reader.js';
import { findKeys } from './find-keys.js';
import { pageShape, type Paging, parsePaging, rowsOrList, slicePage } from './paging.js';
import { containedRow, selectFields } from './select-fields.js';

/** Contains the one row that a column refers to, or `null`. */
const one =
  ({ table, key }: ToOne): Contain =>
  (row, store) => {
    const id = row[key];
    const other = typeof id === 'string' ? store.tables[table].get(id) : undefined;
    return other ? containedRow(table, other) : null;
  };

const containOf = (entity: Entity, name: string): Contain => {
  const relation = toOneRelation(entity.name, name);
  const contain = relation ? one(relation) : (own(own(CONTAINS, entity.name), name) ?? catalogContain(entity, name));
  if (contain === undefined) throw refuseInOurWords(`Contain '${name}' does not exist or is not allowed to be used.`);
  return contain;
};

/**
 * Wraps rows of `entity` as replies do, `{ Offer: {…}, Country: {…} }`, with the `fields[]` and `contain[]` of the call.
 *
 * @throws ApiFailure for an unknown field or contained model
 */
export const wrapping = (entity: Entity, store: Store, params: ParamMap): ((row: Row) => JsonObject) => {
  const select = selectFields(entity, listOf(params, 'fields'));
  const contains = listOf(params, 'contain').map((name) => [name, containOf(entity, name)] as const);
  return (row) => ({
    [entity.name]: select(row),
    ...Object.fromEntries(contains.map(([name, contain]) => [name, contain(row, store)])),
  });
};

/** A page of a list: its wrapped rows by id, in order, and the number of rows on all pages. */
interface RowPage {
  readonly rows: JsonMap;
  readonly count: number;
  /** `undefined` when the call asks for no pages: `rows` are all of them. */
  readonly paging: Paging | undefined;
}

/** Filters, sorts, pages and wraps the rows of a model, as the parameters of the call say. */
export const findRows = async (
  call: Call,
  entity: Entity,
  wrap: (row: Row) => JsonObject = wrapping(entity, call.store, call.params),
): Promise<RowPage> => pageRows(call, entity, await findKeys(entity, call.store, call.params), wrap);

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
