import type { BadRecords, Fault } from './bad-record.js';
import { cutRow, type MakerOf, type RecordMaker, type RowTable } from './row-table.js';

const NEWLINE = 0x0a;

/** How many newlines there are from byte `from` on before byte `to`. */
export const countLines = (bytes: Buffer, to: number, from = 0): number => {
  let lines = 0;
  for (let at = bytes.indexOf(NEWLINE, from); at >= 0 && at < to; at = bytes.indexOf(NEWLINE, at + 1)) lines += 1;
  return lines;
};

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
