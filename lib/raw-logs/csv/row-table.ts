import { createScanner, type CreateScanner, type RowScanner } from './scanner.js';

/** Makes records of the rows of one file, whose columns are known. */
export interface RecordMaker<R> {
  /** How many columns the file has. */
  readonly columns: number;
  /** Adds a record of each row of the table. The table is only valid during the call. */
  make(table: RowTable, records: R[]): void;
  /** Makes one record of cells that were read otherwise. */
  fromCells(cells: readonly string[]): R;
}

/** Chooses the maker for the columns that a header names. */
export type MakerOf<R> = (columns: readonly string[]) => RecordMaker<R>;

/** The rows of one block that are records, in columns of numbers: no object is made for a row. Valid until the next block. */
export interface RowTable {
  readonly scanner: RowScanner;
  /** The block; a row's bytes stand in it as they came. */
  readonly bytes: Buffer;
  /** Place behind each cell of the block. */
  readonly cells: Uint32Array;
  /** How many rows there are. */
  count: number;
  /** Place of each row's first byte. */
  readonly start: Uint32Array;
  /** Index in `cells` of each row's first cell. */
  readonly first: Uint32Array;
  /** How many cells each row has. */
  readonly width: Uint32Array;
  /** 1 where a row has a byte beyond ASCII. */
  readonly beyondAscii: Uint8Array;
  /** Place behind the last row that was looked at. */
  end: number;
}

/**
 * Makes a table, and the scanner that fills it, for blocks of up to `capacity` bytes. One serves all files of a client:
 * a block is put in, scanned and cut before anybody else has a turn.
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

const QUOTE = 0x22;
// From this length on V8 makes a part of a string a view of the whole, which then lives as long as the part.
const VIEWED = 13;

const unquoted = (bytes: Buffer, from: number, to: number, encoding: 'latin1' | 'utf8'): string => {
  const text = bytes.toString(encoding, from + 1, to - 1);
  return text.includes('"') ? text.replaceAll('""', '"') : text;
};

/** Cuts a cell that is all ASCII. `text` is the block as latin1: short cells are faster cut from there. */
export const cutAscii = (bytes: Buffer, text: string, from: number, to: number): string => {
  if (bytes[from] === QUOTE && to > from) return unquoted(bytes, from, to, 'latin1');
  return to - from < VIEWED ? text.substring(from, to) : bytes.toString('latin1', from, to);
};

/** Cuts a cell by its bytes alone. A byte that is no UTF-8 becomes U+FFFD. */
export const cutBytes = (bytes: Buffer, from: number, to: number, encoding: 'latin1' | 'utf8'): string =>
  bytes[from] === QUOTE && to > from ? unquoted(bytes, from, to, encoding) : bytes.toString(encoding, from, to);

/** All cells of a row as strings of their own. */
export const cutRow = (table: RowTable, row: number): string[] => {
  const { bytes, cells, start, first, width, beyondAscii } = table;
  const encoding = beyondAscii[row] === 1 ? 'utf8' : 'latin1';
  const from = first[row] as number;
  return Array.from({ length: width[row] as number }, (_, i) => {
    const at = i === 0 ? (start[row] as number) : (cells[from + i - 1] as number) + 1;
    return cutBytes(bytes, at, cells[from + i] as number, encoding);
  });
};
