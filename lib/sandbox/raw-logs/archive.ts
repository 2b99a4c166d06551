import type { ArchiveFacts } from './archive-facts.js';
import { partOf, readParts, type BytePart } from './byte-part.js';
import { dataDescriptor, directory, localHeader, type ZipEntryForm } from './zip-records.js';

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
