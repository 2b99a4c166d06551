import { createScanner, type CreateScanner, type RowScanner } from './scanner.js';

/**
 * The rows of one block that are records, as columns of numbers: a row costs no object. Valid until the next block is
 * scanned.
 */
export interface RowTable {
  readonly scanner: RowScanner;
  /** The block, unchanged. */
  readonly bytes: Buffer;
  /** Position after each cell of the block. */
  readonly cells: Uint32Array;
  /** Number of rows. */
  count: number;
  /** Position of the first byte of each row. */
  readonly start: Uint32Array;
  /** Index in `cells` of the first cell of each row. */
  readonly first: Uint32Array;
  /** Number of cells of each row. */
  readonly width: Uint32Array;
  /** 1 for each row with a byte beyond ASCII. */
  readonly beyondAscii: Uint8Array;
  /** Position after the last row that was examined. */
  end: number;
}

/**
 * Creates a table, and the scanner that fills it, for blocks of up to `capacity` bytes. All files of a client share one: a
 * block is copied in, scanned and cut in one synchronous step.
 */
export const createRowTable = (capacity: number, create: CreateScanner = createScanner): RowTable => {
  const scanner = create(capacity);
  return {
    scanner,
    bytes: scanner.input,
    cells: scanner.cells,
    count: 0,
    start: new Uint32Array(capacity),
    first: new Uint32Array(capacity),
    width: new Uint32Array(capacity),
    beyondAscii: new Uint8Array(capacity),
    end: 0,
  };
};

/** Makes records from the rows of one file, whose columns are known. */
export interface RecordMaker<R> {
  /** Number of columns in the file. */
  readonly columns: number;
  /** Adds a record for each row of the table. The table is valid only during the call. */
  make(table: RowTable, records: R[]): void;
  /** Makes one record from cells that csv-parse read. */
  fromCells(cells: readonly string[]): R;
}

/** Chooses the record maker for the columns of a header, which is on this line. */
export type MakerOf<R> = (columns: readonly string[], line?: number) => RecordMaker<R>;

/** How the bytes of a file are decoded. Each byte is a character in latin1. */
export type TextEncoding = 'utf8' | 'latin1';

const QUOTE = 0x22;
// From this length on, V8 represents a substring as a view of the whole string, which then lives as long as the substring.
const VIEWED = 13;

const unquoted = (bytes: Buffer, from: number, to: number, encoding: TextEncoding): string => {
  const text = bytes.toString(encoding, from + 1, to - 1);
  return text.includes('"') ? text.replaceAll('""', '"') : text;
};

/** Cuts a cell that is all ASCII, or of a file in latin1. `text` is the block decoded as latin1: cutting short cells from a string is faster. */
export const cutAscii = (bytes: Buffer, text: string, from: number, to: number): string => {
  if (bytes[from] === QUOTE && to > from) return unquoted(bytes, from, to, 'latin1');
  return to - from < VIEWED ? text.substring(from, to) : bytes.toString('latin1', from, to);
};

/** Cuts a cell from the bytes alone. A byte that is not valid UTF-8 becomes U+FFFD. */
export const cutBytes = (bytes: Buffer, from: number, to: number, encoding: TextEncoding): string =>
  bytes[from] === QUOTE && to > from ? unquoted(bytes, from, to, encoding) : bytes.toString(encoding, from, to);

/** Cuts all cells of a row into separate strings. */
export const cutRow = (table: RowTable, row: number, text: TextEncoding = 'utf8'): string[] => {
  const { bytes, cells, start, first, width, beyondAscii } = table;
  const encoding = beyondAscii[row] === 1 ? text : 'latin1';
  const from = first[row] as number;
  return Array.from({ length: width[row] as number }, (_, i) => {
    const at = i === 0 ? (start[row] as number) : (cells[from + i - 1] as number) + 1;
    return cutBytes(bytes, at, cells[from + i] as number, encoding);
  });
};
