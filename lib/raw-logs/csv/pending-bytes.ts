const NO_BYTES = Buffer.alloc(0);
const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

/** Takes the byte order mark, which may come in pieces, from the start of a file's chunks. `isEnd`: no more will come. */
export const withoutMark = (): ((chunk: Buffer, isEnd?: boolean) => Buffer) => {
  let start: Buffer | undefined = NO_BYTES;
  return (chunk, isEnd = false) => {
    if (!start) return chunk;
    start = Buffer.concat([start, chunk]);
    const { length } = BYTE_ORDER_MARK;
    if (!isEnd && start.length < length && BYTE_ORDER_MARK.subarray(0, start.length).equals(start)) return NO_BYTES;
    const bytes = start.subarray(0, length).equals(BYTE_ORDER_MARK) ? start.subarray(length) : start;
    start = undefined;
    return bytes;
  };
};

/** Most bytes of one record: beyond it a quote was left open, or the file is no log. */
export const MAX_RECORD_BYTES = 1024 * 1024;

/** What of a file was not read yet: the tail, which starts a record whose end has not come, and inputs behind it. */
export interface PendingBytes {
  /** Line of the tail's first byte, from 1. */
  readonly line: number;
  readonly tail: Buffer;
  /** True when nothing stands behind the tail. */
  readonly isLast: boolean;
  add(input: Buffer): void;
  /** The next input, at most a block; `undefined` when there is none. */
  next(): Buffer | undefined;
  /** What is left of a block, `lines` lines further on. */
  keep(tail: Buffer, lines: number): void;
  /** Takes the line that the tail starts with. When its end has not come, the rest of it is passed over as it comes. */
  takeLine(): Buffer;
}

/** Bytes scanned at once, beside the tail: few enough for what is cut from them to die young. */
export const BLOCK = 64 * 1024;

const NEWLINE = 0x0a;
const EMPTY = Buffer.alloc(0);

/** Makes the store of one file's pending bytes. */
export const createPendingBytes = (): PendingBytes => {
  const inputs: Buffer[] = [];
  let tail: Buffer = EMPTY;
  let line = 1;
  let skipping = false;

  const putBack = (rest: Buffer): void => {
    if (rest.length > 0) inputs.unshift(rest);
  };
  const skipLine = (input: Buffer): void => {
    const end = input.indexOf(NEWLINE);
    if (end < 0) return;
    skipping = false;
    line += 1;
    putBack(input.subarray(end + 1));
  };
  return {
    get line() {
      return line;
    },
    get tail() {
      return tail;
    },
    get isLast() {
      return inputs.length === 0;
    },
    add: (input) => void (input.length > 0 && inputs.push(input)),
    next: () => {
      let input = inputs.shift();
      for (; skipping && input !== undefined; input = inputs.shift()) skipLine(input);
      if (input !== undefined) putBack(input.subarray(BLOCK));
      return input?.subarray(0, BLOCK);
    },
    keep: (rest, lines) => {
      tail = rest;
      line += lines;
    },
    takeLine: () => {
      const end = tail.indexOf(NEWLINE) + 1;
      const taken = end === 0 ? tail : tail.subarray(0, end);
      putBack(tail.subarray(taken.length));
      tail = EMPTY;
      skipping = end === 0;
      line += end === 0 ? 0 : 1;
      return taken;
    },
  };
};
