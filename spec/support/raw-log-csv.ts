import { damageOf } from '../../lib/raw-logs/archive/damage.js';
import { createBadRecords } from '../../lib/raw-logs/csv/bad-record.js';
import { createCsvReader, type CsvReader } from '../../lib/raw-logs/csv/csv-reader.js';
import type { MakerOf } from '../../lib/raw-logs/csv/row-table.js';
import { BLOCK } from '../../lib/raw-logs/csv/pending-bytes.js';
import { createRowTable } from '../../lib/raw-logs/csv/row-table.js';
import { createMakerOf, type RecordOptions } from '../../lib/raw-logs/records/record-maker.js';
import type { BaseRecord } from '../../lib/raw-logs/records/log-record.js';

export const CSV_FILE = '20160909/clicks-1473379200-abc.zip';

/** A reader of one CSV, whose records are made as `makerOf` says. */
export const csvReaderOf = <R>(makerOf: MakerOf<R>): CsvReader<R> => {
  const maxRecordBytes = BLOCK;
  const table = createRowTable(maxRecordBytes + BLOCK);
  const bad = createBadRecords(CSV_FILE, 'error', damageOf(CSV_FILE));
  return createCsvReader({ table, makerOf, bad, maxRecordBytes });
};

/** The records of a CSV at hand. */
export const recordsOf = async (
  csv: string,
  options: RecordOptions = {},
  known: readonly string[] = [],
): Promise<BaseRecord[]> => {
  const reader = csvReaderOf(createMakerOf(options, known)(CSV_FILE));
  const records = [...(await reader.read(Buffer.from(csv))), ...(await reader.end())];
  if (reader.failure) throw reader.failure.error;
  return records;
};

const cellText = (value: string): string => `"${value.replaceAll('"', '""')}"`;

/** One line of a CSV, every cell in quotes. */
export const csvLine = (cells: readonly string[]): string => `${cells.map(cellText).join(',')}\n`;

/** Names that a careless maker of records would trip over: methods, what objects have, and what code is made of. */
export const ODD_COLUMNS: readonly string[] = [
  ...['transaction_id', 'offer_id'],
  ...['toObject', 'toJSON', 'toString', 'equals', 'valueOf', 'constructor', 'prototype', 'hasOwnProperty', 'then'],
  ...['__proto__', '__defineGetter__', 'length', 'name', 'this', 'cells', 'define', 'super', ''],
  ...['with "quotes"', "it's", 'back\\slash', 'back\\', '${process.exit(1)}', '`', '*/', '//', '"]; throw 1; //'],
  ...['line\nbreak', 'carriage\rreturn', '\u2028', '\u2029', '\0', 'Půlnoc', '💶'],
];

/** The cell of row `row` in a column of {@link ODD_COLUMNS}. */
export const oddCell = (column: number, row: number): string => `cell ${column} of "${row}"\n`;

/** A CSV with the odd columns and two rows. */
export const ODD_CSV =
  csvLine(ODD_COLUMNS) + [0, 1].map((row) => csvLine(ODD_COLUMNS.map((_, column) => oddCell(column, row)))).join('');
