import { argument } from '../arguments.js';
import type { Handler } from '../call.js';
import type { Entity } from '../data/entity.js';
import { findKeys } from '../query/find-keys.js';
import { findRows } from '../query/find-rows.js';
import { pageShape, rowsOrList } from '../query/paging.js';
import { wrapping } from '../query/wrap-row.js';

/** `findAll`: with a limit a page wrapper, without one all rows by id. */
export const findAll =
  (entity: Entity): Handler =>
  (call) => {
    const { rows, count, paging } = findRows(call, entity);
    return paging ? pageShape(rows, count, paging) : rowsOrList(rows);
  };

/** The same for the kinds that have a page wrapper even without a limit. */
export const findAllPaged =
  (entity: Entity): Handler =>
  (call) => {
    const { rows, count, paging } = findRows(call, entity);
    return pageShape(rows, count, paging);
  };

/** `findAllIds`: ids as text, ascending whatever the kind's order is. */
export const findAllIds =
  (entity: Entity): Handler =>
  ({ store, params }) =>
    findKeys(entity, store, params)
      .toSorted((left, right) => left - right)
      .map(String);

/** `findById`: `null` for what is not there. */
export const findById =
  (entity: Entity): Handler =>
  (call) => {
    const row = call.store.tableOf(entity).get(argument(call, 'id'));
    return row ? wrapping(entity, call.store, call.params)(row) : null;
  };
