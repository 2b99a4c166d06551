import { randomUUID } from 'node:crypto';
import { open, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { ByteSource } from '../download/download-options.js';

/** A private temporary file: other users cannot read it, and closing it deletes it. */
export interface TempFile extends ByteSource {
  readonly size: number;
  append(bytes: Buffer): Promise<void>;
  close(): Promise<void>;
}

const CHUNK = 256 * 1024;

/**
 * Creates a temporary file that holds another file from byte `base` on; every offset counts from the start of that file.
 * Where the system allows it, the name is removed at once, so even a killed process leaves no file.
 */
export const createTempFile = async (directory: string, base = 0): Promise<TempFile> => {
  const path = join(directory, `rxoffers-${randomUUID()}.zip`);
  const handle = await open(path, 'wx+', 0o600);
  const unlinked = await unlink(path).then(
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
      for (let written = 0; written < bytes.length;) {
        const { bytesWritten } = await handle.write(bytes, written, bytes.length - written, size - base + written);
        written += bytesWritten;
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
      if (from < base) throw new RangeError(`Byte ${from} is before byte ${base}, the first in the temporary file`);
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
      if (!unlinked) await unlink(path).catch(() => undefined);
    },
  };
};
