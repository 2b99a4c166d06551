import { ownModel } from '../../catalog/methods.js';
import { argument, type Call } from '../handlers/call.js';
import { findKeys } from '../query/find-keys.js';
import { pageShape, parsePaging, rowsOrList, slicePage } from '../query/paging.js';
import { pageRows } from '../query/find-rows.js';
import { wrapping } from '../query/wrap-row.js';
import { type Entity, GENERATED_ROWS, type Row } from '../store/entity.js';
import type { Json } from '../wire/json.js';
import { listOf } from '../wire/params.js';
import type { CatalogCall } from './catalog-handler.js';
import { catalogContain } from './contain.js';
import { entityOf, keyColumn } from './generated-entity.js';
import { idField, isInScope, rowScope, seenRow, principalScope } from './scope.js';

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
  const scope = { ...rowScope(call, entity), ...principalScope(call, entity) };
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

/** The ids that a call asks for by name, if it does. */
const namedIds = ({ method, target, params }: Call, entity: Entity): ReadonlySet<string> | undefined => {
  if (/ById$/.test(method)) return new Set(listOf(params, 'id'));
  const areOfRows = /ByIds$/.test(method) || ownModel(target) === entity.name;
  return areOfRows && params.has('ids') ? new Set(listOf(params, 'ids')) : undefined;
};

interface Rows {
  readonly keys: readonly number[];
  /** What the rows get to fit the call. */
  readonly given: Row;
}

const isUnbounded = (scope: object): boolean => Object.keys(scope).length === 0;

/** The ids of rows that the caller may see. */
const seenKeys = (call: Call, entity: Entity): readonly number[] => {
  const keys = findKeys(entity, call.store, call.params);
  const isAllSeen = entity.isOpen === true || isUnbounded(principalScope(call, entity));
  return isAllSeen ? keys : keys.filter((key) => seenRow(call, entity, key) !== undefined);
};

/**
 * The rows that a call is about. A model that is made up seldom has some that fit, such as payouts of offer 48: then all of
 * them are made to fit, since an empty list would show nothing.
 */
const rowsFor = (call: Call, entity: Entity): Rows => {
  const keys = seenKeys(call, entity);
  const seen = principalScope(call, entity);
  const ids = namedIds(call, entity);
  if (ids !== undefined) return { keys: keys.filter((key) => ids.has(String(key))), given: seen };
  const scope = rowScope(call, entity);
  if (isUnbounded(scope)) return { keys, given: seen };
  const fitting = keys.filter((key) => isInScope(seenRow(call, entity, key) ?? {}, scope));
  return fitting.length === 0 && entity.isOpen
    ? { keys, given: { ...scope, ...seen } }
    : { keys: fitting, given: seen };
};

/** Lists: the page wrapper with a limit, without one all rows by id. */
export const readRows = ({ call, facts }: CatalogCall): Json => {
  const entity = entityOf(facts.model);
  const wrap = wrapping(entity, call.store, call.params);
  const { keys, given } = rowsFor(call, entity);
  const { rows, count, paging } = pageRows(call, entity, keys, (row) => wrap({ ...row, ...given }));
  return paging ? pageShape(rows, count, paging) : rowsOrList(rows);
};

/** Whose ids they are: the catalog seldom says, the method's name often does. */
const modelOf = ({ call, facts }: CatalogCall): string =>
  (facts.model || /(Offer|Affiliate|Advertiser)Ids/.exec(call.method)?.[1]) ?? ownModel(call.target);

/** Ids as text, ascending. What the sandbox keeps no account of, such as featured offers, is the first few. */
export const readIds = (catalogCall: CatalogCall): Json => {
  const { call } = catalogCall;
  const entity = entityOf(modelOf(catalogCall));
  const table = call.store.tableOf(entity);
  const scope = rowScope(call, entity);
  const isWhole = call.method === 'findAllIds' || Object.keys(scope).length > 0;
  const keys = findKeys(entity, call.store, call.params)
    .filter((key) => isInScope(table.get(key) ?? {}, scope))
    .toSorted((left, right) => left - right);
  const wanted = isWhole ? keys : keys.slice(0, GENERATED_ROWS);
  return slicePage(wanted, parsePaging(call.params, call.maxPageSize)).map(String);
};
