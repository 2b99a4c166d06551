import { SCAN_WASM } from './generated/scan-wasm.js';

/**
 * Finds where cells and rows end in a block of CSV, by RFC 4180: quotes only around whole cells and doubled inside them,
 * newlines allowed between quotes. Scans one block at a time; each scan overwrites the results of the previous one.
 */
export interface RowScanner {
  /** The caller writes the block here, from byte 0 on. The block starts at the start of a row. */
  readonly input: Buffer;
  /** Position of the comma or newline that ends each cell. */
  readonly cells: Uint32Array;
  /** For each row: twice the number of cells up to its end, plus one if the row has a byte beyond ASCII. */
  readonly ends: Uint32Array;
  /** Number of newlines, including those between quotes. Meaningless unless `malformed` is -1. */
  readonly lines: number;
  /** Position of the first misplaced quote, or of the first byte that may not follow a quote; -1 for none. The scan stops there. */
  readonly malformed: number;
  /** Scans the first `length` bytes of the input and returns the number of whole rows. */
  scan(length: number): number;
}

/** Creates a scanner for blocks of up to `capacity` bytes. */
export type CreateScanner = (capacity: number) => RowScanner;

/** Creates the fastest scanner that this machine supports. */
export const createScanner: CreateScanner = (capacity) => {
  try {
    return createWasmScanner(capacity);
  } catch {
    // No WebAssembly (`--jitless`), or WebAssembly without SIMD: slower, with the same results.
    return createScalarScanner(capacity);
  }
};

const WASM_PAGE = 65_536;
// scan.wat reads 64 bytes at a time, even where the block ends earlier.
const PADDING = 64;
const aligned = (bytes: number): number => Math.ceil((bytes + PADDING) / PADDING) * PADDING;

const checkCapacity = (length: number, capacity: number): void => {
  if (length > capacity) throw new RangeError(`At most ${capacity} bytes can be scanned at once, not ${length}`);
};

/** The part of the WebAssembly API used here. Its types come with the DOM library, which a server does not load. */
interface WasmApi {
  readonly Memory: new (pages: { readonly initial: number; readonly maximum: number }) => {
    readonly buffer: ArrayBuffer;
  };
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: object };
}

interface WasmGlobal {
  readonly value: number;
}

/** The exports of scan.wat. */
interface ScanExports {
  readonly rows: WasmGlobal;
  readonly lines: WasmGlobal;
  readonly malformed: WasmGlobal;
  readonly scan: (length: number, cells: number, ends: number) => void;
}

/**
 * Creates the scanner in WebAssembly, which compares 64 bytes at once. The system allocates its memory on first touch, so a
 * large capacity alone costs nothing. Throws without WebAssembly or SIMD.
 */
export const createWasmScanner: CreateScanner = (capacity) => {
  const api = (globalThis as { readonly WebAssembly?: WasmApi }).WebAssembly;
  if (!api) throw new Error('WebAssembly is switched off');
  const cellsAt = aligned(capacity);
  const endsAt = cellsAt + aligned(4 * capacity);
  const pages = Math.ceil((endsAt + 4 * capacity) / WASM_PAGE);
  const memory = new api.Memory({ initial: pages, maximum: pages });
  const module = new api.Module(Buffer.from(SCAN_WASM, 'base64'));
  const { rows, lines, malformed, scan } = new api.Instance(module, { env: { memory } }).exports as ScanExports;
  return {
    input: Buffer.from(memory.buffer, 0, capacity),
    cells: new Uint32Array(memory.buffer, cellsAt, capacity),
    ends: new Uint32Array(memory.buffer, endsAt, capacity),
    get lines() {
      return lines.value;
    },
    get malformed() {
      return malformed.value;
    },
    scan: (length) => {
      checkCapacity(length, capacity);
      scan(length, cellsAt, endsAt);
      return rows.value;
    },
  };
};

const QUOTE = 0x22;
const COMMA = 0x2c;
const NEWLINE = 0x0a;
const RETURN = 0x0d;

interface ScanResult {
  rows: number;
  lines: number;
  malformed: number;
}

/** The position after the closing quote of the cell at `start`, or -1 if the cell does not close in this block. */
export const endOfQuoted = (input: Buffer, start: number, length: number): number => {
  for (let at = start + 1; at < length; at += 1) {
    if (input[at] !== QUOTE) continue;
    if (at + 1 < length && input[at + 1] === QUOTE) at += 1;
    else return at + 1;
  }
  return -1;
};

const countNewlines = (input: Buffer, length: number): number => {
  let found = 0;
  for (let at = input.indexOf(NEWLINE); at >= 0 && at < length; at = input.indexOf(NEWLINE, at + 1)) found += 1;
  return found;
};

/** The first byte from `at` on that ends a bare cell, or a quote, which may not be in one. */
const endOfBare = (input: Buffer, at: number, length: number): number => {
  while (at < length && input[at] !== COMMA && input[at] !== NEWLINE && input[at] !== QUOTE) at += 1;
  return at;
};

const isEnd = (byte: number | undefined): boolean => byte === COMMA || byte === NEWLINE;

/** The end of the cell at `start`, `length` if the cell goes on after the block, or the malformed byte. */
const endOfCell = (input: Buffer, start: number, length: number): { at: number; isMalformed: boolean } => {
  if (input[start] !== QUOTE) {
    const at = endOfBare(input, start, length);
    return { at, isMalformed: at < length && input[at] === QUOTE };
  }
  const after = endOfQuoted(input, start, length);
  if (after < 0) return { at: length, isMalformed: false };
  const at = after < length && input[after] === RETURN ? after + 1 : after;
  if (at >= length) return { at: length, isMalformed: false };
  return { at, isMalformed: at === after ? !isEnd(input[at]) : input[at] !== NEWLINE };
};

const hasHighByte = (input: Buffer, from: number, to: number): boolean => {
  for (let at = from; at < to; at += 1) if ((input[at] ?? 0) > 0x7f) return true;
  return false;
};

const scanRows = (input: Buffer, length: number, cells: Uint32Array, ends: Uint32Array): ScanResult => {
  let row = 0;
  let cell = 0;
  let rowStart = 0;
  for (let start = 0; start < length;) {
    const { at, isMalformed } = endOfCell(input, start, length);
    if (isMalformed) return { rows: row, lines: 0, malformed: at };
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
  return { rows: row, lines: countNewlines(input, length), malformed: -1 };
};

/** Creates the scalar fallback: byte by byte, readable, and the oracle of the scanner in WebAssembly. */
export const createScalarScanner: CreateScanner = (capacity) => {
  const input = Buffer.alloc(capacity);
  const cells = new Uint32Array(capacity);
  const ends = new Uint32Array(capacity);
  let result: ScanResult = { rows: 0, lines: 0, malformed: -1 };
  return {
    input,
    cells,
    ends,
    get lines() {
      return result.lines;
    },
    get malformed() {
      return result.malformed;
    },
    scan: (length) => {
      checkCapacity(length, capacity);
      result = scanRows(input, length, cells, ends);
      return result.rows;
    },
  };
};
