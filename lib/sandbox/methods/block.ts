import { entityId } from '../arguments.js';
import type { Handler } from '../call.js';
import type { Entity } from '../data/entity.js';

/** `block`: the status becomes `blocked`; the reason is taken and not shown again. */
export const block =
  (entity: Entity): Handler =>
  (call) => {
    const id = entityId(call, entity);
    call.store.tableOf(entity).update(id, { status: 'blocked', ...entity.onUpdate?.(call.now) });
    return true;
  };
