import { tmpdir } from 'node:os';
import { abortable, linkAbort } from '../abort.js';
import type { ByteSource } from '../download/download-options.js';
import { createByteReader } from './byte-reader.js';
import { compareDirectory, type SeenEntry } from './compare-directory.js';
import { createCap, type Damage, damageOf } from './damage.js';
import { type Continuation, findSizes, openDirectory } from './open-directory.js';
import { readEntry, refuseEntry, STORED } from './read-entry.js';
import { createTempFile } from './temp-file.js';
import {
  DIRECTORY_ENTRY,
  END_RECORD,
  LOCAL_HEADER,
  type LocalHeader,
  nameOf,
  parseLocalHeader,
  ZIP64_END,
} from './zip-format.js';

/** One file inside an archive. */
export interface ArchiveEntry {
  /** Place among the entries, from 0; directories count but bring no chunks. */
  readonly index: number;
  readonly name: string;
}

/**
 * What comes out of an archive, in order: the bytes of an entry, then one empty chunk with `complete: true`, sent after
 * its CRC-32 and sizes were checked. Every entry that is not a directory has that last chunk.
 */
export interface ArchiveChunk {
  readonly entry: ArchiveEntry;
  readonly data: Buffer;
  readonly complete: boolean;
}

/** How an archive is read. */
export interface ArchiveOptions {
  /** The log file's name, for errors. */
  readonly file: string;
  /** Ends everything at once. */
  readonly signal?: AbortSignal | undefined;
  /** Largest size of all entries together, inflated, bytes. @default 17,179,869,184 (16 GiB) */
  readonly maxInflatedBytes?: number | undefined;
  /** Brings the whole file into a temporary one and verifies it before the first chunk. @default false */
  readonly spool?: boolean | undefined;
  /** Where temporary files go. @default `os.tmpdir()` */
  readonly tmpdir?: string | undefined;
}

export const DEFAULT_MAX_INFLATED_BYTES = 16 * 2 ** 30;

const EMPTY = Buffer.alloc(0);
// Each entry is remembered until it was found in the directory.
const MAX_ENTRIES = 100_000;

/** Whether an entry is next, rather than the directory or the end. */
const entryNext = async ({ reader }: Continuation, damage: Damage): Promise<boolean> => {
  const bytes = await reader.peek(4);
  const signature = bytes.length === 4 ? bytes.readUInt32LE(0) : undefined;
  if (signature === LOCAL_HEADER) return true;
  if (signature === DIRECTORY_ENTRY || signature === END_RECORD || signature === ZIP64_END) return false;
  const what = reader.offset === 0 ? 'Not a zip archive' : 'Broken archive';
  const actual = bytes.length === 0 ? 'end of file' : `bytes ${bytes.toString('hex')}`;
  throw damage(what, `an entry or the directory at ${reader.offset}`, actual);
};

const storedLength = (header: LocalHeader, { sizes }: Continuation, damage: Damage): number => {
  if (!header.descriptor || header.method !== STORED) return header.compressed;
  const length = sizes.get(header.offset);
  if (length === undefined) throw damage('Directory incomplete', `entry ${nameOf(header)} listed`, 'not listed');
  return length;
};

/** Labels the data of an entry, and says when it is complete. */
async function* entryChunks(
  entry: ArchiveEntry,
  data: AsyncGenerator<Buffer, SeenEntry>,
): AsyncGenerator<ArchiveChunk, SeenEntry> {
  // A directory has a name that ends so, and nothing to tell.
  const hidden = entry.name.endsWith('/');
  let step = await data.next();
  try {
    for (; !step.done; step = await data.next()) if (!hidden) yield { entry, data: step.value, complete: false };
  } finally {
    // Left in the middle: the inflater goes with its consumer. The generator returns, so what it returns is not read.
    if (!step.done) await data.return(undefined as never);
  }
  if (!hidden) yield { entry, data: EMPTY, complete: true };
  return step.value;
}

/** Walks an archive from its first byte to its last, checking all of it on the way. */
export async function* streamArchive(
  source: ByteSource,
  options: ArchiveOptions,
  outer: AbortSignal,
): AsyncGenerator<ArchiveChunk, void> {
  const damage = damageOf(options.file);
  const own = linkAbort(outer);
  const { signal } = own;
  const chunks = source.stream(signal)[Symbol.asyncIterator]();
  const cap = createCap(options.maxInflatedBytes ?? DEFAULT_MAX_INFLATED_BYTES, damage);
  const seen = new Map<number, SeenEntry>();
  let from: Continuation = { reader: createByteReader(chunks, damage), sizes: new Map(), temp: undefined };
  try {
    while (await entryNext(from, damage)) {
      if (seen.size >= MAX_ENTRIES) throw damage('Too many entries', `at most ${MAX_ENTRIES}`, 'more');
      const header = await parseLocalHeader(from.reader, damage);
      refuseEntry(header, damage);
      const unknown = header.descriptor && header.method === STORED && from.sizes.size === 0;
      if (unknown) from = await findSizes(source, from.reader, options.tmpdir ?? tmpdir(), signal, damage);
      const entry: ArchiveEntry = { index: seen.size, name: nameOf(header) };
      const stored = storedLength(header, from, damage);
      const data = readEntry(header, { reader: from.reader, stored, cap, damage, signal });
      seen.set(header.offset, yield* entryChunks(entry, data));
    }
    await compareDirectory(from.reader, seen, damage);
  } finally {
    // The inflater may still wait for input that nobody needs any more; `return` would queue behind it.
    own.abort();
    await from.temp?.close();
    await chunks.return?.();
  }
}

/** Brings an archive whole into a temporary file, reads it through once to verify it, and only then hands it on. */
export async function* spoolArchive(
  source: ByteSource,
  options: ArchiveOptions,
  signal: AbortSignal,
): AsyncGenerator<ArchiveChunk, void> {
  const damage = damageOf(options.file);
  const temp = await createTempFile(options.tmpdir ?? tmpdir());
  try {
    for await (const bytes of source.stream(signal)) await temp.append(bytes);
    if (source.size !== undefined && source.size !== temp.size)
      throw damage('Wrong length', `${source.size} bytes`, `${temp.size} bytes`);
    await openDirectory(temp, temp, signal, damage);
    for await (const chunk of streamArchive(temp, options, signal)) void chunk;
    yield* streamArchive(temp, options, signal);
  } finally {
    await temp.close();
  }
}

/**
 * What is in a zip archive, as it arrives: the entries one after the other, in large chunks, each entry closed by a chunk
 * with `complete: true` once its CRC-32 and sizes were checked. Completes when the directory at the archive's end was
 * compared with every entry and nothing follows it. With `spool` all of that is checked before the first chunk.
 *
 * Cold: the source is opened by the first `next()`. Leaving the loop, `return()` and the signal end source, inflater and
 * temporary file at once, also while a `next()` is pending. A few chunks of 256 KiB are in flight.
 *
 * Fails with `RawLogCorruptError` (no archive, cut, damaged, encrypted, compressed in an unknown way, or inflating to
 * more than `maxInflatedBytes`), or as the source fails.
 *
 * @example
 * ```ts
 * for await (const { entry, data, complete } of readArchive(source, { file: 'clicks.zip' }))
 *   complete ? parser.end(entry.name) : parser.write(data);
 * ```
 */
export const readArchive = (source: ByteSource, options: ArchiveOptions): AsyncIterableIterator<ArchiveChunk> =>
  abortable(options.signal, (signal) => (options.spool ? spoolArchive : streamArchive)(source, options, signal));
