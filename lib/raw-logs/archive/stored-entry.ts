import type { ByteReader } from './byte-reader.js';
import type { Damage } from './damage.js';

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
