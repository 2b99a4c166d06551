import { crc32 } from 'node:zlib';
import type { ArchiveFacts } from './archive-facts.js';
import { deflateChunks } from './deflate-chunks.js';

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
