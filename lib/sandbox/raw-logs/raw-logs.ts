import type { RawLogType } from './options.js';

/** A raw log file in the list of the sandbox. */
export interface RawLogFile {
  /** `20160909/clicks-1473411600-SlY9UO.zip` */
  readonly filename: string;
  /** `20160909` */
  readonly dirName: string;
  /** The start of the hour that the file covers. */
  readonly startTime: Date;
  /** The number of rows. */
  readonly rows: number;
}

/** Options of `rawLogs.add`. */
export interface NewRawLogFile {
  readonly startTime: Date;
  /** The number of rows. @default rowsPerFile of the sandbox */
  readonly rows?: number;
  /** The name of the file, `<dir>/<name>.zip`. @default the day in UTC, and a name like those of the service */
  readonly filename?: string;
}

/** The raw logs of a sandbox, to inspect and to change. Every method throws a `RangeError` for a file that does not exist. */
export interface RawLogs {
  /** The files of a type, oldest first. */
  files(type: RawLogType): readonly RawLogFile[];
  /** Adds a file, such as the next hour or one that arrives late, and returns its name. */
  add(type: RawLogType, file: NewRawLogFile): string;
  /** Removes a file. Links to it are then answered with 404. */
  remove(type: RawLogType, filename: string): void;
  /** Replaces a file by a new version with other rows and another ETag. Downloads in progress finish with the old one. */
  change(type: RawLogType, filename: string): void;
  /**
   * The length of the archive, in bytes. The first call creates the file once to measure it, as the first download would
   * do before its first byte. Rejects when the sandbox closes.
   */
  size(type: RawLogType, filename: string): Promise<number>;
  /** The undamaged CSV, created while it is read. */
  csv(type: RawLogType, filename: string): AsyncIterable<Buffer>;
  /** The rows that a reader of the undamaged file should see, created while they are read. */
  rows(type: RawLogType, filename: string): Iterable<Record<string, string>>;
}
