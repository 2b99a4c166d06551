import { RawLogCorruptError } from '../../errors/raw-log-errors.js';

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
