import { RawLogCorruptError } from '../../errors/raw-log-corrupt-error.js';

/** Makes the error for something that is not as it should be. */
export type Damage = (
  what: string,
  expected: string | number,
  actual: string | number,
  cause?: unknown,
  line?: number,
) => RawLogCorruptError;

/** The errors of one file. */
export const damageOf =
  (file: string): Damage =>
  (what, expected, actual, cause, line) =>
    new RawLogCorruptError(what, { file, line, expected, actual, ...(cause === undefined ? {} : { cause }) });

/** A CRC-32 as people compare it. */
export const hex = (crc: number): string => (crc >>> 0).toString(16).padStart(8, '0');
