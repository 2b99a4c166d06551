import { ProtocolError } from '../../errors/protocol-error.js';
import { addDecimals, type Decimal, formatDecimal, parseDecimal } from './decimal.js';
import { columnsByModel, type Cell, type WireRow } from './report-row.js';

/** Adds up columns over rows, exactly. */
export interface CellSums {
  add(row: WireRow): void;
  /** The sums, nested like a row; columns without any number are `null`. */
  result(): WireRow;
}

const decimal = (model: string, column: string, cell: string): Decimal => {
  const value = parseDecimal(cell);
  if (!value) throw new ProtocolError(`${model}.${column} is no number that could be summed: ${JSON.stringify(cell)}`);
  return value;
};

/** `payout@EUR` is summed where `payout` is. */
const isSummed = (columns: ReadonlySet<string>, column: string): boolean => columns.has(column.split('@')[0] ?? '');

/** Starts to sum these columns. What is `null` everywhere stays so: no number is not zero. */
export const createCellSums = (fields: readonly string[]): CellSums => {
  const sums = new Map<string, Map<string, Decimal | null>>();
  const models = columnsByModel(fields);
  const addCell = (model: string, column: string, cell: Cell): void => {
    const columns = sums.get(model) ?? new Map<string, Decimal | null>();
    const sum = columns.get(column) ?? null;
    const value = cell === null ? null : decimal(model, column, cell);
    columns.set(column, sum && value ? addDecimals(sum, value) : (sum ?? value));
    sums.set(model, columns);
  };
  return {
    add: (row) => {
      for (const [model, columns] of models)
        for (const [column, cell] of Object.entries(row[model] ?? {}))
          if (isSummed(columns, column)) addCell(model, column, cell);
    },
    result: () =>
      Object.fromEntries(
        [...sums].map(([model, columns]) => [
          model,
          Object.fromEntries([...columns].map(([name, sum]) => [name, sum && formatDecimal(sum)])),
        ]),
      ),
  };
};
