import { END_LENGTH } from './end-record.js';
import { END_RECORD } from './zip-signatures.js';

/**
 * Finds the end record in the last bytes of a file: the last place whose comment reaches exactly to the end. The
 * signature alone is no proof: it may stand in a comment or in an archive that is stored inside.
 */
export const findEndRecord = (tail: Buffer): number | undefined => {
  for (let at = tail.length - END_LENGTH; at >= 0; at -= 1) {
    if (tail.readUInt32LE(at) === END_RECORD && at + END_LENGTH + tail.readUInt16LE(at + 20) === tail.length) return at;
  }
  return undefined;
};

/** The longest stretch at a file's end in which an end record can start: its fixed part and a comment of 64 KiB. */
export const LONGEST_END = END_LENGTH + 0xffff;
