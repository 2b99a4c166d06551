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
