import { cutAscii, cutBytes, type RecordMaker, type RowTable } from '../csv/row-table.js';
import { BaseRecord, FIELDS, type LogFields } from './log-record.js';

/** Where lazy records read their cells: a block of a file. */
export interface CellSource {
  /** The cell with this number, or `null` where the row ends before it. */
  cellAt(row: number, cell: number): string | null;
}

/** Makes a record of a row in a source. */
export type LazyRecordClass = new (source: CellSource, row: number) => BaseRecord;

/** A record that knows where its cells are. What it holds is private, so that nothing but columns shows. */
class LazyRecord extends BaseRecord {
  readonly #source: CellSource;
  readonly #row: number;

  constructor(source: CellSource, row: number) {
    super();
    this.#source = source;
    this.#row = row;
  }

  /** The cell with this number; -1 for a column that the file has not. */
  static cellOf(record: LazyRecord, cell: number): string | null {
    return cell < 0 ? null : record.#source.cellAt(record.#row, cell);
  }
}

const accessor = (cell: number): PropertyDescriptor => ({
  get(this: LazyRecord) {
    return LazyRecord.cellOf(this, cell);
  },
  enumerable: true,
  configurable: true,
});

/** A class of records with these columns as accessors. A column may hide a method, never break it. */
export const defineLazyClass = (columns: readonly string[], cells: readonly number[]): LazyRecordClass => {
  class LogRecord extends LazyRecord {
    override get [FIELDS](): LogFields {
      const fields: LogFields = {};
      for (const [i, name] of columns.entries()) {
        const value = LazyRecord.cellOf(this, cells[i] ?? -1);
        Object.defineProperty(fields, name, { value, enumerable: true, writable: true, configurable: true });
      }
      return fields;
    }
  }
  for (const [i, name] of columns.entries()) Object.defineProperty(LogRecord.prototype, name, accessor(cells[i] ?? -1));
  return LogRecord;
};

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
