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
