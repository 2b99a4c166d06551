/** The most bytes one record may have. A longer one means that a quote was left open or that the file is not a log. */
export const MAX_RECORD_BYTES = 1024 * 1024;

/** Bytes scanned at once, in addition to the tail: few enough that the strings cut from them die young. */
export const BLOCK = 64 * 1024;

const NEWLINE = 0x0a;
const EMPTY = Buffer.alloc(0);

/** The unread bytes of a file: the tail, which starts with an incomplete record, and the inputs after it. */
export interface PendingBytes {
  /** Line of the first byte of the tail, from 1. */
  readonly line: number;
  readonly tail: Buffer;
  /** Whether no input follows the tail. */
  readonly isLast: boolean;
  add(input: Buffer): void;
  /** Takes the next input, at most a block of it; `undefined` if there is none. */
  next(): Buffer | undefined;
  /** Stores the unread rest of a block, which starts `lines` lines further on. */
  keep(tail: Buffer, lines: number): void;
  /** Takes the first line of the tail. If the line has not ended yet, its rest is skipped when it arrives. */
  takeLine(): Buffer;
}

/** Creates the pending bytes of one file. */
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

const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

/** Creates a function that removes a byte order mark from the first chunks of a file. `isEnd`: this is the last chunk. */
export const createMarkRemover = (): ((chunk: Buffer, isEnd?: boolean) => Buffer) => {
  let start: Buffer | undefined = EMPTY;
  return (chunk, isEnd = false) => {
    if (!start) return chunk;
    start = Buffer.concat([start, chunk]);
    const { length } = BYTE_ORDER_MARK;
    if (!isEnd && start.length < length && BYTE_ORDER_MARK.subarray(0, start.length).equals(start)) return EMPTY;
    const bytes = start.subarray(0, length).equals(BYTE_ORDER_MARK) ? start.subarray(length) : start;
    start = undefined;
    return bytes;
  };
};
