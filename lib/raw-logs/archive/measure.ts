import { crc32 } from 'node:zlib';
import type { Damage } from './damage.js';

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
