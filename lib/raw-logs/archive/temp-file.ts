import { randomUUID } from 'node:crypto';
import { open, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { ByteSource } from '../download/download-options.js';

/** A file of our own that nobody else can read and that is gone when closed. */
export interface TempFile extends ByteSource {
  readonly size: number;
  append(bytes: Buffer): Promise<void>;
  close(): Promise<void>;
}

const CHUNK = 256 * 1024;

/**
 * Creates a temporary file whose first byte counts as byte `base` of the file that it holds. Where the system allows,
 * its name is removed at once, so that not even a killed process leaves it behind.
 */
export const createTempFile = async (directory: string, base = 0): Promise<TempFile> => {
  const path = join(directory, `rxoffers-${randomUUID()}.zip`);
  const handle = await open(path, 'wx+', 0o600);
  const unnamed = await unlink(path).then(
    () => true,
    () => false,
  );
  let size = base;

  const read = async (from: number, length: number): Promise<Buffer> => {
    const { bytesRead, buffer } = await handle.read(Buffer.allocUnsafe(length), 0, length, from - base);
    return buffer.subarray(0, bytesRead);
  };
  return {
    get size() {
      return size;
    },
    append: async (bytes) => {
      for (let done = 0; done < bytes.length;) {
        const { bytesWritten } = await handle.write(bytes, done, bytes.length - done, size - base + done);
        done += bytesWritten;
      }
      size += bytes.length;
    },
    stream: async function* (signal) {
      for (let at = base; at < size;) {
        signal.throwIfAborted();
        const chunk = await read(at, Math.min(CHUNK, size - at));
        if (chunk.length === 0) return;
        at += chunk.length;
        yield chunk;
      }
    },
    fetchRange: async (from, to) => {
      if (from < base) throw new RangeError(`Byte ${from} lies before ${base}, the first that is held`);
      const parts: Buffer[] = [];
      for (let at = from; at < Math.min(to, size);) {
        const part = await read(at, Math.min(to, size) - at);
        if (part.length === 0) break;
        at += part.length;
        parts.push(part);
      }
      return Buffer.concat(parts);
    },
    close: async () => {
      await handle.close();
      if (!unnamed) await unlink(path).catch(() => undefined);
    },
  };
};
