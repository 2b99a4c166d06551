import { type CellSums, createCellSums } from './cell-sums.js';
import { cellOf, columnsByModel, type WireRow } from './report-row.js';

/** Joins rows of several ranges into the rows of all of them. Holds one row per group. */
export interface RowMerger {
  add(row: WireRow): void;
  /** The rows, in the order in which their groups came first. */
  rows(): WireRow[];
}

interface Group {
  readonly first: WireRow;
  readonly sums: CellSums;
}

/** The columns of the groups in the order asked for, then what was summed. */
const join = (keys: ReadonlyMap<string, ReadonlySet<string>>, { first, sums }: Group): WireRow => {
  const summed = sums.result();
  const models = [...new Set([...keys.keys(), ...Object.keys(summed)])];
  return Object.fromEntries(
    models.map((model) => {
      const own = [...(keys.get(model) ?? [])].map((column) => [column, first[model]?.[column] ?? null] as const);
      return [model, { ...Object.fromEntries(own), ...summed[model] }];
    }),
  );
};

/** Starts to merge: rows with the same `keys` are one group, whose `sums` are added up. */
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
    rows: () => [...groups.values()].map((group) => join(columns, group)),
  };
};
