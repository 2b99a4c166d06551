import type { RawLogType } from './options.js';

/** A file of a raw log, as the sandbox's own list has it. */
export interface RawLogFile {
  /** `20160909/clicks-1473411600-SlY9UO.zip` */
  readonly filename: string;
  /** `20160909` */
  readonly dirName: string;
  /** When the hour begins that the file tells of. */
  readonly startTime: Date;
  /** How many rows it has. */
  readonly rows: number;
}

/** What to give a file that is added. */
export interface NewRawLogFile {
  readonly startTime: Date;
  /** @default rowsPerFile of the sandbox */
  readonly rows?: number;
  /** `<dir>/<name>.zip`. @default the day in UTC, and a name as the service makes them */
  readonly filename?: string;
}

/** The raw logs of a sandbox, to look at and to change. A file that is not there is a `RangeError`. */
export interface RawLogs {
  /** The files of a kind, oldest first. */
  files(type: RawLogType): readonly RawLogFile[];
  /** Adds a file, such as the next hour or one that comes late, and gives its name. */
  add(type: RawLogType, file: NewRawLogFile): string;
  /** Takes a file away; links to it then lead to nothing. */
  remove(type: RawLogType, filename: string): void;
  /** Makes a file another version of itself: other rows, another ETag. Downloads under way go on with the old one. */
  change(type: RawLogType, filename: string): void;
  /**
   * The length of the archive, in bytes. The first time the file is made once for it; the first download would do the
   * same before its first byte. Rejects when the sandbox closes.
   */
  size(type: RawLogType, filename: string): Promise<number>;
  /** The undamaged CSV, made as it is read. */
  csv(type: RawLogType, filename: string): AsyncIterable<Buffer>;
  /** The rows as a reader of the undamaged file should see them, made as they are read. */
  rows(type: RawLogType, filename: string): Iterable<Record<string, string>>;
}
