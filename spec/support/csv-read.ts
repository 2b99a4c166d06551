import type { BadRecord, OnBadRecord } from 'rxoffers';
import { damageOf } from '../../lib/raw-logs/damage.js';
import { createBadRecords } from '../../lib/raw-logs/damage.js';
import { createCsvReader } from '../../lib/raw-logs/csv/csv-reader.js';
import { cutRow, type MakerOf, type RowTable } from '../../lib/raw-logs/csv/row-table.js';
import type { BaseRecord } from '../../lib/raw-logs/records/log-record.js';
import { createMakerOf } from '../../lib/raw-logs/records/record-maker.js';

/** The outcome of reading a CSV. */
export interface CsvOutcome<R> {
  readonly records: readonly R[];
  /** The bad records, in order; none if one of them ended the file. */
  readonly bad: readonly BadRecord[];
  readonly skipped: number;
  readonly failure: unknown;
}

export interface ReadCsvOptions<R> {
  readonly table: RowTable;
  readonly makerOf: MakerOf<R>;
  readonly maxRecordBytes: number;
  /** @default collected in `bad` */
  readonly onBadRecord?: OnBadRecord;
}

/** Makes records that are arrays of their cells; `columns` is the most cells that a record may have. */
export const cellsMaker =
  (columns?: number): MakerOf<readonly string[]> =>
  (header) => ({
    columns: columns ?? header.length,
    make: (table, records) => {
      for (let row = 0; row < table.count; row += 1) records.push(cutRow(table, row));
    },
    fromCells: (cells) => [...cells],
  });

/** Makes records as users get them. */
export const recordMaker = (options: Parameters<typeof createMakerOf>[0] = {}): MakerOf<BaseRecord> =>
  createMakerOf(options, [])('clicks.csv');

/** Creates a reader, and the handler of its bad records. */
export const openCsv = <R>({ onBadRecord = 'error', ...options }: ReadCsvOptions<R>) => {
  const bad = createBadRecords('clicks.csv', onBadRecord, damageOf('clicks.csv'));
  return { bad, reader: createCsvReader({ ...options, bad }) };
};

/** Reads a CSV that comes in these chunks. */
export const readCsv = async <R>(chunks: readonly Buffer[], options: ReadCsvOptions<R>): Promise<CsvOutcome<R>> => {
  const told: BadRecord[] = [];
  const { reader, bad } = openCsv({ onBadRecord: (one) => void told.push(one), ...options });
  const records: R[] = [];
  for (const chunk of chunks) for (const record of await reader.read(chunk)) records.push(record);
  for (const record of await reader.end()) records.push(record);
  return { records, bad: told, skipped: bad.skipped, failure: reader.failure?.error };
};
