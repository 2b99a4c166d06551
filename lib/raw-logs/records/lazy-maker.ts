import { cutAscii, cutBytes } from '../csv/cut-cell.js';
import type { RecordMaker } from '../csv/record-maker.js';
import type { RowTable } from '../csv/row-table.js';
import type { CellSource, LazyRecordClass } from './lazy-record.js';
import type { BaseRecord } from './log-record.js';

/** A copy of a block that its records share: the table itself is filled anew by the next. */
const copyOf = (table: RowTable): CellSource => {
  const { count } = table;
  const last = count - 1;
  const used = (table.first[last] as number) + (table.width[last] as number);
  const bytes = Buffer.from(table.bytes.subarray(0, table.end));
  const cells = table.cells.slice(0, used);
  const start = table.start.slice(0, count);
  const first = table.first.slice(0, count);
  const width = table.width.slice(0, count);
  const beyondAscii = table.beyondAscii.slice(0, count);
  let text: string | undefined;
  return {
    cellAt: (row, cell) => {
      if (cell >= (width[row] as number)) return null;
      const at = (first[row] as number) + cell;
      const from = cell === 0 ? (start[row] as number) : (cells[at - 1] as number) + 1;
      const to = cells[at] as number;
      if (beyondAscii[row] === 1) return cutBytes(bytes, from, to, 'utf8');
      text ??= bytes.toString('latin1');
      return cutAscii(bytes, text, from, to);
    },
  };
};

/** Records whose columns are cut when they are read. */
export const createLazyMaker = (Record: LazyRecordClass, header: readonly string[]): RecordMaker<BaseRecord> => ({
  columns: header.length,
  make: (table, records) => {
    if (table.count === 0) return;
    const source = copyOf(table);
    for (let row = 0; row < table.count; row += 1) records.push(new Record(source, row));
  },
  fromCells: (cells) => new Record({ cellAt: (_, cell) => cells[cell] ?? null }, 0),
});
