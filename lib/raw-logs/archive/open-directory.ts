import { Readable } from 'node:stream';
import type { CentralDirectory } from 'unzipper';
import type { ByteSource } from '../download/download-options.js';
import { type ByteReader, createByteReader } from './byte-reader.js';
import type { Damage } from '../damage.js';
import { createTempFile, type TempFile } from './temp-file.js';
import {
  type EndRecord,
  findEndRecord,
  LONGEST_END,
  parseEndRecord,
  parseUInt64,
  parseZip64End,
  widenEnd,
  ZIP64_END,
  ZIP64_LOCATOR,
} from './zip-format.js';

/** Compressed size of each entry, keyed by the offset of its local header. */
type CompressedSizes = ReadonlyMap<number, number>;

const LOCATOR_LENGTH = 20;
const ZIP64_END_LENGTH = 56;
const ENTRY_LENGTH = 46;
// The directory is read into memory. That of a log archive has a handful of entries.
const MAX_DIRECTORY = 64 * 2 ** 20;

/** The part of a file that can be read: from byte `first` up to `size`, its end. */
interface Extent {
  readonly size: number;
  /** @default 0 */
  readonly first?: number;
}

/** The last bytes of a file, and the offset where they start. */
interface Tail {
  readonly bytes: Buffer;
  readonly start: number;
}

type Fetch = (from: number, to: number) => Promise<Buffer | undefined>;

const readEnd = async (tail: Tail, at: number, first: number, fetch: Fetch, damage: Damage): Promise<EndRecord> => {
  const end = parseEndRecord(tail.bytes.subarray(at), damage);
  const locator = at - LOCATOR_LENGTH;
  if (locator < 0 || tail.bytes.readUInt32LE(locator) !== ZIP64_LOCATOR) return end;
  const offset = parseUInt64(tail.bytes, locator + 8, damage);
  const possible = offset >= first && offset + ZIP64_END_LENGTH <= tail.start + locator;
  const wide = possible ? await fetch(offset, offset + ZIP64_END_LENGTH) : undefined;
  if (wide?.length !== ZIP64_END_LENGTH || wide.readUInt32LE(0) !== ZIP64_END)
    throw damage('Broken archive', `a zip64 end record at ${offset}`, 'none');
  return widenEnd(end, parseZip64End(wide, damage));
};

/** The source that unzipper reads: a file of `size` bytes of which only the tail is there. */
const tailSource = ({ bytes, start }: Tail, size: number) => ({
  size: () => Promise.resolve(size),
  stream: (offset: number, length?: number): Readable => {
    const from = offset - start;
    const part = from < 0 ? undefined : bytes.subarray(from, length === undefined ? undefined : from + length);
    return Readable.from(part === undefined || part.length === 0 ? [] : [part]);
  },
});

// The published types of `unzipper.Open.custom` lack its options.
type OpenCustom = (
  source: ReturnType<typeof tailSource>,
  options: { readonly tailSize: number },
) => Promise<CentralDirectory>;

// unzipper gets only bytes that are already in memory: it ignores errors of its source and would wait forever.
const parseDirectory = async (tail: Tail, size: number, end: number, damage: Damage): Promise<CentralDirectory> => {
  const { default: unzipper } = await import('unzipper');
  const custom: OpenCustom = unzipper.Open.custom;
  return custom(tailSource(tail, size), { tailSize: size - end }).catch((error: unknown) => {
    throw damage('Broken archive', 'a readable directory', String(error), error);
  });
};

/**
 * Reads the directory from the end of a file. Resolves with `undefined` when the server does not support ranges. The
 * sizes are only used to find the ends of entries; `compareDirectory` verifies them later.
 */
export const openDirectory = async (
  source: Pick<ByteSource, 'fetchRange'>,
  { size, first = 0 }: Extent,
  signal: AbortSignal,
  damage: Damage,
): Promise<CompressedSizes | undefined> => {
  const start = Math.max(first, size - LONGEST_END - LOCATOR_LENGTH);
  const bytes = await source.fetchRange(start, size, signal);
  if (!bytes) return undefined;
  const at = findEndRecord(bytes);
  if (at === undefined) throw damage('Not a zip archive', 'an end record', 'none');
  const fetch: Fetch = (from, to) =>
    from >= start ? Promise.resolve(bytes.subarray(from - start, to - start)) : source.fetchRange(from, to, signal);
  const { offset, entries } = await readEnd({ bytes, start }, at, first, fetch, damage);
  if (offset < first || offset > start + at || size - offset > MAX_DIRECTORY)
    throw damage(
      'Impossible offset of the directory',
      `${first} to ${start + at}, at most ${MAX_DIRECTORY} bytes long`,
      offset,
    );
  // unzipper trusts this number and allocates a list of that length.
  if (entries * ENTRY_LENGTH > size - offset)
    throw damage('Impossible number of entries', `at most ${Math.floor((size - offset) / ENTRY_LENGTH)}`, entries);
  const directory = await fetch(offset, size);
  if (!directory) return undefined;
  const { files } = await parseDirectory({ bytes: directory, start: offset }, size, start + at, damage);
  return new Map(files.map((file) => [file.offsetToLocalFileHeader, file.compressedSize]));
};

/** Where an archive is read from, and what is known of its directory. */
export interface ArchiveInput {
  readonly reader: ByteReader;
  readonly sizes: CompressedSizes;
  /** Holds the rest of the archive when the server does not support ranges. The caller closes it. */
  readonly temp: TempFile | undefined;
}

const copyRest = async (temp: TempFile, reader: ByteReader): Promise<void> => {
  for (let bytes = await reader.some(); bytes !== undefined; bytes = await reader.some()) await temp.append(bytes);
};

/** Copies the rest of an archive to a temporary file and continues reading there. */
const spoolRest = async (
  reader: ByteReader,
  directory: string,
  signal: AbortSignal,
  damage: Damage,
): Promise<ArchiveInput> => {
  const { offset } = reader;
  const temp = await createTempFile(directory, offset);
  try {
    await copyRest(temp, reader);
    const sizes =
      (await openDirectory(temp, { size: temp.size, first: offset }, signal, damage)) ?? new Map<number, number>();
    const rest = createByteReader(temp.stream(signal)[Symbol.asyncIterator](), damage, offset);
    return { reader: rest, sizes, temp };
  } catch (error) {
    await temp.close();
    throw error;
  }
};

/**
 * Finds the compressed sizes of the entries, for stored entries whose size follows their data. Reads the directory by a
 * range request while the stream waits; without ranges, copies the rest of the archive to a temporary file first.
 */
export const findSizes = async (
  source: ByteSource,
  reader: ByteReader,
  directory: string,
  signal: AbortSignal,
  damage: Damage,
): Promise<ArchiveInput> => {
  const { size } = source;
  const sizes = size === undefined ? undefined : await openDirectory(source, { size }, signal, damage);
  return sizes ? { reader, sizes, temp: undefined } : spoolRest(reader, directory, signal, damage);
};
