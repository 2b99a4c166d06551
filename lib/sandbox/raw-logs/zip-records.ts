/** The CRC-32 and the sizes that an archive states for its entry. */
export interface ArchiveFacts {
  readonly crc: number;
  /** The length of the data in the archive, in bytes. */
  readonly compressed: number;
  /** The length of the uncompressed file, in bytes. */
  readonly size: number;
}

/** The name of an entry and the way it is stored. */
export interface ZipEntryForm {
  readonly name: string;
  readonly compression: 'deflate' | 'store';
  /** Whether the CRC-32 and the sizes follow the data. */
  readonly descriptor: boolean;
}

const LIMIT = 0xffffffff;

const bytes = (...fields: readonly (readonly [size: 2 | 4 | 8, value: number])[]): Buffer => {
  const buffer = Buffer.alloc(fields.reduce((sum, [size]) => sum + size, 0));
  let at = 0;
  for (const [size, value] of fields) {
    if (size === 8) buffer.writeBigUInt64LE(BigInt(value), at);
    else buffer.writeUIntLE(value, at, size);
    at += size;
  }
  return buffer;
};

/** Sizes of 4 GiB and more go into an extra field (Zip64). The usual fields then contain only ones. */
const isLarge = ({ size, compressed }: ArchiveFacts): boolean => size >= LIMIT || compressed >= LIMIT;

const capped = (value: number, large: boolean): number => (large ? LIMIT : value);

const flagsOf = ({ descriptor }: ZipEntryForm): number => 0x800 | (descriptor ? 8 : 0);

const methodOf = ({ compression }: ZipEntryForm): number => (compression === 'deflate' ? 8 : 0);

/** 9 September 2016, 16:29. An entry must have a time, though no reader of raw logs uses it. */
const TIME = 0x83b3;
const DATE = 0x4929;

/** The fields that both headers of an entry share, from the version needed to the lengths of name and extra field. */
const sharedFields = (form: ZipEntryForm, facts: ArchiveFacts, large: boolean, extra: Buffer): Buffer =>
  bytes(
    ...([
      [2, large ? 45 : 20],
      [2, flagsOf(form)],
      [2, methodOf(form)],
      [2, TIME],
      [2, DATE],
      [4, facts.crc],
      [4, capped(facts.compressed, large)],
      [4, capped(facts.size, large)],
      [2, Buffer.byteLength(form.name)],
      [2, extra.length],
    ] as const),
  );

const NO_EXTRA = Buffer.alloc(0);

/** The header of an entry with a descriptor states zeros. */
const UNKNOWN: ArchiveFacts = { crc: 0, compressed: 0, size: 0 };

/** Writes the header before the data. */
export const localHeader = (form: ZipEntryForm, facts: ArchiveFacts): Buffer => {
  const large = isLarge(facts);
  const stated = form.descriptor ? UNKNOWN : facts;
  const extra = large ? bytes([2, 1], [2, 16], [8, stated.size], [8, stated.compressed]) : NO_EXTRA;
  return Buffer.concat([
    bytes([4, 0x04034b50]),
    sharedFields(form, stated, large, extra),
    Buffer.from(form.name),
    extra,
  ]);
};

/** Writes the descriptor between the data and the directory; empty for an entry without one. */
export const dataDescriptor = ({ descriptor }: ZipEntryForm, facts: ArchiveFacts): Buffer => {
  if (!descriptor) return NO_EXTRA;
  const width = isLarge(facts) ? 8 : 4;
  return bytes([4, 0x08074b50], [4, facts.crc], [width, facts.compressed], [width, facts.size]);
};

const directoryEntry = (form: ZipEntryForm, facts: ArchiveFacts): Buffer => {
  const large = isLarge(facts);
  const extra = large ? bytes([2, 1], [2, 16], [8, facts.size], [8, facts.compressed]) : NO_EXTRA;
  // No comment, the first disk, the attributes of a regular file, the offset 0. `0x0314` below says: created on Unix.
  const place = bytes([2, 0], [2, 0], [2, 0], [4, 0x81800000], [4, 0]);
  const head = bytes([4, 0x02014b50], [2, 0x0314]);
  return Buffer.concat([head, sharedFields(form, facts, large, extra), place, Buffer.from(form.name), extra]);
};

const zip64End = (size: number, start: number): Buffer =>
  bytes(
    ...([
      ...[[4, 0x06064b50] as const, [8, 44] as const, [2, 45] as const, [2, 45] as const, [4, 0] as const],
      ...[[4, 0] as const, [8, 1] as const, [8, 1] as const, [8, size] as const, [8, start] as const],
      ...[[4, 0x07064b50] as const, [4, 0] as const, [8, start + size] as const, [4, 1] as const],
    ] as const),
  );

/** Writes the directory of an archive with one entry, and the records after it. The directory begins at `start`. */
export const directory = (form: ZipEntryForm, facts: ArchiveFacts, start: number): Buffer => {
  const listed = directoryEntry(form, facts);
  const large = start >= LIMIT;
  const end = bytes(
    [4, 0x06054b50],
    [2, 0],
    [2, 0],
    [2, 1],
    [2, 1],
    [4, listed.length],
    [4, capped(start, large)],
    [2, 0],
  );
  return Buffer.concat([listed, large ? zip64End(listed.length, start) : NO_EXTRA, end]);
};
