import { selectFields } from '../query/select-fields.js';
import { type Entity, type Row, textIn } from '../store/entity.js';
import type { ErrorEntry } from '../wire/envelope.js';
import { type Json, own } from '../wire/json.js';
import { mapOf, paramJson, type ParamMap, textOf } from '../wire/params.js';
import {
  ApiFailure,
  argument,
  type Call,
  entityId,
  type Handler,
  refuseField,
  refuseMissingArgument,
  refuseMissingRow,
} from './call.js';

/** `return_object` is on unless it is turned off. */
const wantsObject = ({ params }: Call): boolean => !['0', 'false'].includes(textOf(params, 'return_object') ?? '1');

const dataOf = ({ params }: Call) => {
  if (!params.has('data')) throw refuseMissingArgument('data');
  // The id is the row's own, whatever the data says.
  return new Map([...mapOf(params, 'data')].filter(([field]) => field !== 'id'));
};

const shown = (entity: Entity, row: Row): Json => ({ [entity.name]: selectFields(entity, [])(row) });

/** Adds a row and answers with it, or with its id where the call wants no object. */
export const written = (call: Call, entity: Entity, values: Row): Json => {
  const row = call.store.tableOf(entity).insert(values);
  return wantsObject(call) ? shown(entity, row) : textIn(row, 'id');
};

/** `create`: the new row, or its id with `return_object=0`. */
export const create =
  (entity: Entity): Handler =>
  (call) => {
    const data = parseData(entity, 'create', dataOf(call));
    return written(call, entity, { ...entity.onCreate?.(call.now), ...data });
  };

const updated = (call: Call, entity: Entity, id: string, data: ParamMap): Json => {
  const values = parseData(entity, 'update', data);
  const row = call.store.tableOf(entity).update(id, { ...values, ...entity.onUpdate?.(call.now) });
  if (row === undefined) throw refuseMissingRow(id);
  return wantsObject(call) ? shown(entity, row) : true;
};

/** `update`: the row as it is now, or `true` with `return_object=0`. */
export const update =
  (entity: Entity): Handler =>
  (call) => {
    const id = entityId(call, entity);
    return updated(call, entity, id, dataOf(call));
  };

/** `updateField`: the same for the one field that `field` names. */
export const updateField =
  (entity: Entity): Handler =>
  (call) => {
    const id = entityId(call, entity);
    const value = textOf(call.params, 'value');
    if (value === undefined) throw refuseMissingArgument('value');
    return updated(call, entity, id, new Map([[argument(call, 'field'), value]]));
  };

const label = (field: string): string => field.charAt(0).toUpperCase() + field.slice(1);

/** What is wrong with a field, as the service says it. */
const complaint = (field: string, value: string, { enums }: Entity, initial: Json): string | undefined => {
  const allowed = own(enums, field);
  if (allowed && !allowed.includes(value)) return `${label(field)} must be one of: ${allowed.join(', ')}`;
  const isId = /^[a-z].*_id$/.test(field) && !/^(ref|ad|internal_ad)_id$/.test(field);
  const isMoney = typeof initial === 'string' && /^\d+\.\d+$/.test(initial);
  return (isId || isMoney) && value !== '' && !Number.isFinite(Number(value))
    ? `${label(field)} is not valid.`
    : undefined;
};

/** Money gets the places its column has, an address its scheme. */
const stored = (field: string, value: string, initial: Json): string => {
  const places = typeof initial === 'string' ? /^\d+\.(\d+)$/.exec(initial)?.[1]?.length : undefined;
  if (places !== undefined) return Number(value).toFixed(places);
  return field.endsWith('_url') && value !== '' && !/^[a-z]+:/i.test(value) ? `http://${value}` : value;
};

const failure = (
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

const missing = (entity: Entity, data: ParamMap): readonly ErrorEntry[] =>
  (entity.required ?? [])
    .filter((field) => (data.get(field) ?? '') === '')
    .map((field) => failure(entity, 'create', 1, field, `${label(field)} cannot be blank.`));

const readField = (entity: Entity, action: 'create' | 'update', field: string, value: string): Json | ErrorEntry => {
  const initial = entity.template[field] ?? null;
  const text = complaint(field, value, entity, initial);
  return text === undefined ? stored(field, value, initial) : failure(entity, action, 3, field, text);
};

/** Reads `data[…]` of a create or an update. @throws ApiFailure with every field that is wrong. */
export const parseData = (entity: Entity, action: 'create' | 'update', data: ParamMap): Row => {
  const errors = action === 'create' ? [...missing(entity, data)] : [];
  const row: Record<string, Json> = {};
  for (const [field, value] of data) {
    if (entity.writeOnly?.includes(field)) continue;
    if (entity.isOpen) {
      row[field] = paramJson(value);
      continue;
    }
    if (!Object.hasOwn(entity.template, field) || typeof value !== 'string') throw refuseField(field);
    const read = readField(entity, action, field, value);
    if (typeof read === 'object' && read !== null) errors.push(read as ErrorEntry);
    else row[field] = read;
  }
  if (errors.length > 0) throw new ApiFailure(errors);
  return row;
};
