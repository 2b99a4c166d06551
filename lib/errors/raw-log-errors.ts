import { RxOffersError } from './base.js';

/** A raw log was replaced during its download; going on would mix two files. */
export class RawLogChangedError extends RxOffersError {
  override readonly name = 'RawLogChangedError';
  readonly file: string;
  readonly expected: string;
  readonly actual: string;

  constructor(file: string, expected: string, actual: string) {
    super(`${file} changed during the download: expected ${expected}, got ${actual}`);
    this.file = file;
    this.expected = expected;
    this.actual = actual;
  }
}

/** The place and kind of damage in a raw log. */
export interface RawLogDamage {
  /** Name of the log file, as in `LogFile.filename`. */
  readonly file: string;
  /** Line of the CSV, counted from 1, when a record is damaged. */
  readonly line?: number | undefined;
  readonly expected: string | number;
  readonly actual: string | number;
  readonly cause?: unknown;
}

/** A raw log is damaged: wrong CRC-32, wrong size, truncated, not an archive, or a malformed record. */
export class RawLogCorruptError extends RxOffersError {
  override readonly name = 'RawLogCorruptError';
  readonly file: string;
  readonly line: number | undefined;
  readonly expected: string | number;
  readonly actual: string | number;

  constructor(what: string, damage: RawLogDamage) {
    const place = damage.line === undefined ? damage.file : `${damage.file}, line ${damage.line}`;
    super(
      `${what} in ${place}: expected ${damage.expected}, got ${damage.actual}`,
      'cause' in damage ? { cause: damage.cause } : undefined,
    );
    this.file = damage.file;
    this.line = damage.line;
    this.expected = damage.expected;
    this.actual = damage.actual;
  }
}

/** The service does not list a day of raw logs that was requested by name. */
export class RawLogMissingError extends RxOffersError {
  override readonly name = 'RawLogMissingError';
  /** The day, `YYYYMMDD`. */
  readonly dirName: string;

  constructor(dirName: string) {
    super(`No raw logs are listed for ${dirName}; onMissing: 'skip' ignores missing days`);
    this.dirName = dirName;
  }
}
