import { inspect, type InspectOptions } from 'node:util';
import type { Observable } from 'rxjs';
import type { Stream } from '../streams/stream.js';
import type { LogType } from './context.js';
import type { LogReader } from './flow/log-reader.js';
import type { LogBatch } from './flow/read-logs.js';
import type { LogFileFacts } from './listing/listing.js';
import type { ContentOptions, RecordOf, RecordsOptions, UnlistedFields } from './log-options.js';

/** Key of a file's reader, which is not public. A symbol, so that it does not show. */
export const READER = Symbol('rxoffers.reader');

/**
 * One hour of a raw log. The file keeps its download link until the link expires. Small archives stay in memory for a second
 * reading, within the client's `keepLogBytes`.
 */
export class LogFile<Column extends string = string> implements LogFileFacts {
  readonly type: LogType;
  /** Name of the file, with its date dir: `20160909/clicks-1473411600-SlY9UO.zip`. */
  readonly filename: string;
  /** Name for display, in the network's time zone: `Sep 9, 2016 - 09:00 am`. */
  readonly displayName: string;
  /** Start of the hour that the file covers. */
  readonly startTime: Date;
  readonly #reader: LogReader<Column>;

  constructor({ type, filename, displayName, startTime }: LogFileFacts, reader: LogReader<Column>) {
    this.type = type;
    this.filename = filename;
    this.displayName = displayName;
    this.startTime = startTime;
    this.#reader = reader;
  }

  get [READER](): LogReader<Column> {
    return this.#reader;
  }

  /**
   * Emits the download link of the archive once, then completes. Sends one request, or none while the last link is valid (8
   * hours). The link is a secret: anyone who has it can download the file. Unsubscribing cancels the request.
   */
  downloadLink(): Observable<string> {
    return this.#reader.link();
  }

  /**
   * Emits the CSV in Buffers of up to 256 KiB as it is inflated; completes when the whole archive has been verified. Sends two
   * requests: one to the API for the link, one for the archive. Unsubscribing closes the connection. Errors: those of
   * {@link records}.
   */
  content(options?: ContentOptions): Stream<Buffer> {
    return this.#reader.content(this, options);
  }

  /**
   * Emits the records of this file; completes when the whole archive has been verified. Unsubscribing closes the connection.
   * Errors: `RawLogCorruptError` for damage, `RawLogChangedError`, `HttpError` and `MaxRetriesError` for the download, and the
   * errors of an API call.
   */
  records<const Field extends string = Column, const Lazy extends boolean = false>(
    options?: RecordsOptions<Field, Lazy> & UnlistedFields<Field, Column>,
  ): Stream<RecordOf<Field, Lazy>> {
    return this.#reader.records(this, options) as unknown as Stream<RecordOf<Field, Lazy>>;
  }

  /** Emits the same records in arrays as they are parsed; the last array is `complete`. */
  batches<const Field extends string = Column, const Lazy extends boolean = false>(
    options?: RecordsOptions<Field, Lazy> & UnlistedFields<Field, Column>,
  ): Stream<LogBatch<RecordOf<Field, Lazy>, Column>> {
    return this.#reader.batches(this, options) as unknown as Stream<LogBatch<RecordOf<Field, Lazy>, Column>>;
  }

  /** The data of the file as a plain object. */
  toObject(): LogFileFacts {
    const { type, filename, displayName, startTime } = this;
    return { type, filename, displayName, startTime };
  }

  /** The data of the file, for `JSON.stringify`. */
  toJSON(): LogFileFacts {
    return this.toObject();
  }

  /** Whether `other` is a log file with the same data. */
  equals(other: unknown): boolean {
    return (
      other instanceof LogFile &&
      other.type === this.type &&
      other.filename === this.filename &&
      other.displayName === this.displayName &&
      other.startTime.getTime() === this.startTime.getTime()
    );
  }

  toString(): string {
    return `LogFile: ${this.displayName} (${this.filename})`;
  }

  [inspect.custom](_depth: number, options: InspectOptions): string {
    return `LogFile ${inspect(this.toObject(), options)}`;
  }
}
