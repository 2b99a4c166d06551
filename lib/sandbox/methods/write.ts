import { argument, entityId } from '../arguments.js';
import { refuseMissingArgument, refuseMissingRow } from '../api-failure.js';
import type { Call, Handler } from '../call.js';
import type { Entity } from '../data/entity.js';
import { textIn, type Row } from '../data/row.js';
import type { Json } from '../wire/json.js';
import { selectFields } from '../query/select-fields.js';
import { mapOf, textOf, type ParamMap } from '../wire/params.js';
import { readData } from './read-data.js';

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
    const data = readData(entity, 'create', dataOf(call));
    return written(call, entity, { ...entity.onCreate?.(call.now), ...data });
  };

const updated = (call: Call, entity: Entity, id: string, data: ParamMap): Json => {
  const values = readData(entity, 'update', data);
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
