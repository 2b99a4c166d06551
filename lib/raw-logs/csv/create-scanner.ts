import { createPlainScanner } from './plain-scanner.js';
import type { RowScanner } from './row-scanner.js';
import { createWasmScanner } from './wasm-scanner.js';

/** The fastest scanner that this machine has. */
export const createScanner = (capacity: number): RowScanner => {
  try {
    return createWasmScanner(capacity);
  } catch {
    // No WebAssembly (`--jitless`) or none with SIMD: slower, and the same.
    return createPlainScanner(capacity);
  }
};
