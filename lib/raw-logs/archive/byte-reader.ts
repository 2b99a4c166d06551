import type { Damage } from './damage.js';

/** Reads a pulled run of bytes in portions of any size. One read at a time. */
export interface ByteReader {
  /** Place in the file of the next byte. */
  readonly offset: number;
  /** The next `length` bytes without using them up; fewer only at the end of the file. */
  peek(length: number): Promise<Buffer>;
  /** The next `length` bytes. `what` names them in the error when the file ends before. */
  take(length: number, what: string): Promise<Buffer>;
  /** What is at hand, at least one byte and at most `max`; `undefined` at the end of the file. */
  some(max?: number): Promise<Buffer | undefined>;
  /** Gives back the end of what was read last. */
  unread(bytes: Buffer): void;
}

const EMPTY = Buffer.alloc(0);

/** A reader over the chunks of a file, the first of which lies at `offset`. */
export const createByteReader = (chunks: AsyncIterator<Buffer, unknown>, damage: Damage, offset = 0): ByteReader => {
  let held: Buffer = EMPTY;
  let position = offset;

  const pull = async (): Promise<Buffer | undefined> => {
    for (;;) {
      const step = await chunks.next();
      if (step.done) return undefined;
      if (step.value.length > 0) return step.value;
    }
  };
  const peek = async (length: number): Promise<Buffer> => {
    while (held.length < length) {
      const chunk = await pull();
      if (chunk === undefined) break;
      held = held.length === 0 ? chunk : Buffer.concat([held, chunk]);
    }
    return held.subarray(0, length);
  };
  const use = (bytes: Buffer): Buffer => {
    held = held.subarray(bytes.length);
    position += bytes.length;
    return bytes;
  };
  return {
    get offset() {
      return position;
    },
    peek,
    take: async (length, what) => {
      const bytes = await peek(length);
      if (bytes.length < length)
        throw damage(`Truncated archive, ${what}`, `${length} bytes at ${position}`, `${bytes.length} bytes`);
      return use(bytes);
    },
    some: async (max = Infinity) => {
      if (held.length === 0) held = (await pull()) ?? EMPTY;
      return held.length === 0 ? undefined : use(held.subarray(0, max));
    },
    unread: (bytes) => {
      held = held.length === 0 ? bytes : Buffer.concat([bytes, held]);
      position -= bytes.length;
    },
  };
};
