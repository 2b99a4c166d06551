import { ownModel } from '../../catalog/methods.js';
import { argument, type Call } from '../handlers/call.js';
import { create, update } from '../handlers/generic.js';
import { type Entity, textIn } from '../store/entity.js';
import { refuseMissingRow } from '../wire/envelope.js';
import type { Json } from '../wire/json.js';
import { mapOf, type Param, type ParamMap, textOf } from '../wire/params.js';
import { entityOf, keyColumn, kindsOf } from './generated-entity.js';
import { idField, ownerColumn, principalScope, seenRow } from './scope.js';

/** The parameters that may contain the fields of a row: `data[…]` nearly always, the others for sign-ups. */
const DATA_PARAMETERS = ['data', 'account', 'user', 'datauser'];

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

/** Parameters that are columns themselves, such as `status` of `updateStatus`. */
const columnParameters = ({ params }: Call, { template }: Entity): [string, Param][] =>
  [...params].filter(([name, value]) => name !== 'id' && typeof value === 'string' && Object.hasOwn(template, name));

/**
 * The fields in `data[…]` and the like. A sign-up contains an account and its user, and each row takes the fields of its
 * model. Nested rows, such as several approvals in one call, are kept only for models whose fields are not all known.
 */
const dataFields = ({ method, params }: Call, { template, isOpen }: Entity): [string, Param][] => {
  const all = DATA_PARAMETERS.flatMap((name) => [...mapOf(params, name)]);
  const pairs = isOpen ? all : all.filter(([, value]) => typeof value === 'string');
  return /signup$/i.test(method) ? pairs.filter(([name]) => Object.hasOwn(template, name)) : pairs;
};

/** The fields that a write sets: those of its data, the one named by `field`, and its parameters that are columns. */
const writeData = (call: Call, entity: Entity): ParamMap => {
  const field = textOf(call.params, 'field');
  const value = textOf(call.params, 'value');
  if (call.method.endsWith('Field') && field !== undefined && value !== undefined) return new Map([[field, value]]);
  return new Map([
    ...columnParameters(call, entity),
    ...fromJson(textOf(call.params, 'json_data') ?? ''),
    ...dataFields(call, entity),
  ]);
};

/** The id of the first row whose column has a value; `''` where there is none. */
const idWhere = (call: Call, entity: Entity, column: string, text: string): string => {
  const [row] = call.store.tableOf(entity).where(column, text);
  return row === undefined ? '' : textIn(row, 'id');
};

/** The parameter that names a row by the end of its model: `creative_id` an `AdCampaignCreative`, `rule_id` a `TargetRule`. */
const keyParameter = ({ params }: Call, { name }: Entity): string | undefined =>
  [...params.keys()].find((key) => key.endsWith('_id') && `_${idField(name)}`.endsWith(`_${key}`));

/** The row of `id`. In `Affiliate.setCustomReferralCommission(id)` this is the id of the affiliate, not of the commission. */
const byId = (call: Call, entity: Entity): string => {
  const id = argument(call, 'id');
  const owner = call.method.startsWith('set') ? ownerColumn(call, entity) : undefined;
  return owner === undefined ? id : idWhere(call, entity, owner, id);
};

/** The row of `ref_id`. Rows of a fresh sandbox have no references, so without a match the text counts as an id. */
const byReference = (call: Call, entity: Entity): string | undefined => {
  const text = textOf(call.params, 'ref_id');
  return text === undefined ? undefined : idWhere(call, entity, 'ref_id', text) || text;
};

/** The row of a model without an id, by its key column in the data. */
const byData = (call: Call, entity: Entity, data: ParamMap): string | undefined => {
  const column = keyColumn(entity) ?? '';
  const text = column === 'id' ? undefined : data.get(column);
  return typeof text === 'string' ? idWhere(call, entity, column, text) : undefined;
};

/** The id of the row that a write changes; `''` for a row to be added. Without a name in the call, this is the first row. */
const writtenRow = (call: Call, entity: Entity, data: ParamMap): string => {
  if (call.params.has('id')) return byId(call, entity);
  const parameter = keyParameter(call, entity);
  if (parameter !== undefined) return argument(call, parameter);
  const [first = ''] = call.store.tableOf(entity).keys();
  const callerId = principalScope(call, entity)['id'];
  return byReference(call, entity) ?? byData(call, entity, data) ?? callerId ?? String(first);
};

const ADDS = /^(add|create|generate|register|save|signup)|Signup$/;

const withParams = (call: Call, changes: readonly (readonly [string, Param])[]): Call => ({
  ...call,
  params: new Map([...call.params, ...changes]),
});

/** Adds a row. Where an update names a row that does not exist yet, its `id` is that of the owner. */
const add = (call: Call, entity: Entity, data: ReadonlyMap<string, Param>): Json => {
  const owner = ownerColumn(call, entity);
  const id = textOf(call.params, 'id');
  const reference: [string, Param][] = owner === undefined || id === undefined ? [] : [[owner, id]];
  return create(entity)(
    withParams(call, [['data', new Map([...reference, ...data, ...Object.entries(principalScope(call, entity))])]]),
  );
};

/** Adds or changes a row, depending on the name of the method, and answers like `create` or `update`. */
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

/** The model of a deletion: `deleteEventSubscription` names it, `delete` means that of the target. */
const removedModel = ({ method, target }: Call): string | undefined => {
  const name = /^(?:delete|deregister)(\w*)$/.exec(method)?.[1];
  return name === '' ? ownModel(target) : name;
};

/**
 * Carries out a write whose answer is not its row: `create`, `save`, `update` and `delete` change the rows of their target.
 * Returns their own answer; `undefined` for methods that change nothing in the sandbox.
 */
export const sideEffect = (call: Call): Json | undefined => {
  const removed = removedModel(call);
  if (removed !== undefined && kindsOf(removed) !== undefined && call.params.has('id')) return remove(call, removed);
  const model = ownModel(call.target);
  if (!/^(create|save|update)$/.test(call.method) || kindsOf(model) === undefined) return undefined;
  const params = new Map([...call.params, ['return_object', '0'] as const]);
  return writeRow({ ...call, params }, entityOf(model));
};
