import { findKeys } from '../query/find-keys.js';
import { pageShape, rowsOrList } from '../query/paging.js';
import { findRows } from '../query/find-rows.js';
import { wrapping } from '../query/wrap-row.js';
import type { Entity } from '../store/entity.js';
import { argument, entityId, type Handler, type Handlers } from './call.js';
import { create, update } from './write.js';

/** The methods that nearly every kind has. */
export const genericHandlers = (entity: Entity): Handlers => ({
  create: create(entity),
  update: update(entity),
  findById: findById(entity),
  findAll: findAll(entity),
  findAllIds: findAllIds(entity),
});

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

/** `block`: the status becomes `blocked`; the reason is taken and not shown again. */
export const block =
  (entity: Entity): Handler =>
  (call) => {
    const id = entityId(call, entity);
    call.store.tableOf(entity).update(id, { status: 'blocked', ...entity.onUpdate?.(call.now) });
    return true;
  };
