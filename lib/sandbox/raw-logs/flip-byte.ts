/** The same bytes, which begin at `start`, save for the one at `at`. */
export async function* flipByte(
  chunks: AsyncIterable<Buffer>,
  start: number,
  at: number,
): AsyncGenerator<Buffer, void> {
  let position = start;
  for await (const chunk of chunks) {
    const index = at - position;
    position += chunk.length;
    if (index < 0 || index >= chunk.length) yield chunk;
    else {
      const damaged = Buffer.from(chunk);
      damaged[index] = (chunk[index] ?? 0) ^ 0x01;
      yield damaged;
    }
  }
}
