import { firstValueFrom, fromEvent, Observable, of, takeUntil } from 'rxjs';
import { ProtocolError } from '../../errors/network-errors.js';
import { type Decoded, isDecodedObject } from '../../protocol/ordered-json.js';
import { fromBatches } from '../../streams/stream.js';
import { deferStream, type Stream } from '../../streams/stream.js';
import { abortable } from '../abort.js';
import { type ArchiveOptions, readArchive } from '../archive/read-archive.js';
import type { LogType, RawLogCall, RawLogContext } from '../context.js';
import type { ByteSource } from '../download/download-options.js';
import { download } from '../download/download.js';
import { createLinkSource, type LinkSource } from '../download/link-source.js';
import type { LogFile } from '../log-file.js';
import { checkLogOptions, type ContentOptions, type LogCall, type RecordsOptions } from '../log-options.js';
import type { BaseRecord } from '../records/log-record.js';
import { batchStream, type LogBatch, recordStream } from './read-logs.js';

/** Reads one file. */
export interface LogReader<Column extends string> {
  link(): Observable<string>;
  /** A fresh download, which bypasses the archive cache; used where many files are read. */
  source(): ByteSource;
  content(file: LogFile<Column>, options?: ContentOptions): Stream<Buffer>;
  records(file: LogFile<Column>, options?: RecordsOptions): Stream<BaseRecord>;
  batches(file: LogFile<Column>, options?: RecordsOptions): Stream<LogBatch<BaseRecord, Column>>;
}

const fileCall = (method: string, takes: LogCall['takes'], known: readonly string[] = []): LogCall => ({
  ...{ name: `LogFile.${method}`, takes, known },
});

/**
 * Creates the reader of a file that the user holds. It reads through the archive cache, since the user may read the file
 * again. A file may lack `known` columns.
 */
export const createLogReader = <Column extends string>(
  context: RawLogContext,
  download: LogDownload,
  known: readonly string[],
): LogReader<Column> => {
  const { archiveCache } = context;
  const sourceOf = (file: LogFile<Column>): ByteSource => archiveCache.through(file, download.source());
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
          onSkippedEntry: (entry, reason) =>
            context.report({ type: 'entry skipped', file: file.filename, entry, reason }),
          onFailure: (error) => archiveCache.evictDamaged(file, error),
        },
        options,
      ),
    records: (file, options) =>
      recordStream(fileCall('records', 'records', known), options, () => reading(file, options)),
    batches: (file, options) =>
      batchStream(fileCall('batches', 'records', known), options, () => reading(file, options)),
  };
};

/** The download of one file: a link that is kept until it expires, and a fresh source for each reading. */
interface LogDownload {
  readonly link: LinkSource;
  source(): ByteSource;
}

/** Creates the download of a file. Sends nothing until the link or the bytes are requested. */
export const createLogDownload = (context: RawLogContext, type: LogType, filename: string): LogDownload => {
  const { callFor, open, options, report, closed, keeper } = context;
  const link = createLinkSource(requestLink(callFor(type), filename));
  return {
    link,
    source: () =>
      download({
        ...{ open, link, file: filename, retry: options, timeout: options.timeout, onEvent: report, closed },
        httpsOnly: new URL(options.endpoint).protocol === 'https:',
        secrets: () => keeper.secrets,
      }),
  };
};

/** Returns a function that requests a download link from the service. */
const requestLink =
  (call: RawLogCall, filename: string) =>
  async (signal: AbortSignal): Promise<string> => {
    signal.throwIfAborted();
    return parseLink(await firstUntilAborted(call('getDownloadLink', { log_filename: filename }), signal), filename);
  };

/** Settles with the first value of a stream. When the signal aborts, unsubscribes and rejects with its reason. */
const firstUntilAborted = <T>(source: Observable<T>, signal: AbortSignal): Promise<T> =>
  firstValueFrom(source.pipe(takeUntil(fromEvent(signal, 'abort')))).catch((error: unknown) => {
    signal.throwIfAborted();
    throw error;
  });

const parseLink = (data: Decoded, filename: string): string => {
  const link = isDecodedObject(data) && !(data instanceof Map) ? data['link'] : undefined;
  if (typeof link !== 'string' || link === '')
    throw new ProtocolError(`RawLog.getDownloadLink gave no link for ${filename}`);
  return link;
};

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

interface ContentFile extends Pick<ArchiveOptions, 'onSkippedEntry'> {
  readonly name: string;
  readonly open: () => ByteSource;
  /** Called with the error that reading the file failed with. */
  readonly onFailure: (error: unknown) => void;
}

/** The content of a file's archive, as Buffers. They are large, so a `for await` loop buffers only one. */
const contentStream = (file: ContentFile, options: ContentOptions): Stream<Buffer> =>
  deferStream(
    () => {
      checkLogOptions(fileCall('content', 'content'), options);
      return fromBatches((signal) => abortable(signal, (own) => contents(file, options, own)), options);
    },
    { highWaterMark: 1 },
  );

async function* contents(
  { name, open, onSkippedEntry, onFailure }: ContentFile,
  options: ContentOptions,
  signal: AbortSignal,
): AsyncGenerator<Buffer[], void> {
  try {
    for await (const { data } of readArchive(open(), { ...options, file: name, onSkippedEntry, signal }))
      if (data.length > 0) yield [data];
  } catch (error) {
    onFailure(error);
    throw error;
  }
}
