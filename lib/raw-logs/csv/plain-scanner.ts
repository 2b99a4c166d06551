import type { RowScanner } from './row-scanner.js';

const QUOTE = 0x22;
const COMMA = 0x2c;
const NEWLINE = 0x0a;
const RETURN = 0x0d;

/** What a scan found. */
interface Found {
  rows: number;
  lines: number;
  odd: number;
}

/** Where a quoted cell closes: the place behind its last quote, or -1 when it is not here. */
const endOfQuoted = (input: Buffer, start: number, length: number): number => {
  for (let at = start + 1; at < length; at += 1) {
    if (input[at] !== QUOTE) continue;
    if (at + 1 < length && input[at + 1] === QUOTE) at += 1;
    else return at + 1;
  }
  return -1;
};

const count = (input: Buffer, byte: number, length: number): number => {
  let found = 0;
  for (let at = input.indexOf(byte); at >= 0 && at < length; at = input.indexOf(byte, at + 1)) found += 1;
  return found;
};

/** The first byte from `at` on that ends a cell or should not be there. */
const endOfBare = (input: Buffer, at: number, length: number): number => {
  while (at < length && input[at] !== COMMA && input[at] !== NEWLINE && input[at] !== QUOTE) at += 1;
  return at;
};

const isEnd = (byte: number | undefined): boolean => byte === COMMA || byte === NEWLINE;

/** The end of the cell at `start`, or the place of what should not be there, with `odd`; `length` when it is not here. */
const endOfCell = (input: Buffer, start: number, length: number): { at: number; odd: boolean } => {
  if (input[start] !== QUOTE) {
    const at = endOfBare(input, start, length);
    return { at, odd: at < length && input[at] === QUOTE };
  }
  const behind = endOfQuoted(input, start, length);
  if (behind < 0) return { at: length, odd: false };
  const at = behind < length && input[behind] === RETURN ? behind + 1 : behind;
  if (at >= length) return { at: length, odd: false };
  return { at, odd: at === behind ? !isEnd(input[at]) : input[at] !== NEWLINE };
};

const hasHighByte = (input: Buffer, from: number, to: number): boolean => {
  for (let at = from; at < to; at += 1) if ((input[at] ?? 0) > 0x7f) return true;
  return false;
};

const scanRows = (input: Buffer, length: number, cells: Uint32Array, ends: Uint32Array): Found => {
  let row = 0;
  let cell = 0;
  let rowStart = 0;
  for (let start = 0; start < length;) {
    const { at, odd } = endOfCell(input, start, length);
    if (odd) return { rows: row, lines: 0, odd: at };
    if (at >= length) break;
    cells[cell] = at;
    cell += 1;
    if (input[at] === NEWLINE) {
      ends[row] = 2 * cell + (hasHighByte(input, rowStart, at) ? 1 : 0);
      row += 1;
      rowStart = at + 1;
    }
    start = at + 1;
  }
  return { rows: row, lines: count(input, NEWLINE, length), odd: -1 };
};

/** The scanner in plain words: what the fast one is held against, and for where WebAssembly is not to be had. */
export const createPlainScanner = (capacity: number): RowScanner => {
  const input = Buffer.alloc(capacity);
  const cells = new Uint32Array(capacity);
  const ends = new Uint32Array(capacity);
  let found: Found = { rows: 0, lines: 0, odd: -1 };
  return {
    input,
    cells,
    ends,
    get lines() {
      return found.lines;
    },
    get odd() {
      return found.odd;
    },
    scan: (length) => {
      if (length > capacity) throw new RangeError(`At most ${capacity} bytes can be scanned at once, not ${length}`);
      found = scanRows(input, length, cells, ends);
      return found.rows;
    },
  };
};
