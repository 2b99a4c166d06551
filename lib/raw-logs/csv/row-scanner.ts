/**
 * Finds where cells and rows end in a block of CSV, by RFC 4180: quotes only around whole cells, doubled inside, newlines
 * allowed within. One block at a time: a scan overwrites what the one before found.
 */
export interface RowScanner {
  /** Where the block is put, from its first byte on; it starts a row. */
  readonly input: Buffer;
  /** Place of the comma or newline that ends each cell. */
  readonly cells: Uint32Array;
  /** For each row, twice the number of cells up to its end, plus one where a byte of the row is beyond ASCII. */
  readonly ends: Uint32Array;
  /** Newlines seen, those inside quotes too; of no meaning where `odd` is not -1. */
  readonly lines: number;
  /** Place of the first quote that is out of place, or the first byte that is after one; -1 for none. Nothing behind it was scanned. */
  readonly odd: number;
  /** Scans the first `length` bytes of the input; returns the number of whole rows. */
  scan(length: number): number;
}

/** Makes a scanner for blocks of up to `capacity` bytes. */
export type CreateScanner = (capacity: number) => RowScanner;
