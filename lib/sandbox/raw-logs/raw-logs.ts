import type { RawLogType } from './log-type.js';
import type { NewRawLogFile, RawLogFile } from './raw-log-file.js';

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
