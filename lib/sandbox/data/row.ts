import type { JsonObject } from '../wire/json.js';

/** One row as the service writes it: keys in wire order, nearly all values text. */
export type Row = JsonObject;

/** A field of a row as text; `''` for what is null or no scalar. */
export const textIn = (row: Row, field: string): string => {
  const value = row[field];
  return typeof value === 'object' || value === undefined ? '' : String(value);
};
