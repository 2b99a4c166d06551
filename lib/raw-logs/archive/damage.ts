import { crc32 } from 'node:zlib';
import { RawLogCorruptError } from '../../errors/raw-log-errors.js';

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

/** CRC-32 and sizes of an entry, as seen or as claimed. */
export interface EntryFacts {
  readonly crc: number;
  readonly compressed: number;
  readonly size: number;
}

/** Throws when what was seen is not what `where` claims. */
export const checkFacts = (
  name: string,
  where: string,
  claimed: EntryFacts,
  seen: EntryFacts,
  damage: Damage,
): void => {
  // Sizes first: a cut or padded entry has a wrong CRC-32 as well, and its size says more.
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

/** What went by of one entry. */
export interface Measured {
  crc: number;
  size: number;
}

/** Counts what comes out of all entries of an archive, up to its cap. */
export interface Cap {
  /** Throws when `bytes` more are too many. */
  add(bytes: number): void;
  /** Throws when `bytes` more would be too many. */
  foresee(bytes: number): void;
}

/** Ends an archive that inflates to more than anyone asked for. */
export const createCap = (maxInflatedBytes: number, damage: Damage): Cap => {
  let total = 0;
  const check = (sum: number): void => {
    if (sum > maxInflatedBytes) throw damage('Archive too large', `at most ${maxInflatedBytes} bytes inflated`, sum);
  };
  return { add: (bytes) => check((total += bytes)), foresee: (bytes) => check(total + bytes) };
};

/** Adds a chunk to what is known of its entry. */
export const measure = (measured: Measured, chunk: Buffer): void => {
  measured.crc = crc32(chunk, measured.crc);
  measured.size += chunk.length;
};
