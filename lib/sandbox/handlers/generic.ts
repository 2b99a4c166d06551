import { findKeys } from '../query/find-keys.js';
import { findRows, listReply } from '../query/find-rows.js';
import { pageShape } from '../query/paging.js';
import { wrapping } from '../query/wrap-row.js';
import type { Entity } from '../store/entity.js';
import { argument, entityId, type Handler, type Handlers } from './call.js';
import { create, update } from './write.js';

/** The methods that nearly every model has. */
export const genericHandlers = (entity: Entity): Handlers => ({
  create: create(entity),
  update: update(entity),
  findById: findById(entity),
  findAll: (call) => listReply(findRows(call, entity)),
  findAllIds: findAllIds(entity),
});

/** `findAll` of the models whose lists come in a page wrapper even without a limit. */
export const findAllPaged =
  (entity: Entity): Handler =>
  (call) => {
    const { rows, count, paging } = findRows(call, entity);
    return pageShape(rows, count, paging);
  };

/** `findById`: the wrapped row, or `null` when there is none. */
export const findById =
  (entity: Entity): Handler =>
  (call) => {
    const row = call.store.tableOf(entity).get(argument(call, 'id'));
    return row ? wrapping(entity, call.store, call.params)(row) : null;
  };

/** `findAllIds`: ids as text, ascending, also where `findAll` lists the newest first. */
const findAllIds =
  (entity: Entity): Handler =>
  ({ store, params }) =>
    findKeys(entity, store, params)
      .toSorted((left, right) => left - right)
      .map(String);

/** `block`: sets the status to `blocked`. The parameter `reason` is accepted; no reply shows it. */
export const block =
  (entity: Entity): Handler =>
  (call) => {
    const id = entityId(call, entity);
    call.store.tableOf(entity).update(id, { status: 'blocked', ...entity.onUpdate?.(call.now) });
    return true;
  };
