import { pipeline, Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { crc32, createDeflateRaw } from 'node:zlib';
import { csvNameOf, type LogEntry } from './log-entry.js';
import type { RawLogSettings } from './options.js';
import type { RowBasis } from './row-facts.js';
import { logText, type LogText } from './row-writer.js';
import { type ArchiveFacts, dataDescriptor, directory, localHeader, type ZipEntryForm } from './zip-records.js';

/** A run of bytes of known length that is made when it is read. */
export interface BytePart {
  readonly length: number;
  /** Ends with an error when the signal aborts. */
  readonly read: (signal: AbortSignal) => AsyncIterable<Buffer> | Iterable<Buffer>;
}

/** Bytes that are at hand. */
export const partOf = (bytes: Buffer): BytePart => ({ length: bytes.length, read: () => [bytes] });

/** The bytes `from ≤ position < to` of parts in a row. Parts outside are not made at all. */
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
      const piece = chunk.subarray(Math.max(0, from - at), Math.max(0, to - at));
      at += chunk.length;
      if (piece.length > 0) yield piece;
      if (at >= to) return;
    }
  }
}

/** A zip archive of one entry that is made as it is read. */
export interface Archive {
  /** Bytes of the whole archive. */
  readonly size: number;
  /** Where the data of the entry lies: `start ≤ position < end`. */
  readonly data: { readonly start: number; readonly end: number };
  /** The bytes `from ≤ position < to`, the same each time; ends with an error when the signal aborts. */
  read(from: number, to: number, signal: AbortSignal): AsyncIterable<Buffer>;
  /** The same archive with another CRC-32 wherever it says one. */
  withWrongCrc(): Archive;
}

/** Puts an archive together; `data` makes the bytes of its entry, as they lie in it. */
export const createArchive = (form: ZipEntryForm, facts: ArchiveFacts, data: BytePart['read']): Archive => {
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

/** Chunks made at a stretch before others get their turn. */
const STRETCH = 4;

/** Hands synchronous chunks out without keeping the process to itself; ends with an error when `signal` aborts. */
export async function* breathe(chunks: Iterable<Buffer>, signal: AbortSignal): AsyncGenerator<Buffer, void> {
  let made = 0;
  for (const chunk of chunks) {
    signal.throwIfAborted();
    yield chunk;
    if (++made % STRETCH === 0) await setImmediate();
  }
}

/** Fast: the sandbox is not what is to be measured. Changing it changes every archive. */
const LEVEL = 1;

const CHUNK = 64 * 1024;

/** Deflates as it is read. Equal chunks give equal bytes; leaving early ends deflater and source. */
export async function* deflateChunks(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer, void> {
  const deflate = createDeflateRaw({ level: LEVEL, chunkSize: CHUNK });
  // Whatever fails, the loop below hears of it.
  pipeline(Readable.from(chunks, { highWaterMark: 1 }), deflate, () => undefined);
  for await (const chunk of deflate) yield chunk as Buffer;
}

/** Goes through a text once for what its archive has to say of it; nothing but these numbers is kept. */
export const measureText = async (
  chunks: AsyncIterable<Buffer>,
  compression: 'deflate' | 'store',
): Promise<ArchiveFacts> => {
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

/** The archives of the files. */
export interface Archives {
  text(entry: LogEntry): LogText;
  /** The text in chunks; ends with an error when the signal, or that of the sandbox, aborts. */
  csv(entry: LogEntry, signal?: AbortSignal): AsyncIterable<Buffer>;
  /** The archive of a file; the first time all of it is made once to know its length. */
  of(entry: LogEntry): Promise<Archive>;
}

/** Archives of one sandbox, until `closing` aborts. Of a file nothing is remembered but its sizes and its CRC-32. */
export const createArchives = (settings: RawLogSettings, basis: RowBasis, closing: AbortSignal): Archives => {
  const { compression, descriptor } = settings;
  const known = new WeakMap<LogEntry, Promise<ArchiveFacts>>();

  const text = (entry: LogEntry): LogText => logText(entry, settings, basis);
  const csv: Archives['csv'] = (entry, signal = closing) => breathe(text(entry).chunks(), signal);

  const factsOf = (entry: LogEntry): Promise<ArchiveFacts> => {
    const facts = known.get(entry) ?? measureText(csv(entry), compression);
    known.set(entry, facts);
    // Who waits hears of a failure; with nobody waiting any more, as when the sandbox closes, it is nobody's.
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
