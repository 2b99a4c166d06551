import type { Observable } from 'rxjs';
import { fromBatches } from '../../streams/stream.js';
import { iterate } from '../../streams/iterate.js';
import { deferStream, type Stream } from '../../streams/stream.js';
import { abortable } from '../abort.js';
import { damageOf } from '../damage.js';
import { type ArchiveOptions, readArchive } from '../archive/read-archive.js';
import type { RawLogContext } from '../context.js';
import { createBadRecords, type OnBadRecord } from '../damage.js';
import { createCsvReader, type CsvReader } from '../csv/csv-reader.js';
import { MAX_RECORD_BYTES } from '../csv/pending-bytes.js';
import type { MakerOf, RowTable, TextEncoding } from '../csv/row-table.js';
import type { ByteSource } from '../download/download-options.js';
import type { LogFile } from '../log-file.js';
import { checkLogOptions, type FindLogsOptions, type LogCall } from '../log-options.js';
import type { BaseRecord } from '../records/log-record.js';
import { createMakerOf } from '../records/record-maker.js';
import { inOrder, interleaved } from './files-in-flight.js';
import { readAhead } from './files-in-flight.js';

/**
 * Records of one file, in its order. The last batch of a file, possibly empty, is `complete`: everything in the archive has
 * been verified. Commit there, since earlier batches are emitted before the check.
 */
export type LogBatch<R, Column extends string = string> = readonly R[] & {
  readonly file: LogFile<Column>;
  readonly complete: boolean;
};

/** The files to read, and how to read them. */
export interface LogReading<Column extends string> {
  readonly context: RawLogContext;
  readonly files: Observable<LogFile<Column>>;
  readonly sourceOf: (file: LogFile<Column>) => ByteSource;
  readonly options: FindLogsOptions;
  /** Columns that a file may lack. */
  readonly known: readonly string[];
}

/** The records of files, one by one. Options are checked on subscription; wrong ones send nothing. */
export const recordStream = <Column extends string>(
  call: LogCall,
  options: FindLogsOptions = {},
  reading: () => LogReading<Column>,
): Stream<BaseRecord> =>
  deferStream(() => {
    checkLogOptions(call, options);
    return fromBatches<BaseRecord>((signal) => readLogs(reading(), signal), options);
  });

/** The same records in batches. They are large, so a `for await` loop buffers only one. */
export const batchStream = <Column extends string>(
  call: LogCall,
  options: FindLogsOptions = {},
  reading: () => LogReading<Column>,
): Stream<LogBatch<BaseRecord, Column>> =>
  deferStream(
    () => {
      checkLogOptions(call, options);
      return fromBatches((signal) => oneByOne(readLogs(reading(), signal)), options);
    },
    { highWaterMark: 1 },
  );

/** Passes on one batch at a time: here a batch is the element. */
const oneByOne = <B>(batches: AsyncIterableIterator<B>): AsyncIterator<readonly B[]> => ({
  next: () => batches.next().then((step) => (step.done ? step : { done: false, value: [step.value] })),
  return: async () => {
    await batches.return?.();
    return { done: true, value: undefined };
  },
});

/** Pulls the batches of all files. Listing, downloading and inflating go no further than the reader wants. */
const readLogs = <Column extends string>(
  { context, files, sourceOf, options, known }: LogReading<Column>,
  outer: AbortSignal,
): AsyncIterableIterator<LogBatch<BaseRecord, Column>> => {
  const { concurrency = 4, ordered = true, onBadRecord = 'error', encoding = 'utf8' } = options;
  const { spool, tmpdir, maxInflatedBytes } = options;
  const makerOf = createMakerOf(options, known);
  const { report, archiveCache } = context;
  return abortable(outer, (signal) => {
    const open = (file: LogFile<Column>) => {
      const { filename } = file;
      const source = concurrency > 1 ? readAhead(sourceOf(file), signal) : sourceOf(file);
      const reading: FileRecordsOptions<BaseRecord> = {
        ...{ file: filename, spool, tmpdir, maxInflatedBytes, onBadRecord, encoding },
        table: context.table(),
        makerOf: makerOf(filename),
        onSkipped: (count) => report({ type: 'records skipped', file: filename, count }),
        onInvalidText: (count) => report({ type: 'invalid utf-8', file: filename, count }),
        onSkippedEntry: (entry, reason) => report({ type: 'entry skipped', file: filename, entry, reason }),
      };
      const onFailure = (error: unknown): void => archiveCache.evictDamaged(file, error);
      return { batches: () => abortable(signal, (own) => fileBatches(file, source, reading, own, onFailure)) };
    };
    const listed = iterate(files, { highWaterMark: 1 });
    signal.addEventListener('abort', () => void listed.return?.(), { once: true });
    return (ordered ? inOrder : interleaved)(listed, open, concurrency);
  });
};

async function* fileBatches<Column extends string>(
  file: LogFile<Column>,
  source: ByteSource,
  options: FileRecordsOptions<BaseRecord>,
  signal: AbortSignal,
  onFailure: (error: unknown) => void,
): AsyncGenerator<LogBatch<BaseRecord, Column>, void> {
  try {
    for await (const records of fileRecords(source, options, signal)) yield logBatch(records, file, false);
  } catch (error) {
    onFailure(error);
    throw error;
  }
  yield logBatch([], file, true);
}

/** Makes a batch of records. Its own properties are not enumerable, so that it looks like the array that it is. */
const logBatch = <R, Column extends string>(
  records: readonly R[],
  file: LogFile<Column>,
  complete: boolean,
): LogBatch<R, Column> =>
  Object.defineProperties(records, { file: { value: file }, complete: { value: complete } }) as LogBatch<R, Column>;

/** Options for reading the records of one file. */
interface FileRecordsOptions<R> extends Omit<ArchiveOptions, 'signal'> {
  readonly table: RowTable;
  readonly makerOf: MakerOf<R>;
  readonly onBadRecord: OnBadRecord;
  readonly encoding: TextEncoding;
  /** Called at the end of the file with the number of bad records left out, if any. */
  readonly onSkipped: (count: number) => void;
  /** Called at the end of the file with the number of rows that are not UTF-8, if any and if they should be. */
  readonly onInvalidText: (count: number) => void;
}

/**
 * Yields the records of one file, in arrays of those that each inflated chunk completes, or of parts of them; never an empty
 * one. Ends when the whole archive has been verified. Each entry of the archive is a separate CSV with its own header.
 */
async function* fileRecords<R>(
  source: ByteSource,
  options: FileRecordsOptions<R>,
  signal: AbortSignal,
): AsyncGenerator<R[], void> {
  const { file, table, makerOf, onBadRecord, encoding, onSkipped, onInvalidText } = options;
  const bad = createBadRecords(file, onBadRecord, damageOf(file));
  let invalid = 0;
  const countInvalid = encoding === 'utf8' ? (rows: number): void => void (invalid += rows) : undefined;
  const csv = { table, makerOf, bad, encoding, onInvalidText: countInvalid, maxRecordBytes: MAX_RECORD_BYTES };
  let reader = createCsvReader(csv);
  for await (const { data, complete } of readArchive(source, { ...options, signal })) {
    yield* readBatches(reader, complete ? undefined : data);
    if (complete) reader = createCsvReader(csv);
  }
  if (bad.skipped > 0) onSkipped(bad.skipped);
  if (invalid > 0) onInvalidText(invalid);
}

/** Yields the records that a chunk completes, or the end of the file without one, in arrays of a bounded number of cells. */
async function* readBatches<R>(reader: CsvReader<R>, chunk: Buffer | undefined): AsyncGenerator<R[], void> {
  let records = await (chunk ? reader.read(chunk) : reader.end());
  for (;;) {
    if (records.length > 0) yield records;
    if (reader.failure) throw reader.failure.error;
    if (!reader.hasMore) return;
    records = await reader.more();
  }
}
