import type { Observable } from 'rxjs';
import { fromBatches } from '../../streams/from-batches.js';
import { iterate } from '../../streams/iterate.js';
import { deferStream, type Stream } from '../../streams/stream.js';
import { abortable } from '../abort.js';
import { damageOf } from '../archive/damage.js';
import { type ArchiveOptions, readArchive } from '../archive/read-archive.js';
import type { RawLogContext } from '../context.js';
import { createBadRecords, type OnBadRecord } from '../csv/bad-record.js';
import { createCsvReader, type CsvReader } from '../csv/csv-reader.js';
import { MAX_RECORD_BYTES } from '../csv/pending-bytes.js';
import type { MakerOf, RowTable } from '../csv/row-table.js';
import type { ByteSource } from '../download/download-options.js';
import type { LogFile } from '../log-file.js';
import { checkLogOptions, type FindLogsOptions } from '../log-options.js';
import type { BaseRecord } from '../records/log-record.js';
import { createMakerOf } from '../records/record-maker.js';
import { inOrder, interleaved } from './merge-files.js';
import { readAhead } from './read-ahead.js';

/**
 * Records of one file, in its order. The last batch of a file, possibly empty, is `complete`: it comes after everything in
 * the archive was checked. Commit there: records that came before it precede the check.
 */
export type LogBatch<R, Column extends string = string> = readonly R[] & {
  readonly file: LogFile<Column>;
  readonly complete: boolean;
};

/** Makes a batch of records. What it carries is not enumerable: it looks like the array that it is. */
export const logBatch = <R, Column extends string>(
  records: readonly R[],
  file: LogFile<Column>,
  complete: boolean,
): LogBatch<R, Column> =>
  Object.defineProperties(records, { file: { value: file }, complete: { value: complete } }) as LogBatch<R, Column>;

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

/** What is read, and how. */
export interface LogReading<Column extends string> {
  readonly context: RawLogContext;
  readonly files: Observable<LogFile<Column>>;
  readonly sourceOf: (file: LogFile<Column>) => ByteSource;
  readonly options: FindLogsOptions;
  /** Columns that may be missing from a file. */
  readonly known: readonly string[];
}

async function* fileBatches<Column extends string>(
  file: LogFile<Column>,
  source: ByteSource,
  options: FileRecordsOptions<BaseRecord>,
  signal: AbortSignal,
  failed: (error: unknown) => void,
): AsyncGenerator<LogBatch<BaseRecord, Column>, void> {
  try {
    for await (const records of fileRecords(source, options, signal)) yield logBatch(records, file, false);
  } catch (error) {
    failed(error);
    throw error;
  }
  yield logBatch([], file, true);
}

/** The batches of all files, pulled: dirs, files, downloads and inflating go no further than their reader. */
export const readLogs = <Column extends string>(
  { context, files, sourceOf, options, known }: LogReading<Column>,
  outer: AbortSignal,
): AsyncIterableIterator<LogBatch<BaseRecord, Column>> => {
  const { concurrency = 4, ordered = true, onBadRecord = 'error', spool, tmpdir, maxInflatedBytes } = options;
  const makerOf = createMakerOf(options, known);
  const { report, kept } = context;
  return abortable(outer, (signal) => {
    const open = (file: LogFile<Column>) => {
      const { filename } = file;
      const source = concurrency > 1 ? readAhead(sourceOf(file), signal) : sourceOf(file);
      const reading: FileRecordsOptions<BaseRecord> = {
        ...{ file: filename, spool, tmpdir, maxInflatedBytes, onBadRecord },
        table: context.table(),
        makerOf: makerOf(filename),
        onSkipped: (count) => report({ type: 'records skipped', file: filename, count }),
      };
      const failed = (error: unknown): void => kept.failed(file, error);
      return { batches: () => abortable(signal, (own) => fileBatches(file, source, reading, own, failed)) };
    };
    const listed = iterate(files, { highWaterMark: 1 });
    signal.addEventListener('abort', () => void listed.return?.(), { once: true });
    return (ordered ? inOrder : interleaved)(listed, open, concurrency);
  });
};

type Kind = 'records' | 'find';

/** The records of files, one by one. Options are checked at the subscription; nothing is sent when they are wrong. */
export const recordStream = <Column extends string>(
  kind: Kind,
  options: FindLogsOptions = {},
  reading: () => LogReading<Column>,
): Stream<BaseRecord> =>
  deferStream(() => {
    checkLogOptions(kind, options);
    return fromBatches<BaseRecord>((signal) => readLogs(reading(), signal), options);
  });

/** Hands on one batch at a time, which is the element here. */
const oneByOne = <B>(batches: AsyncIterableIterator<B>): AsyncIterator<readonly B[]> => ({
  next: () => batches.next().then((step) => (step.done ? step : { done: false, value: [step.value] })),
  return: async () => {
    await batches.return?.();
    return { done: true, value: undefined };
  },
});

/** The same records in batches. They are large: a `for await` has one of them waiting. */
export const batchStream = <Column extends string>(
  kind: Kind,
  options: FindLogsOptions = {},
  reading: () => LogReading<Column>,
): Stream<LogBatch<BaseRecord, Column>> =>
  deferStream(
    () => {
      checkLogOptions(kind, options);
      return fromBatches((signal) => oneByOne(readLogs(reading(), signal)), options);
    },
    { highWaterMark: 1 },
  );
