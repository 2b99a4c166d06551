const EMPTY = Buffer.alloc(0);
const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

/** Takes the byte order mark, which may come in pieces, from the start of a file's chunks. `isEnd`: no more will come. */
export const withoutMark = (): ((chunk: Buffer, isEnd?: boolean) => Buffer) => {
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
