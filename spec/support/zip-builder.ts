import { crc32, deflateRawSync } from 'node:zlib';

/** The claims of an archive about an entry, in one of its three structures. */
export interface ZipClaims {
  readonly crc?: number;
  readonly compressed?: number;
  readonly size?: number;
  readonly name?: string;
  readonly method?: number;
  readonly offset?: number;
}

export interface ZipEntry {
  readonly name?: string;
  readonly data: Buffer;
  /** 0 stored, 8 deflated (default), or any other number with the data as it is. */
  readonly method?: number;
  /** CRC-32 and sizes follow the data, with or without a signature. */
  readonly descriptor?: 'signed' | 'bare';
  /** Puts the sizes (and the offset) into zip64 fields, although they are small. */
  readonly zip64?: boolean;
  readonly flags?: number;
  readonly extra?: Buffer;
  /** Bytes to write instead of the compressed data. */
  readonly raw?: Buffer;
  /** Wrong claims in the local header, the directory and the data descriptor. */
  readonly local?: ZipClaims;
  readonly listed?: ZipClaims | false;
  readonly described?: ZipClaims;
}

export interface ZipOptions {
  readonly comment?: Buffer;
  readonly zip64End?: boolean;
  readonly before?: Buffer;
  readonly after?: Buffer;
  /** Wrong claims of the end record. */
  readonly end?: { readonly entries?: number; readonly size?: number; readonly offset?: number };
}

const u16 = (value: number): Buffer => Buffer.from([value & 255, (value >> 8) & 255]);
const u32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value >>> 0);
  return bytes;
};
const u64 = (value: number): Buffer => {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(value));
  return bytes;
};
const FFFF = 0xffffffff;

interface Written {
  readonly entry: ZipEntry;
  readonly name: Buffer;
  readonly flags: number;
  readonly facts: { crc: number; compressed: number; size: number };
  readonly offset: number;
  readonly bytes: Buffer;
}

const zip64Extra = (values: readonly number[]): Buffer =>
  Buffer.concat([u16(1), u16(values.length * 8), ...values.map(u64)]);

const describe = (entry: ZipEntry, facts: Written['facts']): Buffer => {
  const { crc, compressed, size } = { ...facts, ...entry.described };
  const width = entry.zip64 ? u64 : u32;
  return Buffer.concat([
    entry.descriptor === 'signed' ? u32(0x08074b50) : Buffer.alloc(0),
    u32(crc),
    width(compressed),
    width(size),
  ]);
};

const writeEntry = (entry: ZipEntry, offset: number): Written => {
  const method = entry.method ?? 8;
  const raw = entry.raw ?? (method === 8 ? deflateRawSync(entry.data) : entry.data);
  const facts = { crc: crc32(entry.data), compressed: raw.length, size: entry.data.length };
  const flags = (entry.flags ?? 0) | (entry.descriptor ? 8 : 0);
  const name = Buffer.from(entry.name ?? 'clicks.csv');
  const blank = entry.descriptor ? { crc: 0, compressed: 0, size: 0 } : facts;
  const claims = { ...blank, ...entry.local };
  const extra = Buffer.concat([
    entry.extra ?? Buffer.alloc(0),
    entry.zip64 ? zip64Extra([claims.size, claims.compressed]) : Buffer.alloc(0),
  ]);
  const header = Buffer.concat([
    u32(0x04034b50), u16(20), u16(flags), u16(entry.local?.method ?? method), u16(0), u16(0),
    u32(claims.crc), u32(entry.zip64 ? FFFF : claims.compressed), u32(entry.zip64 ? FFFF : claims.size),
    u16(name.length), u16(extra.length), name, extra,
  ]); // prettier-ignore
  const bytes = Buffer.concat([header, raw, entry.descriptor ? describe(entry, facts) : Buffer.alloc(0)]);
  return { entry, name, flags, facts, offset, bytes };
};

const listEntry = ({ entry, name, flags, facts, offset }: Written): Buffer => {
  if (entry.listed === false) return Buffer.alloc(0);
  const claims = { ...facts, offset, method: entry.method ?? 8, ...entry.listed };
  const listedName = entry.listed?.name === undefined ? name : Buffer.from(entry.listed.name);
  const extra = entry.zip64 ? zip64Extra([claims.size, claims.compressed, claims.offset]) : Buffer.alloc(0);
  const comment = Buffer.from('entry comment');
  return Buffer.concat([
    u32(0x02014b50), u16(20), u16(20), u16(flags), u16(claims.method), u16(0), u16(0), u32(claims.crc),
    u32(entry.zip64 ? FFFF : claims.compressed), u32(entry.zip64 ? FFFF : claims.size),
    u16(listedName.length), u16(extra.length), u16(comment.length), u16(0), u16(0), u32(0),
    u32(entry.zip64 ? FFFF : claims.offset), listedName, extra, comment,
  ]); // prettier-ignore
};

/** Builds a zip archive by hand, right or wrong in every way that a spec needs. */
export const buildZip = (entries: readonly ZipEntry[], options: ZipOptions = {}): Buffer => {
  const { comment = Buffer.alloc(0), before = Buffer.alloc(0), after = Buffer.alloc(0), zip64End = false } = options;
  const written: Written[] = [];
  let offset = before.length;
  for (const entry of entries) {
    const made = writeEntry(entry, offset);
    written.push(made);
    offset += made.bytes.length;
  }
  const directory = Buffer.concat(written.map(listEntry));
  const count = options.end?.entries ?? entries.filter(({ listed }) => listed !== false).length;
  const size = options.end?.size ?? directory.length;
  const start = options.end?.offset ?? offset;
  const wide = zip64End
    ? Buffer.concat([
        u32(0x06064b50), u64(44), u16(45), u16(45), u32(0), u32(0), u64(count), u64(count), u64(size), u64(start),
        u32(0x07064b50), u32(0), u64(offset + directory.length), u32(1),
      ]) // prettier-ignore
    : Buffer.alloc(0);
  const end = Buffer.concat([
    u32(0x06054b50), u16(0), u16(0), u16(zip64End ? 0xffff : count), u16(zip64End ? 0xffff : count),
    u32(zip64End ? FFFF : size), u32(zip64End ? FFFF : start), u16(comment.length), comment,
  ]); // prettier-ignore
  return Buffer.concat([before, ...written.map(({ bytes }) => bytes), directory, wide, end, after]);
};
