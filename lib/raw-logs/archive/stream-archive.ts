import { tmpdir } from 'node:os';
import type { ByteSource } from '../download/byte-source.js';
import { linkAbort } from '../download/link-abort.js';
import type { ArchiveChunk, ArchiveEntry } from './archive-chunk.js';
import { type ArchiveOptions, DEFAULT_MAX_INFLATED_BYTES } from './archive-options.js';
import { createByteReader } from './byte-reader.js';
import { compareDirectory, type SeenEntry } from './compare-directory.js';
import { type Damage, damageOf } from './damage.js';
import { type Continuation, findSizes } from './find-sizes.js';
import { type LocalHeader, nameOf, readLocalHeader } from './local-header.js';
import { createCap } from './measure.js';
import { readEntry } from './read-entry.js';
import { refuseEntry, STORED } from './refuse-entry.js';
import { DIRECTORY_ENTRY, END_RECORD, LOCAL_HEADER, ZIP64_END } from './zip-signatures.js';

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
      const header = await readLocalHeader(from.reader, damage);
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
