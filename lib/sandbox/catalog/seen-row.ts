import type { Call } from '../call.js';
import type { Entity } from '../data/entity.js';
import type { Row } from '../data/row.js';
import { isInScope } from './row-scope.js';
import { viewerScope } from './viewer-scope.js';

/** The row of an id as the caller sees it; `undefined` where there is none, or none for him. Made-up rows are everybody's. */
export const seenRow = (call: Call, entity: Entity, id: string | number): Row | undefined => {
  const row = call.store.tableOf(entity).get(id);
  const scope = viewerScope(call, entity);
  if (row === undefined || entity.isOpen) return row && { ...row, ...scope };
  return isInScope(row, scope) ? row : undefined;
};
