import { isUtf8 } from 'node:buffer';
import type { BadRecords, RecordFault } from '../damage.js';
import { cutRow, type MakerOf, type RecordMaker, type RowTable, type TextEncoding } from './row-table.js';

/** Everything needed to read one CSV file. */
export interface CsvOptions<R> {
  readonly table: RowTable;
  readonly makerOf: MakerOf<R>;
  readonly bad: BadRecords;
  /** The most bytes one record may have. */
  readonly maxRecordBytes: number;
  /** The encoding of the file. @default 'utf8' */
  readonly encoding?: TextEncoding | undefined;
  /** Called with the number of further rows whose bytes are not UTF-8; left out if another encoding was chosen. */
  readonly onInvalidText?: ((rows: number) => void) | undefined;
}

/** The most cells of the records of one batch. A file with a byte for each cell never has more in a chunk. */
const MAX_BATCH_CELLS = 256 * 1024;

/** Makes records from the rows of one file, block by block; the first row is the header. */
export interface BlockReader<R> {
  /** False until the header was read. */
  readonly hasHeader: boolean;
  /** The number of rows that may be taken before a batch of `count` records has too many cells. */
  roomAfter(count: number): number;
  /**
   * Adds the records of the first `rows` scanned rows of a block that starts at `line`, or of the first of them if all would be
   * too many for a batch. Afterwards `table.end` is the position after these rows, or the start of a row that is longer than a
   * record may be. Returns whether rows are left for the next batch.
   */
  takeRows(rows: number, line: number, records: R[]): boolean;
  /** Adds one record made of cells that csv-parse read. */
  takeCells(cells: readonly string[], line: number, records: R[]): void;
}

/** Creates the block reader of one file. */
export const createBlockReader = <R>(options: CsvOptions<R>): BlockReader<R> => {
  const { table, makerOf, bad, maxRecordBytes, encoding = 'utf8', onInvalidText } = options;
  let maker: RecordMaker<R> | undefined;
  let batchRows = Infinity;

  const reportTooWide = (line: number, actual: number): void =>
    bad.report({ line, what: 'Too many cells', expected: maker?.columns ?? 0, actual }, maker === undefined);

  const setHeader = (names: readonly string[], line: number): void => {
    maker = makerOf(names, line);
    batchRows = Math.max(1, Math.floor(MAX_BATCH_CELLS / names.length));
  };

  /** Reads the header if the row in the table is not empty; returns the rows of a batch. */
  const readHeader = (blockLine: number): number => {
    const linesBefore = (): number => countLines(table.bytes, table.start[0] as number);
    if (table.count > 0) setHeader(cutRow(table, 0, encoding), blockLine + linesBefore());
    table.count = 0;
    return batchRows;
  };

  /**
   * Fills the table, skipping rows that are too wide, up to the last row, one that is too long, or the last for which a batch
   * of `count` records has room. Returns whether it stopped for that.
   */
  const fill = (rows: number, blockLine: number, count: number): boolean => {
    let line = blockLine;
    let counted = 0;
    let row = 0;
    let most = batchRows - count;
    while (row < rows) {
      if (row >= most) return true;
      const to = maker ? Math.min(rows, most) : row + 1;
      row = fillRows(table, { from: row, to, columns: maker?.columns ?? Infinity, bytes: maxRecordBytes });
      if (!maker) most = row + readHeader(blockLine) - count;
      if (row === to) continue;
      const { width, next } = extentOf(table, row);
      if (next - 1 - table.end > maxRecordBytes) return false;
      line += countLines(table.bytes, table.end, counted);
      counted = table.end;
      table.end = next;
      reportTooWide(line, width);
      row += 1;
    }
    return false;
  };

  return {
    get hasHeader() {
      return maker !== undefined;
    },
    roomAfter: (count) => batchRows - count,
    takeRows: (rows, line, records) => {
      table.end = 0;
      table.count = 0;
      try {
        return fill(rows, line, records.length);
      } finally {
        // One call for the whole block, even if a bad record ends the file: the rows before it are records.
        if (table.count > 0) maker?.make(table, records);
        if (onInvalidText) checkText(table, onInvalidText);
      }
    },
    takeCells: (cells, line, records) => {
      if (!maker) setHeader(cells, line);
      else if (cells.length > maker.columns) reportTooWide(line, cells.length);
      else records.push(maker.fromCells(cells));
    },
  };
};

/** The rows to take, and the limits of a record. */
interface RowLimits {
  /** Number of the first row. */
  readonly from: number;
  /** Number after the last row. */
  readonly to: number;
  /** Most cells of a record. */
  readonly columns: number;
  /** Most bytes of a record. */
  readonly bytes: number;
}

const RETURN = 0x0d;

/**
 * Fills the table with scanned rows: from the start for row 0, otherwise after the rows already in it. Cuts off the carriage
 * return at the end of a row and leaves out empty rows. Stops before a row that is too wide or too long and returns its
 * number, or `to`; `table.end` is then its position.
 */
const fillRows = (table: RowTable, { from, to, columns, bytes: longest }: RowLimits): number => {
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

/** The number of cells of a scanned row, and the position of the next row. */
const extentOf = ({ scanner: { ends, cells } }: RowTable, row: number): { width: number; next: number } => {
  const firstCell = row === 0 ? 0 : (ends[row - 1] as number) >> 1;
  const endCell = (ends[row] as number) >> 1;
  return { width: endCell - firstCell, next: (cells[endCell - 1] as number) + 1 };
};

/** Reports the rows that are not UTF-8. One check for the whole block costs a hundredth of scanning it. */
const checkText = (table: RowTable, report: (rows: number) => void): void => {
  if (!isUtf8(table.bytes.subarray(0, table.end))) report(countInvalidRows(table));
};

/** The number of scanned rows up to the end of the table whose bytes are not UTF-8. */
const countInvalidRows = ({ bytes, end, scanner: { ends, cells } }: RowTable): number => {
  let invalid = 0;
  for (let row = 0, at = 0; at < end; row += 1) {
    const last = cells[((ends[row] as number) >> 1) - 1] as number;
    if (!isUtf8(bytes.subarray(at, last))) invalid += 1;
    at = last + 1;
  }
  return invalid;
};

const NEWLINE = 0x0a;

/** The number of newlines from byte `from` to before byte `to`. */
export const countLines = (bytes: Buffer, to: number, from = 0): number => {
  let lines = 0;
  for (let at = bytes.indexOf(NEWLINE, from); at >= 0 && at < to; at = bytes.indexOf(NEWLINE, at + 1)) lines += 1;
  return lines;
};

/** The fault of a record over the limit of `most` bytes. */
export const tooLong = (line: number, most: number): RecordFault => ({
  line,
  what: 'Record too long',
  expected: `at most ${most} bytes`,
  actual: 'more',
});
