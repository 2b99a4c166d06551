import { ApiFailure, refuseField } from '../api-failure.js';
import type { Entity } from '../data/entity.js';
import type { Row } from '../data/row.js';
import type { Json } from '../wire/json.js';
import { own } from '../own.js';
import type { ErrorEntry } from '../wire/envelope.js';
import { paramJson } from '../wire/param-json.js';
import type { ParamMap } from '../wire/params.js';

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
export const readData = (entity: Entity, action: 'create' | 'update', data: ParamMap): Row => {
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
