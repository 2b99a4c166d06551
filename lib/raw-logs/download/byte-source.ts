/** A file of bytes that can be walked from its start and, where its server allows, read at any place. */
export interface ByteSource {
  /** Length of the whole file, bytes; `undefined` until the server said so. */
  readonly size: number | undefined;
  /**
   * The bytes from the first to the last, pulled: nothing is read ahead of `next()` but what a socket buffers.
   * A pending `next()` settles at once when the signal aborts.
   */
  stream(signal: AbortSignal): AsyncIterable<Buffer>;
  /** The bytes `from ≤ position < to`, or `undefined` where ranges are not served. */
  fetchRange(from: number, to: number, signal: AbortSignal): Promise<Buffer | undefined>;
}
