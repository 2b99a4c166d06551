import { cutAscii, cutBytes } from '../csv/cut-cell.js';
import type { RecordMaker } from '../csv/record-maker.js';
import type { RowTable } from '../csv/row-table.js';
import type { BaseRecord } from './log-record.js';
import type { Projection } from './project.js';
import type { RecordClass } from './record-class.js';

/** Cuts the wanted cells of one row into `values`. */
const cutWanted = (
  table: RowTable,
  row: number,
  text: string,
  wanted: readonly number[],
  values: (string | null)[],
): void => {
  const { bytes, cells } = table;
  const start = table.start[row] as number;
  const first = table.first[row] as number;
  const width = table.width[row] as number;
  const isAscii = table.beyondAscii[row] === 0;
  for (let i = 0; i < wanted.length; i += 1) {
    const cell = wanted[i] as number;
    if (cell < 0 || cell >= width) {
      values[i] = null;
      continue;
    }
    const from = cell === 0 ? start : (cells[first + cell - 1] as number) + 1;
    const to = cells[first + cell] as number;
    values[i] = isAscii ? cutAscii(bytes, text, from, to) : cutBytes(bytes, from, to, 'utf8');
  }
};

/** Records whose wanted columns are cut at once, as strings of their own: one that is kept keeps nothing else. */
export const createEagerMaker = (
  Record: RecordClass,
  header: readonly string[],
  { cells: wanted }: Projection,
): RecordMaker<BaseRecord> => {
  const values: (string | null)[] = Array.from(wanted, () => null);
  return {
    columns: header.length,
    make: (table, records) => {
      const text = table.bytes.toString('latin1', 0, table.end);
      for (let row = 0; row < table.count; row += 1) {
        cutWanted(table, row, text, wanted, values);
        records.push(new Record(values));
      }
    },
    fromCells: (cells) => new Record(wanted.map((cell) => cells[cell] ?? null)),
  };
};
