import type { ByteReader } from './byte-reader.js';
import { checkFacts, type Damage, type EntryFacts } from '../damage.js';

/** Signatures: the first four bytes of each structure of a zip file, little-endian. */
export const LOCAL_HEADER = 0x04034b50;
const DATA_DESCRIPTOR = 0x08074b50;
export const DIRECTORY_ENTRY = 0x02014b50;
export const ZIP64_END = 0x06064b50;
export const ZIP64_LOCATOR = 0x07064b50;
export const DIRECTORY_SIGNATURE = 0x05054b50;
export const END_RECORD = 0x06054b50;

/** Marks a 32-bit field whose value is in the zip64 extra field instead. */
const IN_ZIP64 = 0xffffffff;

const ZIP64_EXTRA = 0x0001;

/** The zip64 part of the extra fields, or `undefined`. A part that runs over their end is ignored. */
const findZip64 = (extra: Buffer): Buffer | undefined => {
  for (let at = 0; at + 4 <= extra.length;) {
    const end = at + 4 + extra.readUInt16LE(at + 2);
    if (end > extra.length) return undefined;
    if (extra.readUInt16LE(at) === ZIP64_EXTRA) return extra.subarray(at + 4, end);
    at = end;
  }
  return undefined;
};

/** Parses a 64-bit number. Throws for one that a double cannot hold exactly: no file is that long. */
export const parseUInt64 = (bytes: Buffer, at: number, damage: Damage): number => {
  const value = bytes.readBigUInt64LE(at);
  if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw damage('Impossible number in the archive', '< 2^53', `${value}`);
  return Number(value);
};

/** Replaces each marked value with its 64-bit value from the zip64 part. */
export const parseZip64Fields = (values: readonly number[], extra: Buffer, damage: Damage): number[] => {
  const part = findZip64(extra);
  let at = 0;
  return values.map((value) => {
    if (value !== IN_ZIP64) return value;
    // Without a zip64 part the value is literal.
    if (!part) return value;
    if (at + 8 > part.length) throw damage('Incomplete zip64 field', `${at + 8} bytes`, `${part.length} bytes`);
    at += 8;
    return parseUInt64(part, at - 8, damage);
  });
};

/** The header in front of the data of an entry. */
export interface LocalHeader {
  /** Offset of the header in the file. */
  readonly offset: number;
  readonly flags: number;
  readonly method: number;
  /** CRC-32 and sizes as claimed here; meaningless when `descriptor` is true. */
  readonly crc: number;
  readonly compressed: number;
  readonly size: number;
  readonly name: Buffer;
  /** CRC-32 and sizes follow the data, in a data descriptor. */
  readonly descriptor: boolean;
}

/** Parses the local header that comes next. */
export const parseLocalHeader = async (reader: ByteReader, damage: Damage): Promise<LocalHeader> => {
  const { offset } = reader;
  const fixed = await reader.take(30, 'local header');
  const nameLength = fixed.readUInt16LE(26);
  const rest = await reader.take(nameLength + fixed.readUInt16LE(28), 'local header');
  const flags = fixed.readUInt16LE(6);
  const sizes = [fixed.readUInt32LE(22), fixed.readUInt32LE(18)];
  const [size, compressed] = parseZip64Fields(sizes, rest.subarray(nameLength), damage) as [number, number];
  return {
    offset,
    flags,
    method: fixed.readUInt16LE(8),
    crc: fixed.readUInt32LE(14),
    compressed,
    size,
    // A copy, because a slice would keep its whole chunk in memory while the list of entries lives.
    name: Buffer.from(rest.subarray(0, nameLength)),
    descriptor: (flags & 0x08) !== 0,
  };
};

/** The name of an entry as text. Without the UTF-8 flag it is in an unknown code page, all of which share ASCII. */
export const nameOf = ({ name, flags }: Pick<LocalHeader, 'name' | 'flags'>): string =>
  name.toString((flags & 0x800) === 0 ? 'latin1' : 'utf8');

/** An entry of the directory at the end of an archive. */
export interface DirectoryEntry extends EntryFacts {
  readonly name: Buffer;
  readonly flags: number;
  readonly method: number;
  /** Offset of the local header. */
  readonly offset: number;
}

/** Parses the directory entry that comes next. */
export const parseDirectoryEntry = async (reader: ByteReader, damage: Damage): Promise<DirectoryEntry> => {
  const fixed = await reader.take(46, 'directory');
  const nameLength = fixed.readUInt16LE(28);
  const extraLength = fixed.readUInt16LE(30);
  const rest = await reader.take(nameLength + extraLength + fixed.readUInt16LE(32), 'directory');
  const narrow = [fixed.readUInt32LE(24), fixed.readUInt32LE(20), fixed.readUInt32LE(42)];
  const extra = rest.subarray(nameLength, nameLength + extraLength);
  const [size, compressed, offset] = parseZip64Fields(narrow, extra, damage) as [number, number, number];
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

/** The facts about the directory that an end record states. */
export interface EndRecord {
  readonly entries: number;
  /** Length of the directory, bytes. */
  readonly size: number;
  /** Offset of the directory. */
  readonly offset: number;
}

/** Length of an end record without its comment. */
export const END_LENGTH = 22;

/** Parses the fixed part of an end record. Throws for an archive of several volumes. */
export const parseEndRecord = (bytes: Buffer, damage: Damage): EndRecord => {
  const disk = bytes.readUInt16LE(4);
  if (disk !== 0 && disk !== 0xffff) throw damage('Multi-volume archive', 'one volume', `volume ${disk + 1}`);
  return { entries: bytes.readUInt16LE(10), size: bytes.readUInt32LE(12), offset: bytes.readUInt32LE(16) };
};

/** Parses a zip64 end record: at least 56 bytes, starting with its signature. */
export const parseZip64End = (bytes: Buffer, damage: Damage): EndRecord => ({
  entries: parseUInt64(bytes, 32, damage),
  size: parseUInt64(bytes, 40, damage),
  offset: parseUInt64(bytes, 48, damage),
});

/** Fills the fields that the end record leaves to the zip64 end record. */
export const widenEnd = (end: EndRecord, wide: EndRecord | undefined): EndRecord =>
  wide === undefined
    ? end
    : {
        entries: end.entries === 0xffff ? wide.entries : end.entries,
        size: end.size === IN_ZIP64 ? wide.size : end.size,
        offset: end.offset === IN_ZIP64 ? wide.offset : end.offset,
      };

/**
 * Finds the end record in the last bytes of a file: the last match whose comment reaches exactly to the end of the file.
 * The signature alone is not enough, since it may occur in a comment or in an archive that is stored inside this one.
 */
export const findEndRecord = (tail: Buffer): number | undefined => {
  for (let at = tail.length - END_LENGTH; at >= 0; at -= 1) {
    if (tail.readUInt32LE(at) === END_RECORD && at + END_LENGTH + tail.readUInt16LE(at + 20) === tail.length) return at;
  }
  return undefined;
};

/** Most bytes from the start of an end record to the end of the file: its fixed part and a comment of 64 KiB. */
export const LONGEST_END = END_LENGTH + 0xffff;

/** One of the four layouts of a data descriptor. */
interface DescriptorForm {
  readonly length: number;
  /** Offset of the CRC-32, which comes after the optional signature. */
  readonly at: number;
  readonly wide: boolean;
}

// The signature is optional, and the width of the sizes depends on a zip64 field that some writers leave out.
const FORMS: readonly DescriptorForm[] = [
  { length: 24, at: 4, wide: true },
  { length: 16, at: 4, wide: false },
  { length: 20, at: 0, wide: true },
  { length: 12, at: 0, wide: false },
];

const sizeAt = (bytes: Buffer, at: number, wide: boolean): number =>
  wide ? Number(bytes.readBigUInt64LE(at)) : bytes.readUInt32LE(at);

const parseFacts = (bytes: Buffer, { at, wide }: DescriptorForm): EntryFacts => ({
  crc: bytes.readUInt32LE(at),
  compressed: sizeAt(bytes, at + 4, wide),
  size: sizeAt(bytes, at + (wide ? 12 : 8), wide),
});

const sameFacts = (a: EntryFacts, b: EntryFacts, wide: boolean): boolean => {
  const fits = (claimed: number, seen: number): boolean => claimed === (wide ? seen : seen % 2 ** 32);
  return a.crc === b.crc && fits(a.compressed, b.compressed) && fits(a.size, b.size);
};

/** Whether another structure follows a descriptor of this form: all signatures begin with `PK`. */
const fitsBefore = (bytes: Buffer, { length }: DescriptorForm): boolean =>
  bytes.subarray(length, length + 2).toString() === 'PK';

/**
 * Parses the data descriptor that comes next and compares it with the measured facts of its entry. Nothing says which of
 * the four forms it has, so it is the one that matches the facts; if none does, the entry is damaged.
 */
export const parseDataDescriptor = async (
  reader: ByteReader,
  name: string,
  seen: EntryFacts,
  damage: Damage,
): Promise<void> => {
  const bytes = await reader.peek(26);
  const possible = FORMS.filter(
    ({ length, at }) => bytes.length >= length && (at === 0 || bytes.readUInt32LE(0) === DATA_DESCRIPTOR),
  );
  const matching = possible.filter((form) => sameFacts(parseFacts(bytes, form), seen, form.wide));
  const form = matching.find((candidate) => fitsBefore(bytes, candidate)) ?? matching[0];
  if (form) return void (await reader.take(form.length, 'data descriptor'));
  const likely = possible.find((candidate) => fitsBefore(bytes, candidate)) ?? possible[0];
  if (!likely) throw damage('Truncated archive, data descriptor', '12 to 24 bytes', `${bytes.length} bytes`);
  checkFacts(name, 'data descriptor', parseFacts(bytes, likely), seen, damage);
};
