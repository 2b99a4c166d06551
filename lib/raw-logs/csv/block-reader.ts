import type { BadRecords, Fault } from './bad-record.js';
import { cutRow } from './cut-cell.js';
import { fillRows } from './fill-rows.js';
import { countLines } from './count-lines.js';
import type { MakerOf, RecordMaker } from './record-maker.js';
import type { RowTable } from './row-table.js';

/** What reading a CSV file needs. */
export interface CsvOptions<R> {
  readonly table: RowTable;
  readonly makerOf: MakerOf<R>;
  readonly bad: BadRecords;
  /** Most bytes of a record. */
  readonly maxRecordBytes: number;
}

/** Turns the rows of one file into records, block by block; the first row is the header. */
export interface BlockReader<R> {
  /** False until the header was read. */
  readonly hasHeader: boolean;
  /**
   * Adds the records of the first `rows` scanned rows of a block that starts at `line`. `table.end` is then behind them, or
   * at a row that is longer than a record may be: where such a row ends is of no account.
   */
  takeRows(rows: number, line: number, records: R[]): void;
  /** Adds a record of cells that were read otherwise. */
  takeCells(cells: readonly string[], line: number, records: R[]): void;
}

/** How many cells a scanned row has, and the place behind it. */
const extentOf = ({ scanner: { ends, cells } }: RowTable, row: number): { width: number; behind: number } => {
  const first = row === 0 ? 0 : (ends[row - 1] as number) >> 1;
  const next = (ends[row] as number) >> 1;
  return { width: next - first, behind: (cells[next - 1] as number) + 1 };
};

/** Makes the reader of one file's blocks. */
export const createBlockReader = <R>({ table, makerOf, bad, maxRecordBytes }: CsvOptions<R>): BlockReader<R> => {
  let maker: RecordMaker<R> | undefined;

  const tooWide = (line: number, actual: number): void =>
    bad.report({ line, what: 'Too many cells', expected: maker?.columns ?? 0, actual }, maker === undefined);

  const readHeader = (): void => {
    if (table.count > 0) maker = makerOf(cutRow(table, 0));
    table.count = 0;
  };

  /** Fills the table, passing over rows that are too wide, up to the end or a row that is too long. */
  const fill = (rows: number, blockLine: number): void => {
    let line = blockLine;
    let counted = 0;
    let row = 0;
    while (row < rows) {
      const to = maker ? rows : row + 1;
      row = fillRows(table, { from: row, to, columns: maker?.columns ?? Infinity, bytes: maxRecordBytes });
      if (!maker) readHeader();
      if (row === to) continue;
      const { width, behind } = extentOf(table, row);
      if (behind - 1 - table.end > maxRecordBytes) return;
      line += countLines(table.bytes, table.end, counted);
      counted = table.end;
      table.end = behind;
      tooWide(line, width);
      row += 1;
    }
  };

  return {
    get hasHeader() {
      return maker !== undefined;
    },
    takeRows: (rows, line, records) => {
      table.end = 0;
      table.count = 0;
      try {
        fill(rows, line);
      } finally {
        // All at once, and also those before a bad record that ends the file.
        if (table.count > 0) maker?.make(table, records);
      }
    },
    takeCells: (cells, line, records) => {
      if (!maker) maker = makerOf(cells);
      else if (cells.length > maker.columns) tooWide(line, cells.length);
      else records.push(maker.fromCells(cells));
    },
  };
};

/** The fault of a record over the cap. */
export const tooLong = (line: number, most: number): Fault => ({
  line,
  what: 'Record too long',
  expected: `at most ${most} bytes`,
  actual: 'more',
});
