import type { RowScanner } from './row-scanner.js';
import { SCAN_WASM } from './scan-wasm.js';
import { type WasmGlobal, webAssembly } from './web-assembly.js';

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
