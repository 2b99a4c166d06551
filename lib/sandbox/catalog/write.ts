import { ownModel } from '../../catalog/methods.js';
import { argument, type Call, refuseMissingRow } from '../handlers/call.js';
import { create, update } from '../handlers/write.js';
import { type Entity, textIn } from '../store/entity.js';
import type { Json } from '../wire/json.js';
import { mapOf, type Param, type ParamMap, textOf } from '../wire/params.js';
import { entityOf, keyColumn } from './generated-entity.js';
import { kindsOf } from './kinds.js';
import { idField, ownerColumn, seenRow, principalScope } from './scope.js';

/** Where the fields of a row may stand: `data[…]`, as nearly always, or what those bring along who sign up. */
const HOLDERS = ['data', 'account', 'user', 'datauser'];

const fromJson = (text: string): [string, Param][] => {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
    return Object.entries(value).flatMap(([name, part]): [string, Param][] =>
      typeof part === 'object' ? [] : [[name, String(part)]],
    );
  } catch {
    return [];
  }
};

/** Parameters that are columns themselves: `status` of `updateStatus`. */
const columns = ({ params }: Call, { template }: Entity): [string, Param][] =>
  [...params].filter(([name, value]) => name !== 'id' && typeof value === 'string' && Object.hasOwn(template, name));

/**
 * Who signs up gives an account and its user at once: each row takes what is its own. Rows within rows, such as many
 * approvals at once, are taken only where the model is not known to the end.
 */
const held = ({ method, params }: Call, { template, isOpen }: Entity): [string, Param][] => {
  const all = HOLDERS.flatMap((name) => [...mapOf(params, name)]);
  const pairs = isOpen ? all : all.filter(([, value]) => typeof value === 'string');
  return /signup$/i.test(method) ? pairs.filter(([name]) => Object.hasOwn(template, name)) : pairs;
};

/** What a write puts into a row: the fields of its data, the one that it names, and its parameters that are columns. */
export const writeData = (call: Call, entity: Entity): ParamMap => {
  const field = textOf(call.params, 'field');
  const value = textOf(call.params, 'value');
  if (call.method.endsWith('Field') && field !== undefined && value !== undefined) return new Map([[field, value]]);
  return new Map([
    ...columns(call, entity),
    ...fromJson(textOf(call.params, 'json_data') ?? ''),
    ...held(call, entity),
  ]);
};

/** The id of the row where a column has a text; `''` where there is none. */
const idWhere = (call: Call, entity: Entity, column: string, text: string): string => {
  for (const row of call.store.tableOf(entity).rows()) if (textIn(row, column) === text) return textIn(row, 'id');
  return '';
};

/** `creative_id` names an `AdCampaignCreative`, `rule_id` a `TargetRule`. */
const keyParameter = ({ params }: Call, { name }: Entity): string | undefined =>
  [...params.keys()].find((key) => key.endsWith('_id') && `_${idField(name)}`.endsWith(`_${key}`));

/** `Affiliate.setCustomReferralCommission(id)` names the affiliate, not the commission. */
const byId = (call: Call, entity: Entity): string => {
  const id = argument(call, 'id');
  const owner = call.method.startsWith('set') ? ownerColumn(call, entity) : undefined;
  return owner === undefined ? id : idWhere(call, entity, owner, id);
};

/** Rows of a fresh sandbox have no references: where none fits, the id stands for it. */
const byReference = (call: Call, entity: Entity): string | undefined => {
  const text = textOf(call.params, 'ref_id');
  return text === undefined ? undefined : idWhere(call, entity, 'ref_id', text) || text;
};

/** What a row without an id goes by, where the data says it. */
const byData = (call: Call, entity: Entity, data: ParamMap): string | undefined => {
  const column = keyColumn(entity) ?? '';
  const text = column === 'id' ? undefined : data.get(column);
  return typeof text === 'string' ? idWhere(call, entity, column, text) : undefined;
};

/** The id of the row that a write changes; `''` where it has to be added first. A call that names none means the first. */
export const writtenRow = (call: Call, entity: Entity, data: ParamMap): string => {
  if (call.params.has('id')) return byId(call, entity);
  const parameter = keyParameter(call, entity);
  if (parameter !== undefined) return argument(call, parameter);
  const [first = ''] = call.store.tableOf(entity).keys();
  const own = principalScope(call, entity)['id'];
  return byReference(call, entity) ?? byData(call, entity, data) ?? own ?? String(first);
};

const ADDS = /^(add|create|generate|register|save|signup)|Signup$/;

const withParams = (call: Call, changes: readonly (readonly [string, Param])[]): Call => ({
  ...call,
  params: new Map([...call.params, ...changes]),
});

/** Adds a row. What was to be changed and is not there yet says in its id whose it is. */
const add = (call: Call, entity: Entity, data: ReadonlyMap<string, Param>): Json => {
  const owner = ownerColumn(call, entity);
  const id = textOf(call.params, 'id');
  const whose: [string, Param][] = owner === undefined || id === undefined ? [] : [[owner, id]];
  return create(entity)(
    withParams(call, [['data', new Map([...whose, ...data, ...Object.entries(principalScope(call, entity))])]]),
  );
};

/** Adds or changes a row, as the method's name says, and answers as `create` and `update` do. */
export const writeRow = (call: Call, entity: Entity): Json => {
  const data = writeData(call, entity);
  const id = ADDS.test(call.method) ? '' : writtenRow(call, entity, data);
  if (id === '') return add(call, entity, data);
  if (seenRow(call, entity, id) === undefined) throw refuseMissingRow(id);
  return update(entity)(
    withParams(call, [
      ['id', id],
      ['data', data],
    ]),
  );
};

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
