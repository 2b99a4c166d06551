import { kindsOf } from '../../catalog/kinds-of.js';
import { ownModel } from '../../catalog/method-of.js';
import { refuseMissingRow } from '../api-failure.js';
import { argument } from '../arguments.js';
import type { Call } from '../call.js';
import type { Json } from '../wire/json.js';
import { entityOf } from './entity-of.js';
import { seenRow } from './seen-row.js';
import { writeRow } from './write-row.js';

const remove = (call: Call, model: string): Json => {
  const id = argument(call, 'id');
  const entity = entityOf(model);
  if (seenRow(call, entity, id) === undefined) throw refuseMissingRow(id);
  call.store.tableOf(entity).remove(id);
  return true;
};

/** `deleteEventSubscription` names its model, `delete` means the target's. */
const removedModel = ({ method, target }: Call): string | undefined => {
  const name = /^(?:delete|deregister)(\w*)$/.exec(method)?.[1];
  return name === '' ? ownModel(target) : name;
};

/**
 * What a write does that answers with something else than its row: `create`, `save`, `update` and `delete` change the rows
 * of their target. The answer is theirs, `undefined` for methods that change nothing here.
 */
export const sideEffect = (call: Call): Json | undefined => {
  const removed = removedModel(call);
  if (removed !== undefined && kindsOf(removed) !== undefined && call.params.has('id')) return remove(call, removed);
  const model = ownModel(call.target);
  if (!/^(create|save|update)$/.test(call.method) || kindsOf(model) === undefined) return undefined;
  const params = new Map([...call.params, ['return_object', '0'] as const]);
  return writeRow({ ...call, params }, entityOf(model));
};
