import type { ByteReader } from './byte-reader.js';
import type { Damage } from './damage.js';
import { readZip64Fields } from './zip64-fields.js';

/** What stands in front of an entry. */
export interface LocalHeader {
  /** Place of the header in the file. */
  readonly offset: number;
  readonly flags: number;
  readonly method: number;
  /** As they stand; of no meaning where `descriptor` is true. */
  readonly crc: number;
  readonly compressed: number;
  readonly size: number;
  readonly name: Buffer;
  /** CRC-32 and sizes follow the data. */
  readonly descriptor: boolean;
}

/** Reads a local header whose signature is next. */
export const readLocalHeader = async (reader: ByteReader, damage: Damage): Promise<LocalHeader> => {
  const { offset } = reader;
  const fixed = await reader.take(30, 'local header');
  const nameLength = fixed.readUInt16LE(26);
  const rest = await reader.take(nameLength + fixed.readUInt16LE(28), 'local header');
  const flags = fixed.readUInt16LE(6);
  const sizes = [fixed.readUInt32LE(22), fixed.readUInt32LE(18)];
  const [size, compressed] = readZip64Fields(sizes, rest.subarray(nameLength), damage).values as [number, number];
  return {
    offset,
    flags,
    method: fixed.readUInt16LE(8),
    crc: fixed.readUInt32LE(14),
    compressed,
    size,
    // A copy: the chunk that it is cut from shall not live as long as the list of entries.
    name: Buffer.from(rest.subarray(0, nameLength)),
    descriptor: (flags & 0x08) !== 0,
  };
};

/** An entry's name as text. Without the UTF-8 flag it is some old code page, of which ASCII is common to all. */
export const nameOf = ({ name, flags }: Pick<LocalHeader, 'name' | 'flags'>): string =>
  name.toString((flags & 0x800) === 0 ? 'latin1' : 'utf8');
