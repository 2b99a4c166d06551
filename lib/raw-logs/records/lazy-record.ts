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
