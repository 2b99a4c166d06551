/** What an archive says of its entry. */
export interface ArchiveFacts {
  readonly crc: number;
  /** Bytes of the data in the archive. */
  readonly compressed: number;
  /** Bytes of the file that it holds. */
  readonly size: number;
}

/** How an entry lies in its archive. */
export interface ZipEntryForm {
  readonly name: string;
  readonly compression: 'deflate' | 'store';
  /** CRC-32 and sizes behind the data. */
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

/** Beyond 4 GiB sizes stand in an extra field; the usual places then hold all ones. */
const isLarge = ({ size, compressed }: ArchiveFacts): boolean => size >= LIMIT || compressed >= LIMIT;

const capped = (value: number, large: boolean): number => (large ? LIMIT : value);

const flagsOf = ({ descriptor }: ZipEntryForm): number => 0x800 | (descriptor ? 8 : 0);

const methodOf = ({ compression }: ZipEntryForm): number => (compression === 'deflate' ? 8 : 0);

/** 9 September 2016, 16:29: an archive tells its time with an entry, and nobody reads it. */
const TIME = 0x83b3;
const DATE = 0x4929;

/** What both headers of an entry share, from the version needed to the lengths of name and extra field. */
const common = (form: ZipEntryForm, facts: ArchiveFacts, large: boolean, extra: Buffer): Buffer =>
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

const UNSAID: ArchiveFacts = { crc: 0, compressed: 0, size: 0 };

/** What stands before the data. */
export const localHeader = (form: ZipEntryForm, facts: ArchiveFacts): Buffer => {
  const large = isLarge(facts);
  const said = form.descriptor ? UNSAID : facts;
  const extra = large ? bytes([2, 1], [2, 16], [8, said.size], [8, said.compressed]) : NO_EXTRA;
  return Buffer.concat([bytes([4, 0x04034b50]), common(form, said, large, extra), Buffer.from(form.name), extra]);
};

/** What stands between the data and the directory: nothing unless the entry has a descriptor. */
export const dataDescriptor = ({ descriptor }: ZipEntryForm, facts: ArchiveFacts): Buffer => {
  if (!descriptor) return NO_EXTRA;
  const width = isLarge(facts) ? 8 : 4;
  return bytes([4, 0x08074b50], [4, facts.crc], [width, facts.compressed], [width, facts.size]);
};

const directoryEntry = (form: ZipEntryForm, facts: ArchiveFacts): Buffer => {
  const large = isLarge(facts);
  const extra = large ? bytes([2, 1], [2, 16], [8, facts.size], [8, facts.compressed]) : NO_EXTRA;
  // Made on Unix; no comment, first disk, no attributes but a plain file's, at the very start.
  const place = bytes([2, 0], [2, 0], [2, 0], [4, 0x81800000], [4, 0]);
  const head = bytes([4, 0x02014b50], [2, 0x0314]);
  return Buffer.concat([head, common(form, facts, large, extra), place, Buffer.from(form.name), extra]);
};

const zip64End = (size: number, start: number): Buffer =>
  bytes(
    ...([
      ...[[4, 0x06064b50] as const, [8, 44] as const, [2, 45] as const, [2, 45] as const, [4, 0] as const],
      ...[[4, 0] as const, [8, 1] as const, [8, 1] as const, [8, size] as const, [8, start] as const],
      ...[[4, 0x07064b50] as const, [4, 0] as const, [8, start + size] as const, [4, 1] as const],
    ] as const),
  );

/** The directory of an archive of one entry, which begins at `start`, and what ends the archive. */
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
