import type { ByteSource } from '../download/byte-source.js';
import { abortable } from './abortable.js';
import type { ArchiveChunk } from './archive-chunk.js';
import type { ArchiveOptions } from './archive-options.js';
import { spoolArchive } from './spool-archive.js';
import { streamArchive } from './stream-archive.js';

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
