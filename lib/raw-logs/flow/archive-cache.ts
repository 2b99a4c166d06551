import { RawLogCorruptError } from '../../errors/raw-log-errors.js';
import type { ByteSource } from '../download/download-options.js';

/** Compressed files kept for a second reading, up to a budget of bytes for all of them; the longest unused go first. */
export interface ArchiveCache {
  /** A source that gives what is kept of `key`, and otherwise keeps what `source` brings, where it fits. */
  keeping(key: object, source: ByteSource): ByteSource;
  /** Told what reading `key` failed with: bytes that turn out to be damaged are dropped, and brought anew. */
  failed(key: object, error: unknown): void;
}

const stored = (bytes: Buffer): ByteSource => ({
  size: bytes.length,
  // eslint-disable-next-line @typescript-eslint/require-await -- a source is asynchronous whatever it is made of
  stream: async function* (signal) {
    signal.throwIfAborted();
    yield bytes;
  },
  fetchRange: (from, to) => Promise.resolve(bytes.subarray(from, to)),
});

/** Makes the store of one client. A budget of 0 keeps nothing. */
export const createArchiveCache = (budget: number): ArchiveCache => {
  const files = new Map<object, Buffer>();
  let total = 0;

  const drop = (key: object): void => {
    total -= files.get(key)?.length ?? 0;
    files.delete(key);
  };
  const keep = (key: object, parts: readonly Buffer[]): void => {
    drop(key);
    const bytes = Buffer.concat(parts);
    files.set(key, bytes);
    total += bytes.length;
    for (const oldest of files.keys()) if (total > budget) drop(oldest);
  };

  async function* collect(key: object, source: ByteSource, signal: AbortSignal): AsyncGenerator<Buffer, void> {
    let parts: Buffer[] | undefined = [];
    let length = 0;
    for await (const chunk of source.stream(signal)) {
      length += chunk.length;
      // Also by the length that the server states: what will not fit is not collected in vain.
      if (Math.max(length, source.size ?? 0) > budget) parts = undefined;
      parts?.push(chunk);
      yield chunk;
    }
    if (parts) keep(key, parts);
  }

  return {
    failed: (key, error) => {
      if (error instanceof RawLogCorruptError) drop(key);
    },
    keeping: (key, source) => {
      const bytes = files.get(key);
      if (bytes === undefined)
        return {
          get size() {
            return source.size;
          },
          stream: (signal) => collect(key, source, signal),
          fetchRange: (from, to, signal) => source.fetchRange(from, to, signal),
        };
      // The one used last is the last to go.
      files.delete(key);
      files.set(key, bytes);
      return stored(bytes);
    },
  };
};
