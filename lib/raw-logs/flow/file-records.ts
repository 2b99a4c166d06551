import type { ArchiveOptions } from '../archive/archive-options.js';
import { damageOf } from '../archive/damage.js';
import { readArchive } from '../archive/read-archive.js';
import { createBadRecords, type OnBadRecord } from '../csv/bad-record.js';
import { createCsvReader, type CsvReader } from '../csv/csv-reader.js';
import type { MakerOf } from '../csv/record-maker.js';
import type { RowTable } from '../csv/row-table.js';
import { MAX_RECORD_BYTES } from '../csv/max-record-bytes.js';
import type { ByteSource } from '../download/byte-source.js';

/** How the records of one file are read. */
export interface FileRecordsOptions<R> extends Omit<ArchiveOptions, 'signal'> {
  readonly table: RowTable;
  readonly makerOf: MakerOf<R>;
  readonly onBadRecord: OnBadRecord;
  /** Told at the end of the file how many bad records were left out, when any were. */
  readonly onSkipped: (count: number) => void;
}

/**
 * The records of one file, in arrays of what is complete with each piece that was inflated; never an empty one. Ends after
 * the whole archive was checked. Each entry of the archive is a CSV of its own, with a header.
 */
export async function* fileRecords<R>(
  source: ByteSource,
  options: FileRecordsOptions<R>,
  signal: AbortSignal,
): AsyncGenerator<R[], void> {
  const { file, table, makerOf, onBadRecord, onSkipped } = options;
  const bad = createBadRecords(file, onBadRecord, damageOf(file));
  const open = (): CsvReader<R> => createCsvReader({ table, makerOf, bad, maxRecordBytes: MAX_RECORD_BYTES });
  let reader = open();
  for await (const { data, complete } of readArchive(source, { ...options, signal })) {
    const records = await (complete ? reader.end() : reader.read(data));
    if (records.length > 0) yield records;
    if (reader.failure) throw reader.failure.error;
    if (complete) reader = open();
  }
  if (bad.skipped > 0) onSkipped(bad.skipped);
}
