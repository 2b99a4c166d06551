import { cutAscii, cutBytes, type RecordMaker, type RowTable, type TextEncoding } from '../csv/row-table.js';
import { BaseRecord, FIELDS, type LogFields } from './log-record.js';

/** The source of the cells of lazy records: a copy of a block. */
interface CellSource {
  /** The cell with this number; `null` if the row ends before it. */
  cellAt(row: number, cell: number): string | null;
}

/** A class whose constructor takes a source and the number of a row in it. */
type LazyRecordClass = new (source: CellSource, row: number) => BaseRecord;

/** A record that knows where its cells are. Its fields are private, so that only columns show. */
class LazyRecord extends BaseRecord {
  readonly #source: CellSource;
  readonly #row: number;

  constructor(source: CellSource, row: number) {
    super();
    this.#source = source;
    this.#row = row;
  }

  /** The cell with this number; -1 stands for a column that the file lacks. */
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

/** Defines a class of records with these columns as accessors. A column can hide an inherited method, but not break it. */
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

/** Copies the table for the records of one block, since the next block overwrites it. The records share the copy. */
const copyOf = (table: RowTable, encoding: TextEncoding): CellSource => {
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
      if (encoding === 'utf8' && beyondAscii[row] === 1) return cutBytes(bytes, from, to, 'utf8');
      text ??= bytes.toString('latin1');
      return cutAscii(bytes, text, from, to);
    },
  };
};

/** Creates a maker of records whose cells are cut when they are read. */
export const createLazyMaker = (
  Record: LazyRecordClass,
  header: readonly string[],
  encoding: TextEncoding,
): RecordMaker<BaseRecord> => ({
  columns: header.length,
  make: (table, records) => {
    if (table.count === 0) return;
    const source = copyOf(table, encoding);
    for (let row = 0; row < table.count; row += 1) records.push(new Record(source, row));
  },
  fromCells: (cells) => new Record({ cellAt: (_, cell) => cells[cell] ?? null }, 0),
});
