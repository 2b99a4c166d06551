import { tmpdir } from 'node:os';
import type { RawLogEvent } from '../../transport/events.js';
import { abortable, linkAbort } from '../abort.js';
import type { ByteSource } from '../download/download-options.js';
import { createByteReader } from './byte-reader.js';
import { compareDirectory, type SeenEntry } from './compare-directory.js';
import { type Damage, damageOf } from '../damage.js';
import { type ArchiveInput, findSizes, openDirectory } from './open-directory.js';
import { checkReadable, createInflateLimit, readEntry, STORED } from './read-entry.js';
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
interface ArchiveEntry {
  /** Index among the entries, from 0. Entries that are skipped count too but emit no chunks. */
  readonly index: number;
  readonly name: string;
}

/**
 * A chunk of an entry. The data of each entry is followed by one empty chunk with `complete: true`, emitted after its
 * CRC-32 and sizes were checked. Every entry that is not skipped has this last chunk.
 */
interface ArchiveChunk {
  readonly entry: ArchiveEntry;
  readonly data: Buffer;
  readonly complete: boolean;
}

/** Options of {@link readArchive}. */
export interface ArchiveOptions {
  /** The log file's name, for errors. */
  readonly file: string;
  /** Stops the reading at once and closes the source, the inflater and the temporary file. */
  readonly signal?: AbortSignal | undefined;
  /** Most bytes that all entries together may inflate to. @default 17,179,869,184 (16 GiB) */
  readonly maxInflatedBytes?: number | undefined;
  /** Copies the whole file to a temporary file and verifies it before the first chunk. @default false */
  readonly spool?: boolean | undefined;
  /** Directory for temporary files. @default `os.tmpdir()` */
  readonly tmpdir?: string | undefined;
  /** Called with the name of each entry that is verified, but emits no chunks, when its turn comes. */
  readonly onSkippedEntry?: ((name: string, reason: SkippedEntryReason) => void) | undefined;
}

/** Why an entry of an archive is no log. */
type SkippedEntryReason = Extract<RawLogEvent, { readonly type: 'entry skipped' }>['reason'];

const skipReasonOf = (name: string): SkippedEntryReason | undefined => {
  if (APPLE.test(name)) return 'macOS metadata';
  return name.endsWith('/') ? 'folder' : undefined;
};

// The macOS Finder adds these to each archive that it writes.
const APPLE = /(?:^|\/)(?:__MACOSX\/|\._[^/]*$|\.DS_Store$)/;

const DEFAULT_MAX_INFLATED_BYTES = 16 * 2 ** 30;

const EMPTY = Buffer.alloc(0);
// Each entry stays in memory until it is found in the directory.
const MAX_ENTRIES = 100_000;

/** Whether an entry comes next, rather than the directory or the end record. */
const entryNext = async ({ reader }: ArchiveInput, damage: Damage): Promise<boolean> => {
  const bytes = await reader.peek(4);
  const signature = bytes.length === 4 ? bytes.readUInt32LE(0) : undefined;
  if (signature === LOCAL_HEADER) return true;
  if (signature === DIRECTORY_ENTRY || signature === END_RECORD || signature === ZIP64_END) return false;
  const what = reader.offset === 0 ? 'Not a zip archive' : 'Broken archive';
  const actual = bytes.length === 0 ? 'end of file' : `bytes ${bytes.toString('hex')}`;
  throw damage(what, `an entry or the directory at ${reader.offset}`, actual);
};

/** Length of the data of a stored entry. */
const storedLength = (header: LocalHeader, { sizes }: ArchiveInput, damage: Damage): number => {
  if (!header.descriptor || header.method !== STORED) return header.compressed;
  const length = sizes.get(header.offset);
  if (length === undefined) throw damage('Directory incomplete', `entry ${nameOf(header)} listed`, 'not listed');
  return length;
};

/** Labels the data of an entry, and marks its end. */
async function* entryChunks(
  entry: ArchiveEntry,
  data: AsyncGenerator<Buffer, SeenEntry>,
  isSkipped: boolean,
): AsyncGenerator<ArchiveChunk, SeenEntry> {
  let step = await data.next();
  try {
    for (; !step.done; step = await data.next()) if (!isSkipped) yield { entry, data: step.value, complete: false };
  } finally {
    // The consumer left in the middle, so the inflater is closed too. The value given to `return` is never read.
    if (!step.done) await data.return(undefined as never);
  }
  if (!isSkipped) yield { entry, data: EMPTY, complete: true };
  return step.value;
}

/** Reads an archive from its first byte to its last, and checks everything on the way. */
async function* streamArchive(
  source: ByteSource,
  options: ArchiveOptions,
  outer: AbortSignal,
): AsyncGenerator<ArchiveChunk, void> {
  const damage = damageOf(options.file);
  const linked = linkAbort(outer);
  const { signal } = linked;
  const chunks = source.stream(signal)[Symbol.asyncIterator]();
  const limit = createInflateLimit(options.maxInflatedBytes ?? DEFAULT_MAX_INFLATED_BYTES, damage);
  const seen = new Map<number, SeenEntry>();
  let input: ArchiveInput = { reader: createByteReader(chunks, damage), sizes: new Map(), temp: undefined };
  try {
    while (await entryNext(input, damage)) {
      if (seen.size >= MAX_ENTRIES) throw damage('Too many entries', `at most ${MAX_ENTRIES}`, 'more');
      const header = await parseLocalHeader(input.reader, damage);
      checkReadable(header, damage);
      const unknown = header.descriptor && header.method === STORED && input.sizes.size === 0;
      if (unknown) input = await findSizes(source, input.reader, options.tmpdir ?? tmpdir(), signal, damage);
      const entry: ArchiveEntry = { index: seen.size, name: nameOf(header) };
      const stored = storedLength(header, input, damage);
      const data = readEntry(header, { reader: input.reader, stored, limit, damage, signal });
      const skipped = skipReasonOf(entry.name);
      if (skipped) options.onSkippedEntry?.(entry.name, skipped);
      seen.set(header.offset, yield* entryChunks(entry, data, skipped !== undefined));
    }
    await compareDirectory(input.reader, seen, damage);
  } finally {
    // The inflater may still wait for input; `return` would wait for it. Aborting first settles that wait.
    linked.abort();
    await input.temp?.close();
    await chunks.return?.();
  }
}

/** Copies a whole archive to a temporary file, reads it once to verify it, and only then emits its chunks. */
async function* spoolArchive(
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
    for await (const chunk of streamArchive(temp, { ...options, onSkippedEntry: undefined }, signal)) void chunk;
    yield* streamArchive(temp, options, signal);
  } finally {
    await temp.close();
  }
}

/**
 * Reads a zip archive as it arrives: its entries one after the other, in chunks of up to 256 KiB, each entry ended by a
 * chunk with `complete: true` once its CRC-32 and sizes were checked. Completes after the directory at the end of the
 * archive was compared with every entry and nothing follows it. With `spool`, all of this is checked before the first
 * chunk.
 *
 * Cold: the first `next()` opens the source. Leaving the loop, `return()` and the signal close the source, the inflater
 * and the temporary file at once, even while a `next()` is pending. At most a few chunks are in memory.
 *
 * Fails with `RawLogCorruptError` (not an archive, truncated, damaged, encrypted, compressed by an unsupported method, or
 * larger than `maxInflatedBytes`), or with the error of the source.
 *
 * @example
 * ```ts
 * for await (const { entry, data, complete } of readArchive(source, { file: 'clicks.zip' }))
 *   complete ? parser.end(entry.name) : parser.write(data);
 * ```
 */
export const readArchive = (source: ByteSource, options: ArchiveOptions): AsyncIterableIterator<ArchiveChunk> =>
  abortable(options.signal, (signal) => (options.spool ? spoolArchive : streamArchive)(source, options, signal));
