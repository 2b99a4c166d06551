import { pipeline, Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { crc32, createDeflateRaw } from 'node:zlib';
import { csvNameOf, type LogEntry } from './log-entry.js';
import type { RawLogSettings } from './options.js';
import type { RowBasis } from './row-facts.js';
import { logText, type LogText } from './row-writer.js';
import { type ArchiveFacts, dataDescriptor, directory, localHeader, type ZipEntryForm } from './zip-records.js';

/** A run of bytes of known length, created when it is read. */
export interface BytePart {
  readonly length: number;
  /** Fails when the signal aborts. */
  readonly read: (signal: AbortSignal) => AsyncIterable<Buffer> | Iterable<Buffer>;
}

const partOf = (bytes: Buffer): BytePart => ({ length: bytes.length, read: () => [bytes] });

/** Reads the bytes `from ≤ position < to` of consecutive parts. Parts outside the range are never created. */
export async function* readParts(
  parts: readonly BytePart[],
  from: number,
  to: number,
  signal: AbortSignal,
): AsyncGenerator<Buffer, void> {
  let start = 0;
  for (const { length, read } of parts) {
    const end = start + length;
    let at = start;
    start = end;
    if (length === 0 || end <= from) continue;
    if (at >= to) return;
    for await (const chunk of read(signal)) {
      const wanted = chunk.subarray(Math.max(0, from - at), Math.max(0, to - at));
      at += chunk.length;
      if (wanted.length > 0) yield wanted;
      if (at >= to) return;
    }
  }
}

/** A zip archive with one entry, created while it is read. */
export interface Archive {
  /** The length of the whole archive, in bytes. */
  readonly size: number;
  /** Where the data of the entry is: `start ≤ position < end`. */
  readonly data: { readonly start: number; readonly end: number };
  /** The bytes `from ≤ position < to`, the same on every read; fails when the signal aborts. */
  read(from: number, to: number, signal: AbortSignal): AsyncIterable<Buffer>;
  /** The same archive with a wrong CRC-32 in its header and in its directory. */
  withWrongCrc(): Archive;
}

/** Creates an archive; `data` gives the bytes of its entry as they are stored, deflated or not. */
const createArchive = (form: ZipEntryForm, facts: ArchiveFacts, data: BytePart['read']): Archive => {
  const head = localHeader(form, facts);
  const start = head.length;
  const end = start + facts.compressed;
  const descriptor = dataDescriptor(form, facts);
  const tail = Buffer.concat([descriptor, directory(form, facts, end + descriptor.length)]);
  const parts = [partOf(head), { length: facts.compressed, read: data }, partOf(tail)];
  return {
    size: end + tail.length,
    data: { start, end },
    read: (from, to, signal) => readParts(parts, from, to, signal),
    withWrongCrc: () => createArchive(form, { ...facts, crc: (facts.crc ^ 1) >>> 0 }, data),
  };
};

/** How many chunks are passed on before the event loop gets a turn. */
const STRETCH = 4;

/** Passes on synchronous chunks and lets the event loop run between them; fails when `signal` aborts. */
export async function* yieldToEventLoop(chunks: Iterable<Buffer>, signal: AbortSignal): AsyncGenerator<Buffer, void> {
  let count = 0;
  for (const chunk of chunks) {
    signal.throwIfAborted();
    yield chunk;
    if (++count % STRETCH === 0) await setImmediate();
  }
}

/** The fastest level: benches measure the client, not the sandbox. Another level would change every archive. */
const LEVEL = 1;

const CHUNK = 64 * 1024;

/** Deflates while it is read. Equal chunks give equal bytes; returning early closes the deflater and the source. */
export async function* deflateChunks(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer, void> {
  const deflate = createDeflateRaw({ level: LEVEL, chunkSize: CHUNK });
  // The loop below receives every failure.
  pipeline(Readable.from(chunks, { highWaterMark: 1 }), deflate, () => undefined);
  for await (const chunk of deflate) yield chunk as Buffer;
}

/** Reads a text once to learn its CRC-32 and sizes, which an archive states before its data. Keeps only these numbers. */
const measureText = async (chunks: AsyncIterable<Buffer>, compression: 'deflate' | 'store'): Promise<ArchiveFacts> => {
  let crc = 0;
  let size = 0;
  async function* counted(): AsyncGenerator<Buffer, void> {
    for await (const chunk of chunks) {
      crc = crc32(chunk, crc);
      size += chunk.length;
      yield chunk;
    }
  }
  let compressed = 0;
  const data = compression === 'deflate' ? deflateChunks(counted()) : counted();
  for await (const chunk of data) compressed += chunk.length;
  return { crc, size, compressed };
};

/** Gives the text and the archive of each file. */
export interface Archives {
  text(entry: LogEntry): LogText;
  /** The text in chunks; fails when the signal aborts. @default signal: aborts when the sandbox closes */
  csv(entry: LogEntry, signal?: AbortSignal): AsyncIterable<Buffer>;
  /** The archive of a file. The first call reads the whole text once, since the header states its length. */
  of(entry: LogEntry): Promise<Archive>;
}

/** Creates the archives of one sandbox, until `closing` aborts. Remembers only the sizes and the CRC-32 of each file. */
export const createArchives = (settings: RawLogSettings, basis: RowBasis, closing: AbortSignal): Archives => {
  const { compression, descriptor } = settings;
  const measured = new WeakMap<LogEntry, Promise<ArchiveFacts>>();

  const text = (entry: LogEntry): LogText => logText(entry, settings, basis);
  const csv: Archives['csv'] = (entry, signal = closing) => yieldToEventLoop(text(entry).chunks(), signal);

  const factsOf = (entry: LogEntry): Promise<ArchiveFacts> => {
    const facts = measured.get(entry) ?? measureText(csv(entry), compression);
    measured.set(entry, facts);
    // A caller that waits receives a failure. Without one, as when the sandbox closes, it must not go unhandled.
    facts.catch(() => undefined);
    return facts;
  };

  const of = async (entry: LogEntry): Promise<Archive> => {
    const form = { name: csvNameOf(entry), compression, descriptor };
    const data: BytePart['read'] = (signal) =>
      compression === 'deflate' ? deflateChunks(csv(entry, signal)) : csv(entry, signal);
    return createArchive(form, await factsOf(entry), data);
  };

  return { text, csv, of };
};
