import { createScalarScanner } from '../../lib/raw-logs/csv/scanner.js';
import { BLOCK } from '../../lib/raw-logs/csv/pending-bytes.js';
import { createRowTable, type RowTable } from '../../lib/raw-logs/csv/row-table.js';
import { createWasmScanner } from '../../lib/raw-logs/csv/scanner.js';

export type ScannerName = 'wasm' | 'plain';

/** A table for each of the two scanners, for records of at most so many bytes. */
export const csvTables = (maxRecordBytes: number): Record<ScannerName, RowTable> => ({
  wasm: createRowTable(maxRecordBytes + BLOCK, createWasmScanner),
  plain: createRowTable(maxRecordBytes + BLOCK, createScalarScanner),
});
