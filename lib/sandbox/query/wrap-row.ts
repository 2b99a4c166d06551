import { refuse } from '../api-failure.js';
import { catalogContain } from '../catalog/contain.js';
import type { Entity } from '../data/entity.js';
import type { Row } from '../data/row.js';
import type { Store } from '../data/store.js';
import { own } from '../own.js';
import type { JsonObject } from '../wire/json.js';
import { listOf, type ParamMap } from '../wire/params.js';
import { containedRow } from './contained-row.js';
import { CONTAINS, type Contain } from './contains.js';
import { selectFields } from './select-fields.js';
import { toOneRelation, type ToOne } from './to-one.js';

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
  if (contain === undefined) throw refuse(`Contain '${name}' does not exist or is not allowed to be used.`);
  return contain;
};

/** Wraps rows of `entity` as replies do: `{Offer: {…}, Country: {…}}`, with the `fields` and `contain` asked for. */
export const wrapping = (entity: Entity, store: Store, params: ParamMap): ((row: Row) => JsonObject) => {
  const select = selectFields(entity, listOf(params, 'fields'));
  const contains = listOf(params, 'contain').map((name) => [name, containOf(entity, name)] as const);
  return (row) => ({
    [entity.name]: select(row),
    ...Object.fromEntries(contains.map(([name, contain]) => [name, contain(row, store)])),
  });
};
