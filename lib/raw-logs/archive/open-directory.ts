import { Readable } from 'node:stream';
import type { CentralDirectory } from 'unzipper';
import type { ByteSource } from '../download/download-options.js';
import { type ByteReader, createByteReader } from './byte-reader.js';
import type { Damage } from './damage.js';
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

/** Reads the compressed size of each entry from the end of a file, by the place of its local header. */
export type CompressedSizes = ReadonlyMap<number, number>;

const LOCATOR_LENGTH = 20;
const ZIP64_END_LENGTH = 56;
const ENTRY_LENGTH = 46;
// A directory is read into memory; an honest one of a log archive has a handful of entries.
const MAX_DIRECTORY = 64 * 2 ** 20;

/** Which part of a file can be read: up to `size`, the end, from `first` on. */
export interface Extent {
  readonly size: number;
  /** @default 0 */
  readonly first?: number;
}

/** The last bytes of a file, and where they start. */
interface Tail {
  readonly bytes: Buffer;
  readonly start: number;
}

type Fetch = (from: number, to: number) => Promise<Buffer | undefined>;

const readEnd = async (tail: Tail, at: number, first: number, fetch: Fetch, damage: Damage): Promise<EndRecord> => {
  const end = parseEndRecord(tail.bytes.subarray(at), damage);
  const locator = at - LOCATOR_LENGTH;
  if (locator < 0 || tail.bytes.readUInt32LE(locator) !== ZIP64_LOCATOR) return end;
  const place = parseUInt64(tail.bytes, locator + 8, damage);
  const possible = place >= first && place + ZIP64_END_LENGTH <= tail.start + locator;
  const wide = possible ? await fetch(place, place + ZIP64_END_LENGTH) : undefined;
  if (wide?.length !== ZIP64_END_LENGTH || wide.readUInt32LE(0) !== ZIP64_END)
    throw damage('Broken archive', `a zip64 end record at ${place}`, 'none');
  return widenEnd(end, parseZip64End(wide, damage));
};

const serve = ({ bytes, start }: Tail, size: number) => ({
  size: () => Promise.resolve(size),
  stream: (offset: number, length?: number): Readable => {
    const from = offset - start;
    const part = from < 0 ? undefined : bytes.subarray(from, length === undefined ? undefined : from + length);
    return Readable.from(part === undefined || part.length === 0 ? [] : [part]);
  },
});

// The published types lack the options.
type OpenCustom = (
  source: ReturnType<typeof serve>,
  options: { readonly tailSize: number },
) => Promise<CentralDirectory>;

// unzipper gets bytes at hand only: it does not hear of a source that fails, and would wait for ever.
const openWith = async (tail: Tail, size: number, end: number, damage: Damage): Promise<CentralDirectory> => {
  const { default: unzipper } = await import('unzipper');
  const custom: OpenCustom = unzipper.Open.custom;
  return custom(serve(tail, size), { tailSize: size - end }).catch((error: unknown) => {
    throw damage('Broken archive', 'a readable directory', String(error), error);
  });
};

/**
 * Reads the directory of a file from its end, by absolute places. `undefined` where ranges are not
 * served. What it says is used to find the ends of entries and is not believed: it is compared with them later.
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
      'Impossible place of the directory',
      `${first} to ${start + at}, at most ${MAX_DIRECTORY} bytes long`,
      offset,
    );
  // unzipper believes the number and makes a list of that length.
  if (entries * ENTRY_LENGTH > size - offset)
    throw damage('Impossible number of entries', `at most ${Math.floor((size - offset) / ENTRY_LENGTH)}`, entries);
  const directory = await fetch(offset, size);
  if (!directory) return undefined;
  const { files } = await openWith({ bytes: directory, start: offset }, size, start + at, damage);
  return new Map(files.map((file) => [file.offsetToLocalFileHeader, file.compressedSize]));
};

/** Where the rest of an archive is read from, once its directory is known. */
export interface Continuation {
  readonly reader: ByteReader;
  readonly sizes: CompressedSizes;
  /** Holds the rest, where it could not be read at any place; to be closed. */
  readonly temp: TempFile | undefined;
}

const fill = async (temp: TempFile, reader: ByteReader): Promise<void> => {
  for (let bytes = await reader.some(); bytes !== undefined; bytes = await reader.some()) await temp.append(bytes);
};

/** Brings what is left of an archive into a temporary file and goes on reading there. */
const spoolRest = async (
  reader: ByteReader,
  directory: string,
  signal: AbortSignal,
  damage: Damage,
): Promise<Continuation> => {
  const { offset } = reader;
  const temp = await createTempFile(directory, offset);
  try {
    await fill(temp, reader);
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
 * Finds out how long the entries of an archive are whose data cannot be walked: from its end, while the walk waits; or,
 * where ranges are not served, after bringing the rest into a temporary file.
 */
export const findSizes = async (
  source: ByteSource,
  reader: ByteReader,
  directory: string,
  signal: AbortSignal,
  damage: Damage,
): Promise<Continuation> => {
  const { size } = source;
  const sizes = size === undefined ? undefined : await openDirectory(source, { size }, signal, damage);
  return sizes ? { reader, sizes, temp: undefined } : spoolRest(reader, directory, signal, damage);
};
