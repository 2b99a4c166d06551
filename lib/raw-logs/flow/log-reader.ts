import { Observable, of } from 'rxjs';
import type { Stream } from '../../streams/stream.js';
import type { ByteSource } from '../download/byte-source.js';
import type { LogFile } from '../log-file.js';
import type { ContentOptions, RecordsOptions } from '../log-options.js';
import type { RawLogContext } from '../raw-log-context.js';
import type { BaseRecord } from '../records/log-record.js';
import { contentStream } from './content-stream.js';
import type { LogBatch } from './log-batch.js';
import type { LogDownload } from './log-download.js';
import { batchStream, recordStream } from './log-streams.js';

/** Reads one file. */
export interface LogReader<Column extends string> {
  link(): Observable<string>;
  /** A fresh download, for whoever reads many files. */
  source(): ByteSource;
  content(file: LogFile<Column>, options?: ContentOptions): Stream<Buffer>;
  records(file: LogFile<Column>, options?: RecordsOptions): Stream<BaseRecord>;
  batches(file: LogFile<Column>, options?: RecordsOptions): Stream<LogBatch<BaseRecord, Column>>;
}

const linkOf = ({ link }: LogDownload): Observable<string> =>
  new Observable((subscriber) => {
    const abort = new AbortController();
    link.get(abort.signal).then(
      (text) => {
        subscriber.next(text);
        subscriber.complete();
      },
      (error: unknown) => subscriber.error(error),
    );
    return () => abort.abort();
  });

/** Makes the reader of a file that the user holds: what it brings is kept for a second reading, where it is small. */
export const createLogReader = <Column extends string>(
  context: RawLogContext,
  download: LogDownload,
  known: readonly string[],
): LogReader<Column> => {
  const sourceOf = (file: LogFile<Column>): ByteSource => context.kept.keeping(file, download.source());
  const reading = (file: LogFile<Column>, options: RecordsOptions = {}) => ({
    ...{ context, files: of(file), sourceOf, known },
    options: { ...options, concurrency: 1 },
  });
  return {
    link: () => linkOf(download),
    source: download.source,
    content: (file, options = {}) =>
      contentStream(
        {
          name: file.filename,
          open: () => sourceOf(file),
          failed: (error) => context.kept.failed(file, error),
        },
        options,
      ),
    records: (file, options) => recordStream('records', options, () => reading(file, options)),
    batches: (file, options) => batchStream('records', options, () => reading(file, options)),
  };
};
