import { ownModel } from '../../catalog/method-of.js';
import type { Call } from '../call.js';
import type { Entity } from '../data/entity.js';
import type { Row } from '../data/row.js';
import { findKeys } from '../query/find-keys.js';
import { pageRows } from '../query/page-rows.js';
import { pageShape, rowsOrList } from '../query/paging.js';
import { wrapping } from '../query/wrap-row.js';
import type { Json } from '../wire/json.js';
import { listOf } from '../wire/params.js';
import type { CatalogCall } from './catalog-call.js';
import { entityOf } from './entity-of.js';
import { isInScope, rowScope } from './row-scope.js';
import { seenRow } from './seen-row.js';
import { viewerScope } from './viewer-scope.js';

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
  const isAllSeen = entity.isOpen === true || isUnbounded(viewerScope(call, entity));
  return isAllSeen ? keys : keys.filter((key) => seenRow(call, entity, key) !== undefined);
};

/**
 * The rows that a call is about. A model that is made up seldom has some that fit, such as payouts of offer 48: then all of
 * them are made to fit, since an empty list would show nothing.
 */
const rowsFor = (call: Call, entity: Entity): Rows => {
  const keys = seenKeys(call, entity);
  const seen = viewerScope(call, entity);
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
