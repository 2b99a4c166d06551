import type { TransformOptions } from 'node:stream';
import { createInflateRaw, type InflateRaw, type ZlibOptions } from 'node:zlib';
import type { ByteReader } from './byte-reader.js';
import type { SeenEntry } from './compare-directory.js';
import { type Cap, checkFacts, type Damage, measure } from './damage.js';
import { type LocalHeader, nameOf, parseDataDescriptor } from './zip-format.js';

export const STORED = 0;
export const DEFLATED = 8;

const METHODS: Readonly<Record<number, string>> = {
  1: 'shrunk',
  6: 'imploded',
  9: 'Deflate64',
  12: 'bzip2',
  14: 'LZMA',
  93: 'Zstandard',
  95: 'XZ',
  97: 'WavPack',
  98: 'PPMd',
  99: 'AES',
};

const ENCRYPTED = 0x01 | 0x40 | 0x2000;
const PATCH = 0x20;

/** Throws for an entry that cannot be read, naming the reason. */
export const refuseEntry = (header: LocalHeader, damage: Damage): void => {
  const { flags, method } = header;
  const entry = `entry ${nameOf(header)}`;
  if ((flags & ENCRYPTED) !== 0) throw damage(`Encrypted ${entry}`, 'no encryption', 'encrypted');
  if ((flags & PATCH) !== 0) throw damage(`Unsupported ${entry}`, 'whole data', 'patch data');
  if (method !== STORED && method !== DEFLATED) {
    const named = METHODS[method];
    throw damage(
      `Unsupported compression of ${entry}`,
      'stored or deflated',
      `method ${method}${named ? ` (${named})` : ''}`,
    );
  }
};

/** Hands on the `length` bytes that are next as they come. */
export async function* storedEntry(reader: ByteReader, length: number, damage: Damage): AsyncGenerator<Buffer, number> {
  let left = length;
  while (left > 0) {
    const chunk = await reader.some(left);
    if (chunk === undefined) throw damage('Truncated archive', `${left} more bytes of stored data`, 'end of file');
    left -= chunk.length;
    yield chunk;
  }
  return length;
}

// Bare inflating was measured at 190 MB/s through streams of small chunks, at 740 with these.
const CHUNK = 256 * 1024;
// One chunk ready while another is made; of the input, one at a time, so that what lies behind the end is in the last.
const OPTIONS: ZlibOptions & TransformOptions = {
  chunkSize: CHUNK,
  readableHighWaterMark: 2 * CHUNK,
  writableHighWaterMark: 1,
};

/** The state of one inflater's input. */
interface Feed {
  /** Bytes written in all. */
  fed: number;
  last: Buffer | undefined;
  /** A failure of the source, which is not the archive's. */
  failure: { readonly error: unknown } | undefined;
  /** Ends the wait for the last write to be used up, or for the inflater to want no more. */
  wake: () => void;
}

// Runs beside the reading, so that the next chunk is inflated on the thread pool while this one is parsed.
const feed = async (reader: ByteReader, inflater: InflateRaw, state: Feed): Promise<void> => {
  try {
    // Input that is left over after a write was used up lies behind the end of the deflate stream.
    while (inflater.bytesWritten === state.fed && !inflater.destroyed) {
      const chunk = await reader.some();
      if (inflater.destroyed) return;
      if (chunk === undefined) return void inflater.end();
      state.fed += chunk.length;
      state.last = chunk;
      if (!inflater.write(chunk)) await new Promise<void>((resolve) => (state.wake = resolve));
    }
  } catch (error) {
    state.failure = { error };
    inflater.destroy();
  }
};

/**
 * Inflates the deflate stream that is next, in large chunks, and leaves the reader right behind it; returns how many
 * bytes it took. At most two chunks and one of the input are in flight.
 */
export async function* inflateEntry(
  reader: ByteReader,
  damage: Damage,
  signal: AbortSignal,
): AsyncGenerator<Buffer, number> {
  const inflater = createInflateRaw(OPTIONS);
  const onAbort = (): unknown => inflater.destroy();
  signal.addEventListener('abort', onAbort, { once: true });
  const state: Feed = { fed: 0, last: undefined, failure: undefined, wake: () => undefined };
  for (const event of ['drain', 'end', 'close']) inflater.on(event, () => state.wake());
  const { offset } = reader;
  const feeding = feed(reader, inflater, state);
  try {
    for await (const chunk of inflater) yield chunk as Buffer;
    await feeding;
  } catch (error) {
    signal.throwIfAborted();
    if (state.failure) throw state.failure.error;
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'Z_BUF_ERROR')
      throw damage('Truncated archive', 'the end of the compressed data', 'end of file', error);
    throw damage('Corrupt compressed data', `a deflate stream at ${offset}`, message, error);
  } finally {
    signal.removeEventListener('abort', onAbort);
    inflater.destroy();
  }
  const taken = inflater.bytesWritten;
  if (state.last && state.fed > taken) reader.unread(state.last.subarray(state.last.length - (state.fed - taken)));
  return taken;
}

/** What reading an entry needs besides its header. */
export interface EntryContext {
  readonly reader: ByteReader;
  /** Length of a stored entry's data, where its header does not say. */
  readonly stored: number;
  readonly cap: Cap;
  readonly damage: Damage;
  readonly signal: AbortSignal;
}

/** The data of the entry whose header was just read; returns what was seen of it, after checking it against its claims. */
export async function* readEntry(header: LocalHeader, context: EntryContext): AsyncGenerator<Buffer, SeenEntry> {
  const { reader, stored, cap, damage, signal } = context;
  const name = nameOf(header);
  if (!header.descriptor) cap.foresee(header.size);
  const data = header.method === DEFLATED ? inflateEntry(reader, damage, signal) : storedEntry(reader, stored, damage);
  const measured = { crc: 0, size: 0 };
  let step = await data.next();
  try {
    for (; !step.done; step = await data.next()) {
      cap.add(step.value.length);
      measure(measured, step.value);
      yield step.value;
    }
  } finally {
    if (!step.done) await data.return(0);
  }
  const seen = { ...measured, compressed: step.value };
  if (header.descriptor) await parseDataDescriptor(reader, name, seen, damage);
  else checkFacts(name, 'local header', header, seen, damage);
  return { ...seen, name: header.name, method: header.method, offset: header.offset };
}
