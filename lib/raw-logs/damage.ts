import { RawLogCorruptError } from '../errors/raw-log-errors.js';

/** Creates the error for a part of a file that is not what it should be. */
export type Damage = (
  what: string,
  expected: string | number,
  actual: string | number,
  cause?: unknown,
  line?: number,
) => RawLogCorruptError;

/** Creates the errors of one file. */
export const damageOf =
  (file: string): Damage =>
  (what, expected, actual, cause, line) =>
    new RawLogCorruptError(what, { file, line, expected, actual, ...(cause === undefined ? {} : { cause }) });

/** CRC-32 and sizes of an entry, either claimed by the archive or measured. */
export interface EntryFacts {
  readonly crc: number;
  readonly compressed: number;
  readonly size: number;
}

/** A CRC-32 in eight hexadecimal digits, as other tools print it. */
const hex = (crc: number): string => (crc >>> 0).toString(16).padStart(8, '0');

/** Throws when the measured facts differ from those that `where`, a part of the archive, claims. */
export const checkFacts = (
  name: string,
  where: string,
  claimed: EntryFacts,
  seen: EntryFacts,
  damage: Damage,
): void => {
  // Sizes first: a cut or padded entry has a wrong CRC-32 too, and its size tells the user more.
  if (claimed.size !== seen.size)
    throw damage(`Wrong size of ${name}`, `${claimed.size} bytes (${where})`, `${seen.size} bytes`);
  if (claimed.compressed !== seen.compressed)
    throw damage(
      `Wrong compressed size of ${name}`,
      `${claimed.compressed} bytes (${where})`,
      `${seen.compressed} bytes`,
    );
  if (claimed.crc !== seen.crc)
    throw damage(`Wrong CRC-32 of ${name}`, `${hex(claimed.crc)} (${where})`, hex(seen.crc));
};

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
