import { ownModel } from '../../catalog/method-of.js';
import { argument } from '../arguments.js';
import type { Call } from '../call.js';
import type { Entity } from '../data/entity.js';
import type { Row } from '../data/row.js';
import { wrapping } from '../query/wrap-row.js';
import type { Json } from '../wire/json.js';
import type { CatalogCall } from './catalog-call.js';
import { catalogContain } from './contain.js';
import { entityOf } from './entity-of.js';
import { idField } from './id-field.js';
import { keyColumn } from './key-column.js';
import { isInScope, rowScope } from './row-scope.js';
import { seenRow } from './seen-row.js';
import { viewerScope } from './viewer-scope.js';

/** Whether the parameter `id` is that of the row itself, not of what the row belongs to. */
const isRowId = ({ method, target }: Call, entity: Entity): boolean =>
  /ById$/.test(method) || (ownModel(target) === entity.name && !/Referring/.test(method));

/** The parameter that names the row: `id`, or `cashflow_group_id` and the like. */
const keyParameter = (call: Call, entity: Entity): string | undefined => {
  if (call.params.has('id')) return isRowId(call, entity) ? 'id' : undefined;
  return [idField(entity.name), keyColumn(entity)].find((name) => name !== undefined && call.params.has(name));
};

const isRow = (value: Json): value is Row =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Map);

/** `getAccountManager(id)`: what the row of that id contains as `AccountManager`. */
const relatedRow = (call: Call, entity: Entity): Row | undefined => {
  const owner = entityOf(ownModel(call.target));
  const name = /^get(\w+)$/.exec(call.method)?.[1] ?? '';
  if (owner.isOpen || !call.params.has('id')) return undefined;
  const row = call.store.tableOf(owner).get(argument(call, 'id'));
  const related = row && catalogContain(owner, name)?.(row, call.store);
  const value = related instanceof Map ? ([...related.values()][0] as Json | undefined) : related;
  return value !== undefined && isRow(value) && entity.name !== owner.name ? value : undefined;
};

/** A row that fits the other parameters; one of a model that is made up is made to fit. */
const fittingRow = (call: Call, entity: Entity): Row | undefined => {
  const scope = { ...rowScope(call, entity), ...viewerScope(call, entity) };
  const rows = call.store.tableOf(entity).rows();
  let first: Row | undefined;
  for (const row of rows) {
    if (isInScope(row, scope)) return row;
    first ??= row;
  }
  return entity.isOpen && first ? { ...first, ...scope } : undefined;
};

const findRow = (call: Call, entity: Entity): Row | undefined => {
  const key = keyParameter(call, entity);
  if (key !== undefined) return seenRow(call, entity, argument(call, key));
  return relatedRow(call, entity) ?? fittingRow(call, entity);
};

/** One row: `null` for an id that is not there. */
export const readRow = ({ call, facts }: CatalogCall): Json => {
  const entity = entityOf(facts.model);
  const wrap = wrapping(entity, call.store, call.params);
  const row = findRow(call, entity);
  return row ? wrap(row) : null;
};
