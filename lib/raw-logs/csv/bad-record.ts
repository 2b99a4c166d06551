import type { Damage } from '../archive/damage.js';

/** A record that could not be read. */
export interface BadRecord {
  /** `LogFile.filename` */
  readonly file: string;
  /** Line of the CSV on which the record starts, counted from 1; the header is line 1. */
  readonly line: number;
  readonly reason: string;
}

/**
 * How to handle a bad record: `'error'` ends the stream with a `RawLogCorruptError`, `'skip'` leaves the record out. A
 * function is called with each bad record, which is then left out; an error that it throws ends the stream.
 */
export type OnBadRecord = 'error' | 'skip' | ((bad: BadRecord) => void);

/** The defect of a bad record. */
export interface RecordFault {
  readonly line: number;
  readonly what: string;
  readonly expected: string | number;
  readonly actual: string | number;
  readonly cause?: unknown;
}

/** Handles the bad records of one file. */
export interface BadRecords {
  /** Number of bad records left out so far. */
  readonly skipped: number;
  /** Throws, or returns if the record is to be left out. Always throws for a header: without it no row can be read. */
  report(fault: RecordFault, isHeader: boolean): void;
}

/** Creates the handler for one file. `damage` makes the errors. */
export const createBadRecords = (file: string, onBadRecord: OnBadRecord, damage: Damage): BadRecords => {
  let skipped = 0;
  return {
    get skipped() {
      return skipped;
    },
    report: ({ line, what, expected, actual, cause }, isHeader) => {
      if (isHeader || onBadRecord === 'error') throw damage(what, expected, actual, cause, line);
      skipped += 1;
      if (onBadRecord !== 'skip') onBadRecord({ file, line, reason: `${what}: expected ${expected}, got ${actual}` });
    },
  };
};
