import type { Damage } from './damage.js';
import { IN_ZIP64 } from './zip-signatures.js';

const ZIP64 = 0x0001;

/** The zip64 part of an extra field, or `undefined`. A part that runs over the end is no part. */
const findZip64 = (extra: Buffer): Buffer | undefined => {
  for (let at = 0; at + 4 <= extra.length;) {
    const end = at + 4 + extra.readUInt16LE(at + 2);
    if (end > extra.length) return undefined;
    if (extra.readUInt16LE(at) === ZIP64) return extra.subarray(at + 4, end);
    at = end;
  }
  return undefined;
};

/** A 64-bit number; what a file cannot be as long as is refused rather than rounded. */
export const readUInt64 = (bytes: Buffer, at: number, damage: Damage): number => {
  const value = bytes.readBigUInt64LE(at);
  if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw damage('Impossible number in the archive', '< 2^53', `${value}`);
  return Number(value);
};

/** Sizes and places as they are, with those that stand in the zip64 part taken from there, in their order. */
export interface Zip64Fields {
  readonly values: readonly number[];
  /** Whether there is a zip64 part at all, which also widens a data descriptor. */
  readonly zip64: boolean;
}

/** Replaces each value that says so by its 64-bit one. */
export const readZip64Fields = (values: readonly number[], extra: Buffer, damage: Damage): Zip64Fields => {
  const part = findZip64(extra);
  let at = 0;
  const wide = values.map((value) => {
    if (value !== IN_ZIP64) return value;
    // Without the part the value is meant as it stands.
    if (!part) return value;
    if (at + 8 > part.length) throw damage('Incomplete zip64 field', `${at + 8} bytes`, `${part.length} bytes`);
    at += 8;
    return readUInt64(part, at - 8, damage);
  });
  return { values: wide, zip64: part !== undefined };
};
