import { SCAN_WASM } from './generated/scan-wasm.js';

/**
 * Finds where cells and rows end in a block of CSV, by RFC 4180: quotes only around whole cells, doubled inside, newlines
 * allowed within. One block at a time: a scan overwrites what the one before found.
 */
export interface RowScanner {
  /** Where the block is put, from its first byte on; it starts a row. */
  readonly input: Buffer;
  /** Place of the comma or newline that ends each cell. */
  readonly cells: Uint32Array;
  /** For each row, twice the number of cells up to its end, plus one where a byte of the row is beyond ASCII. */
  readonly ends: Uint32Array;
  /** Newlines seen, those inside quotes too; of no meaning where `odd` is not -1. */
  readonly lines: number;
  /** Place of the first quote that is out of place, or the first byte that is after one; -1 for none. Nothing behind it was scanned. */
  readonly odd: number;
  /** Scans the first `length` bytes of the input; returns the number of whole rows. */
  scan(length: number): number;
}

/** Makes a scanner for blocks of up to `capacity` bytes. */
export type CreateScanner = (capacity: number) => RowScanner;

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
export const createScalarScanner = (capacity: number): RowScanner => {
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

/** A number that a module exports. */
export interface WasmGlobal {
  readonly value: number;
}

/** The part of WebAssembly that is used here. Its types come with the DOM, which a server has not. */
export interface WasmApi {
  readonly Memory: new (pages: { readonly initial: number; readonly maximum: number }) => {
    readonly buffer: ArrayBuffer;
  };
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: object };
}

/** WebAssembly, or `undefined` where it was switched off (`--jitless`). */
export const webAssembly = (): WasmApi | undefined => (globalThis as { readonly WebAssembly?: WasmApi }).WebAssembly;

/** What scan.wat exports. */
interface Exports {
  readonly rows: WasmGlobal;
  readonly lines: WasmGlobal;
  readonly odd: WasmGlobal;
  readonly scan: (length: number, cells: number, ends: number) => void;
}

const PAGE = 65_536;
// A block is read 64 bytes at a time, also where it ends earlier.
const PAD = 64;
const aligned = (bytes: number): number => Math.ceil((bytes + PAD) / PAD) * PAD;

/**
 * The scanner in WebAssembly, which compares 64 bytes at once. Memory that no block reaches into is never touched, so a
 * large capacity costs nothing by itself. Throws where there is no WebAssembly with SIMD.
 */
export const createWasmScanner = (capacity: number): RowScanner => {
  const api = webAssembly();
  if (!api) throw new Error('WebAssembly is switched off');
  const cellsAt = aligned(capacity);
  const endsAt = cellsAt + aligned(4 * capacity);
  const pages = Math.ceil((endsAt + 4 * capacity) / PAGE);
  const memory = new api.Memory({ initial: pages, maximum: pages });
  const module = new api.Module(Buffer.from(SCAN_WASM, 'base64'));
  const { rows, lines, odd, scan } = new api.Instance(module, { env: { memory } }).exports as Exports;
  return {
    input: Buffer.from(memory.buffer, 0, capacity),
    cells: new Uint32Array(memory.buffer, cellsAt, capacity),
    ends: new Uint32Array(memory.buffer, endsAt, capacity),
    get lines() {
      return lines.value;
    },
    get odd() {
      return odd.value;
    },
    scan: (length) => {
      if (length > capacity) throw new RangeError(`At most ${capacity} bytes can be scanned at once, not ${length}`);
      scan(length, cellsAt, endsAt);
      return rows.value;
    },
  };
};

/** The fastest scanner that this machine has. */
export const createScanner = (capacity: number): RowScanner => {
  try {
    return createWasmScanner(capacity);
  } catch {
    // No WebAssembly (`--jitless`) or none with SIMD: slower, and the same.
    return createScalarScanner(capacity);
  }
};
