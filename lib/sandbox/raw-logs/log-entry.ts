import type { RawLogType } from './log-type.js';

/** A file of a raw log, in one version. Never changed: another version is another object. */
export interface LogEntry {
  readonly type: RawLogType;
  /** `20160909/clicks-1473411600-SlY9UO.zip` */
  readonly filename: string;
  readonly dirName: string;
  readonly startTime: Date;
  readonly rows: number;
  /** Counts the changes of the file, from 0. */
  readonly version: number;
}

/** The name of the one file in the archive. */
export const csvNameOf = ({ filename }: LogEntry): string =>
  filename.slice(filename.lastIndexOf('/') + 1).replace(/\.zip$/, '.csv');
