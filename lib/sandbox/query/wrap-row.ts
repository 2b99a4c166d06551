import { catalogContain } from '../catalog/contain.js';
import { refuseInOurWords } from '../handlers/call.js';
import type { Entity, Row } from '../store/entity.js';
import type { Store } from '../store/store.js';
import { type JsonObject, own } from '../wire/json.js';
import { listOf, type ParamMap } from '../wire/params.js';
import { type Contain, CONTAINS } from './contains.js';
import { type ToOne, toOneRelation } from './field-reader.js';
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
