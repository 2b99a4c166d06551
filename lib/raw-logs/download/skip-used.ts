import { crc32 } from 'node:zlib';
import { RawLogChangedError } from '../../errors/raw-log-changed-error.js';

/** Passes on what is new of a file that comes again from its start. */
export interface Skip {
  /** The part of `chunk` that was not used before; empty while there is none. */
  pass(chunk: Buffer): Buffer;
  /** Bytes still to be passed over. */
  readonly left: number;
}

const hex = (crc: number): string => `CRC-32 ${crc.toString(16).padStart(8, '0')}`;

/** Drops the first `used` bytes; with `expected`, their CRC-32 must be that of the bytes used before. */
export const skipUsed = (file: string, used: number, expected: number | undefined): Skip => {
  let left = used;
  let crc = 0;
  return {
    get left() {
      return left;
    },
    pass: (chunk) => {
      if (left === 0) return chunk;
      const again = chunk.subarray(0, left);
      left -= again.length;
      if (expected === undefined) return chunk.subarray(again.length);
      crc = crc32(again, crc);
      if (left === 0 && crc !== expected)
        throw new RawLogChangedError(file, `${hex(expected)} of the first ${used} bytes`, hex(crc));
      return chunk.subarray(again.length);
    },
  };
};
