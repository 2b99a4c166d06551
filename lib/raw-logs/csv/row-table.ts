import { createScanner } from './create-scanner.js';
import type { CreateScanner, RowScanner } from './row-scanner.js';

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
