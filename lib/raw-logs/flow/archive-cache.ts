import { RawLogCorruptError } from '../../errors/raw-log-errors.js';
import type { ByteSource } from '../download/download-options.js';

/** Archives in memory, for files that are read again. All share one budget of bytes; the least recently used is evicted first. */
export interface ArchiveCache {
  /** Returns a source that serves `key` from the cache, or else reads `source` and caches it if it fits. */
  through(key: object, source: ByteSource): ByteSource;
  /** Evicts `key` if reading it failed with damage, so that the next reading downloads it again. */
  evictDamaged(key: object, error: unknown): void;
}

const cachedSource = (bytes: Buffer): ByteSource => ({
  size: bytes.length,
  // eslint-disable-next-line @typescript-eslint/require-await -- every source is asynchronous
  stream: async function* (signal) {
    signal.throwIfAborted();
    yield bytes;
  },
  fetchRange: (from, to) => Promise.resolve(bytes.subarray(from, to)),
});

/** Creates the cache of one client. A budget of 0 caches nothing. */
export const createArchiveCache = (budget: number): ArchiveCache => {
  // In the order of use: the least recently used first.
  const archives = new Map<object, Buffer>();
  let total = 0;

  const evict = (key: object): void => {
    total -= archives.get(key)?.length ?? 0;
    archives.delete(key);
  };
  const store = (key: object, chunks: readonly Buffer[]): void => {
    evict(key);
    const bytes = Buffer.concat(chunks);
    archives.set(key, bytes);
    total += bytes.length;
    for (const oldest of archives.keys()) if (total > budget) evict(oldest);
  };

  async function* readAndStore(key: object, source: ByteSource, signal: AbortSignal): AsyncGenerator<Buffer, void> {
    let chunks: Buffer[] | undefined = [];
    let length = 0;
    for await (const chunk of source.stream(signal)) {
      length += chunk.length;
      // The length stated by the server counts too: an archive that will not fit is not collected at all.
      if (Math.max(length, source.size ?? 0) > budget) chunks = undefined;
      chunks?.push(chunk);
      yield chunk;
    }
    if (chunks) store(key, chunks);
  }

  return {
    evictDamaged: (key, error) => {
      if (error instanceof RawLogCorruptError) evict(key);
    },
    through: (key, source) => {
      const bytes = archives.get(key);
      if (bytes === undefined)
        return {
          get size() {
            return source.size;
          },
          stream: (signal) => readAndStore(key, source, signal),
          fetchRange: (from, to, signal) => source.fetchRange(from, to, signal),
        };
      archives.delete(key);
      archives.set(key, bytes);
      return cachedSource(bytes);
    },
  };
};
