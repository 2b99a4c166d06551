import { RxOffersError } from './base.js';

/** A raw log became another file while it was being downloaded: going on would mix two files. */
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

/** Where and how a raw log is damaged. */
export interface RawLogDamage {
  /** The log file's name, as `LogFile.filename`. */
  readonly file: string;
  /** Line of the CSV, counted from 1, where the damage is in a record. */
  readonly line?: number | undefined;
  readonly expected: string | number;
  readonly actual: string | number;
  readonly cause?: unknown;
}

/** A raw log is not what it claims to be: wrong CRC-32, wrong size, cut, no archive, a bad record. */
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

/** A day of raw logs was asked for by name, and the service does not list it. */
export class RawLogMissingError extends RxOffersError {
  override readonly name = 'RawLogMissingError';
  /** The day, `YYYYMMDD`. */
  readonly dirName: string;

  constructor(dirName: string) {
    super(`No raw logs are listed for ${dirName}; onMissing: 'skip' passes over days that are not there`);
    this.dirName = dirName;
  }
}
