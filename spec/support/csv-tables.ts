import { BLOCK } from '../../lib/raw-logs/csv/pending-bytes.js';
import { createRowTable, type RowTable } from '../../lib/raw-logs/csv/row-table.js';
import { createScalarScanner, createWasmScanner } from '../../lib/raw-logs/csv/scanner.js';

export type ScannerName = 'wasm' | 'scalar';

/** A table for each scanner, for records of up to `maxRecordBytes`. */
export const csvTables = (maxRecordBytes: number): Record<ScannerName, RowTable> => ({
  wasm: createRowTable(maxRecordBytes + BLOCK, createWasmScanner),
  scalar: createRowTable(maxRecordBytes + BLOCK, createScalarScanner),
});
