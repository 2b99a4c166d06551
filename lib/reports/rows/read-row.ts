import { ProtocolError } from '../../errors/protocol-error.js';
import type { Decoded } from '../../protocol/decoded.js';
import { entriesOf, getKey, isDecodedObject } from '../../protocol/entries-of.js';
import { plainValue } from '../../models/plain-value.js';
import { type Cell, columnsByModel, type WireRow } from './report-row.js';

const cell = (value: Decoded | undefined): Cell => {
  if (value === undefined || value === null) return null;
  if (typeof value === 'boolean') return value ? '1' : '0';
  if (typeof value === 'object') return JSON.stringify(plainValue(value));
  return String(value);
};

/** Amounts in another currency stand beside the column: `payout@EUR`. */
const currencies = (model: Decoded | undefined, columns: ReadonlySet<string>): [string, Cell][] =>
  isDecodedObject(model)
    ? entriesOf(model).flatMap(([name, value]): [string, Cell][] => {
        const at = name.indexOf('@');
        return at > 0 && columns.has(name.slice(0, at)) ? [[name, cell(value)]] : [];
      })
    : [];

/**
 * Makes the reader of rows with these columns. A row has each of them, `null` where the service left it out, and the
 * amounts in other currencies beside them. Numbers become the strings that the service sends mostly.
 */
export const createRowReader = (fields: readonly string[]): ((row: Decoded) => WireRow) => {
  const models = [...columnsByModel(fields)];
  return (row) => {
    if (!isDecodedObject(row))
      throw new ProtocolError(`A row of a report is no object: ${JSON.stringify(row).slice(0, 40)}`);
    return Object.fromEntries(
      models.map(([name, columns]) => {
        const model = getKey(row, name);
        const value = (column: string): Cell => cell(isDecodedObject(model) ? getKey(model, column) : undefined);
        const asked = [...columns].map((column): [string, Cell] => [column, value(column)]);
        return [name, Object.fromEntries([...asked, ...currencies(model, columns)])];
      }),
    );
  };
};
