import type { Damage } from '../archive/damage.js';

/** A record that could not be read. */
export interface BadRecord {
  /** `LogFile.filename` */
  readonly file: string;
  /** Line of the CSV where the record starts, counted from 1, the header included. */
  readonly line: number;
  readonly reason: string;
}

/**
 * What becomes of a bad record: it ends the stream in a `RawLogCorruptError`, or it is left out. A function is told of
 * it and it is left out; what the function throws ends the stream.
 */
export type OnBadRecord = 'error' | 'skip' | ((bad: BadRecord) => void);

/** What is wrong with a record. */
export interface Fault {
  readonly line: number;
  readonly what: string;
  readonly expected: string | number;
  readonly actual: string | number;
  readonly cause?: unknown;
}

/** Deals with the bad records of one file. */
export interface BadRecords {
  /** Bad records left out so far. */
  readonly skipped: number;
  /** Throws, or returns when the record is to be left out. Without its header nothing of a file can be read. */
  report(fault: Fault, isHeader: boolean): void;
}

/** Makes the judge of a file's bad records. */
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
