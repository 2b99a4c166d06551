import { findKeys } from '../query/find-keys.js';
import { findRows, listReply, wrapping } from '../query/find-rows.js';
import { pageShape } from '../query/paging.js';
import { selectFields } from '../query/select-fields.js';
import { type Entity, type Row, textIn } from '../store/entity.js';
import { ApiFailure, type ErrorEntry, refuseField, refuseMissingArgument, refuseMissingRow } from '../wire/envelope.js';
import { type Json, own } from '../wire/json.js';
import { mapOf, paramJson, type ParamMap, textOf } from '../wire/params.js';
import { argument, type Call, entityId, type DirectHandler, type Handler, type Handlers } from './call.js';

/** The methods that nearly every model has. */
export const genericHandlers = (entity: Entity): Handlers => ({
  create: create(entity),
  update: update(entity),
  findById: findById(entity),
  findAll: async (call) => listReply(await findRows(call, entity)),
  findAllIds: findAllIds(entity),
});

/** `findAll` of the models whose lists come in a page wrapper even without a limit. */
export const findAllPaged =
  (entity: Entity): Handler =>
  async (call) => {
    const { rows, count, paging } = await findRows(call, entity);
    return pageShape(rows, count, paging);
  };

/** `findById`: the wrapped row, or `null` when there is none. */
export const findById =
  (entity: Entity): DirectHandler =>
  (call) => {
    const row = call.store.tableOf(entity).get(argument(call, 'id'));
    return row ? wrapping(entity, call.store, call.params)(row) : null;
  };

/** `findAllIds`: ids as text, ascending, also where `findAll` lists the newest first. */
const findAllIds =
  (entity: Entity): Handler =>
  async ({ store, params }) => {
    const keys = await findKeys(entity, store, params);
    return keys.toSorted((left, right) => left - right).map(String);
  };

/** Whether the reply is the row: `return_object` is on by default. */
const wantsObject = ({ params }: Call): boolean => !['0', 'false'].includes(textOf(params, 'return_object') ?? '1');

/** The fields of `data[…]`, without the id, which a write never changes. */
const dataOf = ({ params }: Call) => {
  if (!params.has('data')) throw refuseMissingArgument('data');
  return new Map([...mapOf(params, 'data')].filter(([field]) => field !== 'id'));
};

const wrapped = (entity: Entity, row: Row): Json => ({ [entity.name]: selectFields(entity, [])(row) });

/** Inserts a row; the reply is the wrapped row, or its id with `return_object=0`. */
export const insertRow = (call: Call, entity: Entity, values: Row): Json => {
  const row = call.store.tableOf(entity).insert(values);
  return wantsObject(call) ? wrapped(entity, row) : textIn(row, 'id');
};

/** `create`: the reply is the new row, or its id with `return_object=0`. */
export const create =
  (entity: Entity): DirectHandler =>
  (call) => {
    const data = parseData(entity, 'create', dataOf(call));
    return insertRow(call, entity, { ...entity.onCreate?.(call.now), ...data });
  };

const updateRow = (call: Call, entity: Entity, id: string, data: ParamMap): Json => {
  const values = parseData(entity, 'update', data);
  const row = call.store.tableOf(entity).update(id, { ...values, ...entity.onUpdate?.(call.now) });
  if (row === undefined) throw refuseMissingRow(id);
  return wantsObject(call) ? wrapped(entity, row) : true;
};

/** `update`: the reply is the changed row, or `true` with `return_object=0`. */
export const update =
  (entity: Entity): DirectHandler =>
  (call) => {
    const id = entityId(call, entity);
    return updateRow(call, entity, id, dataOf(call));
  };

/** `updateField`: an `update` of the one field that the parameter `field` names. */
export const updateField =
  (entity: Entity): Handler =>
  (call) => {
    const id = entityId(call, entity);
    const value = textOf(call.params, 'value');
    if (value === undefined) throw refuseMissingArgument('value');
    return updateRow(call, entity, id, new Map([[argument(call, 'field'), value]]));
  };

const label = (field: string): string => field.charAt(0).toUpperCase() + field.slice(1);

/** The recorded words for a value that a field does not take; `undefined` when it does. */
const problemOf = (field: string, value: string, { enums }: Entity, initial: Json): string | undefined => {
  const allowed = own(enums, field);
  if (allowed && !allowed.includes(value)) return `${label(field)} must be one of: ${allowed.join(', ')}`;
  const isId = /^[a-z].*_id$/.test(field) && !/^(ref|ad|internal_ad)_id$/.test(field);
  const isMoney = typeof initial === 'string' && /^\d+\.\d+$/.test(initial);
  return (isId || isMoney) && value !== '' && !Number.isFinite(Number(value))
    ? `${label(field)} is not valid.`
    : undefined;
};

/** A value as the service stores it: money with the decimals of its column, a URL with a scheme. */
const storedValue = (field: string, value: string, initial: Json): string => {
  const places = typeof initial === 'string' ? /^\d+\.(\d+)$/.exec(initial)?.[1]?.length : undefined;
  if (places !== undefined) return Number(value).toFixed(places);
  return field.endsWith('_url') && value !== '' && !/^[a-z]+:/i.test(value) ? `http://${value}` : value;
};

const fieldError = (
  entity: Entity,
  action: 'create' | 'update',
  code: number,
  field: string,
  text: string,
): ErrorEntry => ({
  err_code: code,
  err_msg: text,
  attribute_name: field,
  publicMessage: `Could not ${action} ${entity.noun}.`,
});

/** The errors for the required fields that a create lacks. */
const missingFields = (entity: Entity, data: ParamMap): readonly ErrorEntry[] =>
  (entity.required ?? [])
    .filter((field) => (data.get(field) ?? '') === '')
    .map((field) => fieldError(entity, 'create', 1, field, `${label(field)} cannot be blank.`));

const parseField = (entity: Entity, action: 'create' | 'update', field: string, value: string): Json | ErrorEntry => {
  const initial = entity.template[field] ?? null;
  const problem = problemOf(field, value, entity, initial);
  return problem === undefined ? storedValue(field, value, initial) : fieldError(entity, action, 3, field, problem);
};

/**
 * Parses `data[…]` of a create or an update into the columns of a row.
 *
 * @throws ApiFailure with an error for each wrong field, or for an unknown one
 */
export const parseData = (entity: Entity, action: 'create' | 'update', data: ParamMap): Row => {
  const errors = action === 'create' ? [...missingFields(entity, data)] : [];
  const row: Record<string, Json> = {};
  for (const [field, value] of data) {
    if (entity.writeOnly?.includes(field)) continue;
    if (entity.isOpen) {
      row[field] = paramJson(value);
      continue;
    }
    if (!Object.hasOwn(entity.template, field) || typeof value !== 'string') throw refuseField(field);
    const parsed = parseField(entity, action, field, value);
    if (typeof parsed === 'object' && parsed !== null) errors.push(parsed as ErrorEntry);
    else row[field] = parsed;
  }
  if (errors.length > 0) throw new ApiFailure(errors);
  return row;
};
