import type { LogType } from '../log-type.js';

/** What the service says of a log file. */
export interface LogFileFacts {
  readonly type: LogType;
  /** Its name, with the dir: `20160909/clicks-1473411600-SlY9UO.zip`. */
  readonly filename: string;
  /** As the service shows it, in the network's time zone: `Sep 9, 2016 - 09:00 am`. */
  readonly displayName: string;
  /** Start of the hour that it holds. */
  readonly startTime: Date;
}
