import { tmpdir } from 'node:os';
import type { ByteSource } from '../download/byte-source.js';
import type { ArchiveChunk } from './archive-chunk.js';
import type { ArchiveOptions } from './archive-options.js';
import { damageOf } from './damage.js';
import { streamArchive } from './stream-archive.js';
import { openDirectory } from './open-directory.js';
import { createTempFile } from './temp-file.js';

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
