import { afterEach, describe, expect, it, vi } from 'vitest';
import { createScanner } from '../../../lib/raw-logs/csv/scanner.js';
import type { RowScanner } from '../../../lib/raw-logs/csv/scanner.js';

/** The fast scanner has everything in one memory. */
const isFast = ({ input, cells }: RowScanner): boolean => input.buffer === cells.buffer;

const scan = (scanner: RowScanner, text: string): number[] => {
  const rows = scanner.scan(scanner.input.write(text));
  return [...scanner.ends.subarray(0, rows)];
};

afterEach(() => vi.unstubAllGlobals());

describe('createScanner', () => {
  it('takes the fast one where WebAssembly is to be had', () => {
    const scanner = createScanner(100);
    expect(isFast(scanner)).toBe(true);
    expect(scan(scanner, 'a,b\nc\n')).toEqual([4, 6]);
  });

  it('takes the plain one where WebAssembly is switched off', () => {
    vi.stubGlobal('WebAssembly', undefined);
    const scanner = createScanner(100);
    expect(isFast(scanner)).toBe(false);
    expect(scan(scanner, 'a,b\nc\n')).toEqual([4, 6]);
  });

  it('takes the plain one where WebAssembly has no SIMD', () => {
    const { Memory, Instance } = (globalThis as unknown as { WebAssembly: Record<string, unknown> }).WebAssembly;
    const Module = class {
      constructor() {
        throw new Error('invalid value type');
      }
    };
    vi.stubGlobal('WebAssembly', { Memory, Instance, Module });
    expect(isFast(createScanner(100))).toBe(false);
  });
});
