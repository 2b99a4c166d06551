import { ownModel } from '../../catalog/methods.js';
import { argument, type Call } from '../handlers/call.js';
import { findKeys } from '../query/find-keys.js';
import { pageRows, wrapping } from '../query/find-rows.js';
import { pageShape, parsePaging, rowsOrList, slicePage } from '../query/paging.js';
import type { Entity, Row } from '../store/entity.js';
import { GENERATED_ROWS } from '../store/random.js';
import type { Json } from '../wire/json.js';
import { listOf } from '../wire/params.js';
import { catalogContain } from './contain.js';
import { entityOf, keyColumn } from './generated-entity.js';
import { type CatalogCall, idField, isInScope, principalScope, rowScope, seenRow } from './scope.js';

/** Whether the parameter `id` is the id of the row itself, not of its owner. */
const isRowId = ({ method, target }: Call, entity: Entity): boolean =>
  /ById$/.test(method) || (ownModel(target) === entity.name && !/Referring/.test(method));

/** The parameter that names the row: `id`, or `cashflow_group_id` and the like. */
const keyParameter = (call: Call, entity: Entity): string | undefined => {
  if (call.params.has('id')) return isRowId(call, entity) ? 'id' : undefined;
  return [idField(entity.name), keyColumn(entity)].find((name) => name !== undefined && call.params.has(name));
};

const isRow = (value: Json): value is Row =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Map);

/** For `getAccountManager(id)`, the row that the row of that id contains as `AccountManager`. */
const relatedRow = (call: Call, entity: Entity): Row | undefined => {
  const owner = entityOf(ownModel(call.target));
  const name = /^get(\w+)$/.exec(call.method)?.[1] ?? '';
  if (owner.isOpen || !call.params.has('id')) return undefined;
  const row = call.store.tableOf(owner).get(argument(call, 'id'));
  const related = row && catalogContain(owner, name)?.(row, call.store);
  const value = related instanceof Map ? ([...related.values()][0] as Json | undefined) : related;
  return value !== undefined && isRow(value) && entity.name !== owner.name ? value : undefined;
};

/** A row that matches the other parameters. Where no generated row does, the first is adapted to them. */
const matchingRow = (call: Call, entity: Entity): Row | undefined => {
  const scope = { ...rowScope(call, entity), ...principalScope(call, entity) };
  const rows = call.store.tableOf(entity).scan();
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
  return relatedRow(call, entity) ?? matchingRow(call, entity);
};

/** Answers with one row; `null` for an id that does not exist. */
export const readRow = ({ call, facts }: CatalogCall): Json => {
  const entity = entityOf(facts.model);
  const wrap = wrapping(entity, call.store, call.params);
  const row = findRow(call, entity);
  return row ? wrap(row) : null;
};

/** The ids that a call asks for; `undefined` when it names none. */
const requestedIds = ({ method, target, params }: Call, entity: Entity): ReadonlySet<string> | undefined => {
  if (/ById$/.test(method)) return new Set(listOf(params, 'id'));
  const areOfRows = /ByIds$/.test(method) || ownModel(target) === entity.name;
  return areOfRows && params.has('ids') ? new Set(listOf(params, 'ids')) : undefined;
};

interface Rows {
  readonly keys: readonly number[];
  /** The values that adapt the rows to the call. */
  readonly overrides: Row;
}

const isUnbounded = (scope: object): boolean => Object.keys(scope).length === 0;

/** The ids of the rows that the caller may see. */
const visibleKeys = async (call: Call, entity: Entity): Promise<readonly number[]> => {
  const keys = await findKeys(entity, call.store, call.params);
  const isAllSeen = entity.isOpen === true || isUnbounded(principalScope(call, entity));
  return isAllSeen ? keys : keys.filter((key) => seenRow(call, entity, key) !== undefined);
};

/**
 * The rows that a call is about. Generated rows seldom match a call, such as payouts of offer 48. Then all of them are
 * adapted to it, since an empty list would show nothing.
 */
const rowsFor = async (call: Call, entity: Entity): Promise<Rows> => {
  const keys = await visibleKeys(call, entity);
  const overrides = principalScope(call, entity);
  const ids = requestedIds(call, entity);
  if (ids !== undefined) return { keys: keys.filter((key) => ids.has(String(key))), overrides };
  const scope = rowScope(call, entity);
  if (isUnbounded(scope)) return { keys, overrides };
  const matching = keys.filter((key) => isInScope(seenRow(call, entity, key) ?? {}, scope));
  return matching.length === 0 && entity.isOpen
    ? { keys, overrides: { ...scope, ...overrides } }
    : { keys: matching, overrides };
};

/** Answers with a list: a page with its wrapper when the call has a limit, otherwise all rows by id. */
export const readRows = async ({ call, facts }: CatalogCall): Promise<Json> => {
  const entity = entityOf(facts.model);
  const wrap = wrapping(entity, call.store, call.params);
  const { keys, overrides } = await rowsFor(call, entity);
  const { rows, count, paging } = pageRows(call, entity, keys, (row) => wrap({ ...row, ...overrides }));
  return paging ? pageShape(rows, count, paging) : rowsOrList(rows);
};

/** The model that the ids belong to. The catalog seldom states it, but the name of the method often does. */
const modelOf = ({ call, facts }: CatalogCall): string =>
  (facts.model || /(Offer|Affiliate|Advertiser)Ids/.exec(call.method)?.[1]) ?? ownModel(call.target);

/** Answers with ids as text, ascending. Where the sandbox has no data, as for featured offers, these are the first few ids. */
export const readIds = async (catalogCall: CatalogCall): Promise<Json> => {
  const { call } = catalogCall;
  const entity = entityOf(modelOf(catalogCall));
  const table = call.store.tableOf(entity);
  const scope = rowScope(call, entity);
  const isWhole = call.method === 'findAllIds' || Object.keys(scope).length > 0;
  const found = await findKeys(entity, call.store, call.params);
  const keys = found.filter((key) => isInScope(table.get(key) ?? {}, scope)).toSorted((left, right) => left - right);
  const wanted = isWhole ? keys : keys.slice(0, GENERATED_ROWS);
  return slicePage(wanted, parsePaging(call.params, call.maxPageSize)).map(String);
};
