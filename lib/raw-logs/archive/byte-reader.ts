import type { Damage } from '../damage.js';

/** Reads bytes in portions of any size from an iterator of chunks. One read at a time. */
export interface ByteReader {
  /** Offset in the file of the next byte. */
  readonly offset: number;
  /** The next `length` bytes without consuming them; fewer only at the end of the file. */
  peek(length: number): Promise<Buffer>;
  /** Consumes the next `length` bytes. `what` names them in the error when the file ends too early. */
  take(length: number, what: string): Promise<Buffer>;
  /** Consumes what is buffered, at least one byte and at most `max`; `undefined` at the end of the file. */
  some(max?: number): Promise<Buffer | undefined>;
  /** Puts back the last bytes that were read. */
  unread(bytes: Buffer): void;
}

const EMPTY = Buffer.alloc(0);

/** Creates a reader over the chunks of a file. The first chunk starts at `offset`. */
export const createByteReader = (chunks: AsyncIterator<Buffer, unknown>, damage: Damage, offset = 0): ByteReader => {
  let buffered: Buffer = EMPTY;
  let position = offset;

  const pull = async (): Promise<Buffer | undefined> => {
    for (;;) {
      const step = await chunks.next();
      if (step.done) return undefined;
      if (step.value.length > 0) return step.value;
    }
  };
  const peek = async (length: number): Promise<Buffer> => {
    while (buffered.length < length) {
      const chunk = await pull();
      if (chunk === undefined) break;
      buffered = buffered.length === 0 ? chunk : Buffer.concat([buffered, chunk]);
    }
    return buffered.subarray(0, length);
  };
  const consume = (bytes: Buffer): Buffer => {
    buffered = buffered.subarray(bytes.length);
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
      return consume(bytes);
    },
    some: async (max = Infinity) => {
      if (buffered.length === 0) buffered = (await pull()) ?? EMPTY;
      return buffered.length === 0 ? undefined : consume(buffered.subarray(0, max));
    },
    unread: (bytes) => {
      buffered = buffered.length === 0 ? bytes : Buffer.concat([bytes, buffered]);
      position -= bytes.length;
    },
  };
};
