import { REPORT_AGGREGATES, REPORT_KINDS } from '../../catalog/generated/report-fields.js';
import { ProtocolError } from '../../errors/network-errors.js';
import { type Decoded, entriesOf, getKey, isDecodedObject, plainValue } from '../../protocol/ordered-json.js';
import { shownWhole } from '../../protocol/validate.js';
import { TOTALS_KEY } from '../assumptions.js';

/** One value of a row as it comes on the wire. */
export type Cell = string | null;

/** A row as it comes on the wire, nested by the part of a name before the dot: `row.Stat.clicks`. */
export type WireRow = Readonly<Record<string, Readonly<Record<string, Cell>>>>;

/** Splits the name of a column at its dot. */
const splitName = (field: string): [model: string, column: string] => {
  const dot = field.indexOf('.');
  return [field.slice(0, dot), field.slice(dot + 1)];
};

/** One value of a row; `null` where the row has none. */
export const cellOf = (row: WireRow, field: string): Cell => {
  const [model, column] = splitName(field);
  return row[model]?.[column] ?? null;
};

/** Groups the columns by model. */
export const columnsByModel = (fields: readonly string[]): Map<string, Set<string>> => {
  const models = new Map<string, Set<string>>();
  for (const field of fields) {
    const [model, column] = splitName(field);
    models.set(model, (models.get(model) ?? new Set<string>()).add(column));
  }
  return models;
};

/** The kind of a column's values. All come as strings on the wire. */
export type ColumnKind = 'boolean01' | 'date' | 'datetime' | 'decimal' | 'id' | 'int' | 'string';

const KINDS: Readonly<Record<string, ColumnKind>> = {
  b: 'boolean01',
  d: 'date',
  i: 'id',
  m: 'decimal',
  n: 'int',
  t: 'datetime',
};

/** The kind of a column such as `Stat.clicks`; `undefined` for one that the catalog lacks. */
export const columnKind = (field: string): ColumnKind | undefined => {
  const [model = '', column = ''] = field.split('.');
  if (!Object.hasOwn(REPORT_KINDS, model)) return undefined;
  const entry = (REPORT_KINDS[model] ?? '').split(' ').find((text) => text.split(':')[0] === column);
  return entry === undefined ? undefined : (KINDS[entry.split(':')[1] ?? ''] ?? 'string');
};

/** The names of all columns of the catalog. */
export const columnNames = (): readonly string[] =>
  Object.entries(REPORT_KINDS).flatMap(([model, columns]) =>
    columns.split(' ').map((column) => `${model}.${column.split(':')[0] ?? ''}`),
  );

/** Whether statistics compute a column over the rows of a group; the other columns form the groups. */
export const isAggregate = (field: string): boolean => REPORT_AGGREGATES.split(' ').includes(field);

const cell = (value: Decoded | undefined): Cell => {
  if (value === undefined || value === null) return null;
  if (typeof value === 'boolean') return value ? '1' : '0';
  if (typeof value === 'object') return JSON.stringify(plainValue(value));
  return String(value);
};

/** Amounts in another currency come in addition to the column: `payout@EUR`. */
const currencies = (model: Decoded | undefined, columns: ReadonlySet<string>): [string, Cell][] =>
  isDecodedObject(model)
    ? entriesOf(model).flatMap(([name, value]): [string, Cell][] => {
        const at = name.indexOf('@');
        return at > 0 && columns.has(name.slice(0, at)) ? [[name, cell(value)]] : [];
      })
    : [];

/**
 * Creates the reader of rows with these columns. A row has each of them, `null` where the service left it out, and their
 * amounts in other currencies. Numbers become strings, which is what the service sends most of the time.
 */
export const createRowReader = (fields: readonly string[]): ((row: Decoded) => WireRow) => {
  const models = [...columnsByModel(fields)];
  return (row) => {
    if (!isDecodedObject(row))
      throw new ProtocolError(`A row of a report should be an object, not ${shownWhole(JSON.stringify(row))}`);
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

const isBlank = (value: Decoded): boolean =>
  value === null ||
  value === false ||
  value === '' ||
  (Array.isArray(value) && value.length === 0) ||
  (isDecodedObject(value) && entriesOf(value).length === 0);

/** Whether a row holds nothing: `null`, `[]`, or models without columns, `{ Stat: null }`. */
export const isNothing = (row: Decoded): boolean =>
  isBlank(row) || (isDecodedObject(row) && entriesOf(row).every(([, model]) => isBlank(model)));

/** The requested columns that the totals have. */
const presentIn = (totals: Decoded, fields: readonly string[]): string[] =>
  fields.filter((field) => {
    const [name, column] = splitName(field);
    const model = isDecodedObject(totals) ? getKey(totals, name) : undefined;
    return isDecodedObject(model) && getKey(model, column) !== undefined;
  });

const isEmpty = (value: Decoded): boolean =>
  value === '' || value === null || (Array.isArray(value) && value.length === 0);

/**
 * Parses the totals of a reply, nested like a row, for those of the columns that have one. `undefined` where the reply has no
 * totals; empty where there is nothing to sum.
 */
export const parseTotals = (data: Decoded, fields: readonly string[]): WireRow | undefined => {
  const totals = isDecodedObject(data) ? getKey(data, TOTALS_KEY) : undefined;
  if (totals === undefined) return undefined;
  if (isEmpty(totals)) return {};
  if (!isDecodedObject(totals)) throw new ProtocolError('The totals of a report should be an object');
  return createRowReader(presentIn(totals, fields))(totals);
};
