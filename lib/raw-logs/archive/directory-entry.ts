import type { ByteReader } from './byte-reader.js';
import type { Damage } from './damage.js';
import type { EntryFacts } from './entry-facts.js';
import { readZip64Fields } from './zip64-fields.js';

/** One line of the table of contents at an archive's end. */
export interface DirectoryEntry extends EntryFacts {
  readonly name: Buffer;
  readonly flags: number;
  readonly method: number;
  /** Place of the local header. */
  readonly offset: number;
}

/** Reads a directory entry whose signature is next. */
export const readDirectoryEntry = async (reader: ByteReader, damage: Damage): Promise<DirectoryEntry> => {
  const fixed = await reader.take(46, 'directory');
  const nameLength = fixed.readUInt16LE(28);
  const extraLength = fixed.readUInt16LE(30);
  const rest = await reader.take(nameLength + extraLength + fixed.readUInt16LE(32), 'directory');
  const narrow = [fixed.readUInt32LE(24), fixed.readUInt32LE(20), fixed.readUInt32LE(42)];
  const extra = rest.subarray(nameLength, nameLength + extraLength);
  const [size, compressed, offset] = readZip64Fields(narrow, extra, damage).values as [number, number, number];
  return {
    name: rest.subarray(0, nameLength),
    flags: fixed.readUInt16LE(8),
    method: fixed.readUInt16LE(10),
    crc: fixed.readUInt32LE(16),
    compressed,
    size,
    offset,
  };
};
