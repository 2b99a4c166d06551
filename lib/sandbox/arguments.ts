import { refuse, refuseMissingArgument, refuseMissingRow } from './api-failure.js';
import type { Call } from './call.js';
import type { Entity, TableName } from './data/entity.js';
import { textIn, type Row } from './data/row.js';
import { textOf } from './wire/params.js';

/** A parameter that the method cannot do without. */
export const argument = ({ params }: Call, name: string): string => {
  const value = textOf(params, name);
  if (value === undefined || value === '') throw refuseMissingArgument(name);
  if (/^-\d+$/.test(value)) throw refuse('Row id is negative');
  return value;
};

/** The row that a parameter names. */
export const argumentRow = (call: Call, name: string, table: TableName): Row => {
  const id = argument(call, name);
  const row = call.store.tables[table].get(id);
  if (row === undefined) throw refuseMissingRow(id);
  return row;
};

/** The id of the row that the parameter `id` names, which must be there. */
export const entityId = (call: Call, entity: Entity): string => {
  const id = argument(call, 'id');
  const row = call.store.tableOf(entity).get(id);
  if (row === undefined) throw refuseMissingRow(id);
  return textIn(row, 'id');
};

/** The id of the row that a parameter names, which must be there. */
export const argumentId = (call: Call, name: string, table: TableName): string =>
  textIn(argumentRow(call, name, table), 'id');
