import { inspect, type InspectOptions } from 'node:util';
import type { Observable } from 'rxjs';
import type { Stream } from '../streams/stream.js';
import type { LogType } from './context.js';
import type { LogReader } from './flow/log-reader.js';
import type { LogBatch } from './flow/read-logs.js';
import type { LogFileFacts } from './listing/listing.js';
import type { ContentOptions, RecordOf, RecordsOptions } from './log-options.js';

/** How a file is read; not for its users. A symbol, so that it shows nowhere. */
export const READER = Symbol('rxoffers.reader');

/** One hour of a raw log. Its link is asked for once while it lives, and a small file is brought once (`keepLogBytes`). */
export class LogFile<Column extends string = string> implements LogFileFacts {
  readonly type: LogType;
  /** Its name, with the dir: `20160909/clicks-1473411600-SlY9UO.zip`. */
  readonly filename: string;
  /** As the service shows it, in the network's time zone: `Sep 9, 2016 - 09:00 am`. */
  readonly displayName: string;
  /** Start of the hour that it holds. */
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
   * Emits the link of the archive, then completes. One request, and none while the link that is known lives (8 hours).
   * A secret for as long: whoever has it has the file.
   */
  downloadLink(): Observable<string> {
    return this.#reader.link();
  }

  /**
   * Emits the CSV in Buffers of up to 256 KiB, as it is inflated, then completes when the whole archive was checked. Two
   * requests, one of them the API's; unsubscribing closes the connection. Errors as those of {@link records}.
   */
  content(options?: ContentOptions): Stream<Buffer> {
    return this.#reader.content(this, options);
  }

  /**
   * Emits the records of this file, then completes when the whole archive was checked. Errors: `RawLogCorruptError` for
   * damage, `RawLogChangedError`, `HttpError`, `MaxRetriesError` for the download, and those of an API call.
   */
  records<const Field extends string = Column, const Lazy extends boolean = false>(
    options?: RecordsOptions<Field, Lazy>,
  ): Stream<RecordOf<Field, Lazy>> {
    return this.#reader.records(this, options) as unknown as Stream<RecordOf<Field, Lazy>>;
  }

  /** Emits the same records in arrays as they are parsed; the last of them is `complete`. */
  batches<const Field extends string = Column, const Lazy extends boolean = false>(
    options?: RecordsOptions<Field, Lazy>,
  ): Stream<LogBatch<RecordOf<Field, Lazy>, Column>> {
    return this.#reader.batches(this, options) as unknown as Stream<LogBatch<RecordOf<Field, Lazy>, Column>>;
  }

  /** What the service says of the file. */
  toObject(): LogFileFacts {
    const { type, filename, displayName, startTime } = this;
    return { type, filename, displayName, startTime };
  }

  /** The same, for `JSON.stringify`. */
  toJSON(): LogFileFacts {
    return this.toObject();
  }

  /** Whether the other is a log file with the same data. */
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
