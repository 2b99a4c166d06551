import { RxOffersError } from './rx-offers-error.js';

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
