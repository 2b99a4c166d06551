import { firstValueFrom, fromEvent, Observable, of, takeUntil } from 'rxjs';
import { ProtocolError } from '../../errors/network-errors.js';
import { type Decoded, isDecodedObject } from '../../protocol/decoded.js';
import { fromBatches } from '../../streams/from-batches.js';
import { deferStream, type Stream } from '../../streams/stream.js';
import { abortable } from '../abort.js';
import { readArchive } from '../archive/read-archive.js';
import type { LogType, RawLogCall, RawLogContext } from '../context.js';
import type { ByteSource } from '../download/download-options.js';
import { download } from '../download/download.js';
import { createLinkSource, type LinkSource } from '../download/link-source.js';
import type { LogFile } from '../log-file.js';
import { checkLogOptions, type ContentOptions, type RecordsOptions } from '../log-options.js';
import type { BaseRecord } from '../records/log-record.js';
import { batchStream, type LogBatch, recordStream } from './read-logs.js';

const readLink = (data: Decoded, filename: string): string => {
  const link = isDecodedObject(data) && !(data instanceof Map) ? data['link'] : undefined;
  if (typeof link !== 'string' || link === '')
    throw new ProtocolError(`RawLog.getDownloadLink gave no link for ${filename}`);
  return link;
};

/** Settles with what a stream emits first; the signal unsubscribes, and rejects with its reason. */
const firstBefore = <T>(source: Observable<T>, signal: AbortSignal): Promise<T> =>
  firstValueFrom(source.pipe(takeUntil(fromEvent(signal, 'abort')))).catch((error: unknown) => {
    signal.throwIfAborted();
    throw error;
  });

/** Asks the service for a link to a file. */
export const askLink =
  (call: RawLogCall, filename: string) =>
  async (signal: AbortSignal): Promise<string> => {
    signal.throwIfAborted();
    return readLink(await firstBefore(call('getDownloadLink', { log_filename: filename }), signal), filename);
  };

/** How one file is brought: a link that is kept while it lives, and a download for each reading. */
export interface LogDownload {
  readonly link: LinkSource;
  source(): ByteSource;
}

/** Makes the download of a file. Nothing is sent before its link or its bytes are asked for. */
export const createLogDownload = (context: RawLogContext, type: LogType, filename: string): LogDownload => {
  const { callFor, open, options, report, closed } = context;
  const link = createLinkSource(askLink(callFor(type), filename));
  return {
    link,
    source: () =>
      download({ open, link, file: filename, retry: options, timeout: options.timeout, onEvent: report, closed }),
  };
};

/** The file whose content is wanted. */
export interface ContentFile {
  readonly name: string;
  readonly open: () => ByteSource;
  /** Told what reading it failed with. */
  readonly failed: (error: unknown) => void;
}

async function* contents(
  { name, open, failed }: ContentFile,
  options: ContentOptions,
  signal: AbortSignal,
): AsyncGenerator<Buffer[], void> {
  try {
    for await (const { data } of readArchive(open(), { ...options, file: name, signal }))
      if (data.length > 0) yield [data];
  } catch (error) {
    failed(error);
    throw error;
  }
}

/** What is in a file's archive, as Buffers. They are large: a `for await` has one of them waiting. */
export const contentStream = (file: ContentFile, options: ContentOptions): Stream<Buffer> =>
  deferStream(
    () => {
      checkLogOptions('content', options);
      return fromBatches((signal) => abortable(signal, (own) => contents(file, options, own)), options);
    },
    { highWaterMark: 1 },
  );

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
