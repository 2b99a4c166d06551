import { ProtocolError } from '../../errors/network-errors.js';
import { type Cell, cellOf, columnKind, columnsByModel, type WireRow } from './rows.js';

/** An exact decimal: `units` × 10^-`scale`. */
export interface Decimal {
  readonly units: bigint;
  /** Decimals, as written: `1.50` has two. */
  readonly scale: number;
}

/** Parses a decimal in its wire form; `undefined` for other text. */
export const parseDecimal = (text: string): Decimal | undefined => {
  const [, sign = '', whole = '', fraction = ''] = /^([+-]?)(\d+)(?:\.(\d+))?$/.exec(text) ?? [];
  if (whole === '') return undefined;
  const units = BigInt(whole + fraction);
  return { units: sign === '-' ? -units : units, scale: fraction.length };
};

const unitsAt = ({ units, scale }: Decimal, wanted: number): bigint => units * 10n ** BigInt(wanted - scale);

/** The exact sum, with the larger number of decimals. */
export const addDecimals = (left: Decimal, right: Decimal): Decimal => {
  const scale = Math.max(left.scale, right.scale);
  return { units: unitsAt(left, scale) + unitsAt(right, scale), scale };
};

/** Negative, zero or positive, as a sort wants it. */
export const compareDecimals = (left: Decimal, right: Decimal): number => {
  const scale = Math.max(left.scale, right.scale);
  const difference = unitsAt(left, scale) - unitsAt(right, scale);
  return difference < 0n ? -1 : Number(difference > 0n);
};

/** The text of a decimal, with all its decimals. */
export const formatDecimal = ({ units, scale }: Decimal): string => {
  const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, '0');
  const cut = digits.length - scale;
  return `${units < 0n ? '-' : ''}${digits.slice(0, cut)}${scale > 0 ? `.${digits.slice(cut)}` : ''}`;
};

/** Adds up columns over rows, exactly. */
interface CellSums {
  add(row: WireRow): void;
  /** The sums, nested like a row; `null` for columns without any number. */
  result(): WireRow;
}

const parseSummand = (model: string, column: string, cell: string): Decimal => {
  const value = parseDecimal(cell);
  if (!value) throw new ProtocolError(`${model}.${column} should be a number to be summed, and is another text`);
  return value;
};

/** `payout@EUR` is summed where `payout` is. */
const isSummed = (columns: ReadonlySet<string>, column: string): boolean => columns.has(column.split('@')[0] ?? '');

/** Creates the sums of these columns. A column that is `null` everywhere stays `null`: a missing number is not zero. */
export const createCellSums = (fields: readonly string[]): CellSums => {
  const sums = new Map<string, Map<string, Decimal | null>>();
  const models = columnsByModel(fields);
  const addCell = (model: string, column: string, cell: Cell): void => {
    const columns = sums.get(model) ?? new Map<string, Decimal | null>();
    const sum = columns.get(column) ?? null;
    const value = cell === null ? null : parseSummand(model, column, cell);
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

const NUMERIC: readonly (string | undefined)[] = ['id', 'int', 'decimal'];

const compareTexts = (left: string, right: string): number => (left === right ? 0 : left < right ? -1 : 1);

const compareNumbers = (left: string, right: string): number => {
  const [a, b] = [parseDecimal(left), parseDecimal(right)];
  return a && b ? compareDecimals(a, b) : compareTexts(left, right);
};

/** As the service's database compares: nulls first, numbers exactly, text regardless of case. */
const compareCells = (left: Cell, right: Cell, isNumeric: boolean): number => {
  if (left === null || right === null) return Number(left !== null) - Number(right !== null);
  return isNumeric ? compareNumbers(left, right) : compareTexts(left.toLowerCase(), right.toLowerCase());
};

/** Creates the comparison of two rows by the columns of a sort. */
export const rowOrder = (
  sort: readonly { readonly field: string; readonly descending: boolean }[],
): ((left: WireRow, right: WireRow) => number) => {
  const criteria = sort.map(({ field, descending }) => ({
    field,
    sign: descending ? -1 : 1,
    isNumeric: NUMERIC.includes(columnKind(field)),
  }));
  return (left, right) => {
    for (const { field, sign, isNumeric } of criteria) {
      const difference = compareCells(cellOf(left, field), cellOf(right, field), isNumeric);
      if (difference !== 0) return difference * sign;
    }
    return 0;
  };
};

/** Merges the rows of several ranges into those of all of them. Holds one row per group. */
interface RowMerger {
  add(row: WireRow): void;
  /** The merged rows, in the order in which their groups first came. */
  rows(): WireRow[];
}

interface Group {
  readonly first: WireRow;
  readonly sums: CellSums;
}

/** A row with the key columns in the requested order, then the sums. */
const joinGroup = (keys: ReadonlyMap<string, ReadonlySet<string>>, { first, sums }: Group): WireRow => {
  const summed = sums.result();
  const models = [...new Set([...keys.keys(), ...Object.keys(summed)])];
  return Object.fromEntries(
    models.map((model) => {
      const own = [...(keys.get(model) ?? [])].map((column) => [column, first[model]?.[column] ?? null] as const);
      return [model, { ...Object.fromEntries(own), ...summed[model] }];
    }),
  );
};

/** Creates a merger: rows with the same `keys` are one group, whose `sums` are added up. */
export const createRowMerger = (keys: readonly string[], sums: readonly string[]): RowMerger => {
  const groups = new Map<string, Group>();
  const columns = columnsByModel(keys);
  return {
    add: (row) => {
      const key = JSON.stringify(keys.map((field) => cellOf(row, field)));
      const group = groups.get(key) ?? { first: row, sums: createCellSums(sums) };
      group.sums.add(row);
      groups.set(key, group);
    },
    rows: () => [...groups.values()].map((group) => joinGroup(columns, group)),
  };
};
