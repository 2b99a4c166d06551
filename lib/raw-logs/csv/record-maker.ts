import type { RowTable } from './row-table.js';

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
