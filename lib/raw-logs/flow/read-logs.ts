import { iterate } from '../../streams/iterate.js';
import { abortable } from '../archive/abortable.js';
import type { ByteSource } from '../download/byte-source.js';
import type { LogFile } from '../log-file.js';
import type { FindLogsOptions } from '../log-options.js';
import type { RawLogContext } from '../raw-log-context.js';
import { createMakerOf } from '../records/create-maker-of.js';
import type { BaseRecord } from '../records/log-record.js';
import { fileRecords, type FileRecordsOptions } from './file-records.js';
import { inOrder } from './in-order.js';
import { interleaved } from './interleaved.js';
import { type LogBatch, logBatch } from './log-batch.js';
import { readAhead } from './read-ahead.js';
import type { Observable } from 'rxjs';

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
