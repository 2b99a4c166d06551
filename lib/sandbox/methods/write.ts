import { argumentId } from '../arguments.js';
import { refuseMissingArgument, refuseMissingRow } from '../api-failure.js';
import type { Call, Handler } from '../call.js';
import type { Entity } from '../data/entity.js';
import { textIn, type Row } from '../data/row.js';
import type { Json } from '../wire/json.js';
import { mapOf, textOf } from '../wire/params.js';
import { readData } from './read-data.js';

/** `return_object` is on unless it is turned off. */
const wantsObject = ({ params }: Call): boolean => !['0', 'false'].includes(textOf(params, 'return_object') ?? '1');

const dataOf = ({ params }: Call) => {
  if (!params.has('data')) throw refuseMissingArgument('data');
  // The id is the row's own, whatever the data says.
  return new Map([...mapOf(params, 'data')].filter(([field]) => field !== 'id'));
};

/** Adds a row and answers with it, or with its id where the call wants no object. */
export const written = (call: Call, entity: Entity, values: Row): Json => {
  const row = call.store.tables[entity.name].insert(values);
  return wantsObject(call) ? { [entity.name]: row } : textIn(row, 'id');
};

/** `create`: the new row, or its id with `return_object=0`. */
export const create =
  (entity: Entity): Handler =>
  (call) => {
    const data = readData(entity, 'create', dataOf(call));
    return written(call, entity, { ...entity.onCreate?.(call.now), ...data });
  };

/** `update`: the row as it is now, or `true` with `return_object=0`. */
export const update =
  (entity: Entity): Handler =>
  (call) => {
    const id = argumentId(call, 'id', entity.name);
    const data = readData(entity, 'update', dataOf(call));
    const row = call.store.tables[entity.name].update(id, { ...data, ...entity.onUpdate?.(call.now) });
    if (row === undefined) throw refuseMissingRow(id);
    return wantsObject(call) ? { [entity.name]: row } : true;
  };
