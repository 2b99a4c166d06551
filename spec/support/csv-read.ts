import type { BadRecord, OnBadRecord } from 'rxoffers';
import { damageOf } from '../../lib/raw-logs/archive/damage.js';
import { createBadRecords } from '../../lib/raw-logs/csv/bad-record.js';
import { createCsvReader } from '../../lib/raw-logs/csv/csv-reader.js';
import { cutRow } from '../../lib/raw-logs/csv/row-table.js';
import type { MakerOf } from '../../lib/raw-logs/csv/row-table.js';
import type { RowTable } from '../../lib/raw-logs/csv/row-table.js';
import { createMakerOf, type RecordOptions } from '../../lib/raw-logs/records/record-maker.js';
import type { BaseRecord } from '../../lib/raw-logs/records/log-record.js';

/** What a file of CSV gave. */
export interface CsvOutcome<R> {
  readonly records: readonly R[];
  /** The bad records, in order; none where one of them ends the file. */
  readonly bad: readonly BadRecord[];
  readonly skipped: number;
  readonly failure: unknown;
}

export interface ReadCsvOptions<R> {
  readonly table: RowTable;
  readonly makerOf: MakerOf<R>;
  readonly maxRecordBytes: number;
  /** @default left out, and told in `bad` */
  readonly onBadRecord?: OnBadRecord;
}

/** Records that are arrays of their cells, after the header: `columns` is the only limit. */
export const cellsMaker =
  (columns?: number): MakerOf<readonly string[]> =>
  (header) => ({
    columns: columns ?? header.length,
    make: (table, records) => {
      for (let row = 0; row < table.count; row += 1) records.push(cutRow(table, row));
    },
    fromCells: (cells) => [...cells],
  });

/** Records as users get them. */
export const recordMaker = (options: RecordOptions = {}): MakerOf<BaseRecord> =>
  createMakerOf(options, [])('clicks.csv');

/** Reads a CSV that comes in these chunks. */
export const readCsv = async <R>(chunks: readonly Buffer[], options: ReadCsvOptions<R>): Promise<CsvOutcome<R>> => {
  const bad: BadRecord[] = [];
  const { onBadRecord = (one) => void bad.push(one) } = options;
  const judge = createBadRecords('clicks.csv', onBadRecord, damageOf('clicks.csv'));
  const reader = createCsvReader({ ...options, bad: judge });
  const records: R[] = [];
  for (const chunk of chunks) for (const record of await reader.read(chunk)) records.push(record);
  for (const record of await reader.end()) records.push(record);
  return { records, bad, skipped: judge.skipped, failure: reader.failure?.error };
};
