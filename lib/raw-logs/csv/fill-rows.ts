import type { RowTable } from './row-table.js';

const RETURN = 0x0d;

/** Which of the scanned rows to take, and what a record may be. */
export interface RowLimits {
  /** Number of the first row. */
  readonly from: number;
  /** Number behind the last row. */
  readonly to: number;
  /** Most cells of a record. */
  readonly columns: number;
  /** Most bytes of a record. */
  readonly bytes: number;
}

/**
 * Fills the table with scanned rows: anew from row 0 on, or behind those that are in it. Carriage returns at their ends are
 * cut off, and empty rows left out. Stops before a row that is too wide or too long and returns its number, or `to`;
 * `table.end` is then its place.
 */
export const fillRows = (table: RowTable, { from, to, columns, bytes: longest }: RowLimits): number => {
  const { bytes, cells, start, first, width, beyondAscii } = table;
  const { ends } = table.scanner;
  let cell = from === 0 ? 0 : (ends[from - 1] as number) >> 1;
  let at = from === 0 ? 0 : table.end;
  let count = from === 0 ? 0 : table.count;
  let row = from;
  for (; row < to; row += 1) {
    const end = ends[row] as number;
    const next = end >> 1;
    const last = cells[next - 1] as number;
    if (next - cell > columns || last - at > longest) break;
    const cut = last > at && bytes[last - 1] === RETURN ? last - 1 : last;
    cells[next - 1] = cut;
    if (next - cell > 1 || cut !== at) {
      start[count] = at;
      first[count] = cell;
      width[count] = next - cell;
      beyondAscii[count] = end & 1;
      count += 1;
    }
    cell = next;
    at = last + 1;
  }
  table.count = count;
  table.end = at;
  return row;
};
