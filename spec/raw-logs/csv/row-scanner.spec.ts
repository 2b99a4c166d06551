import { describe, expectTypeOf, it } from 'vitest';
import type { createScalarScanner } from '../../../lib/raw-logs/csv/scanner.js';
import type { CreateScanner, RowScanner } from '../../../lib/raw-logs/csv/scanner.js';
import type { createWasmScanner } from '../../../lib/raw-logs/csv/scanner.js';

describe('RowScanner', () => {
  it('fills arrays of its own: nothing is made for a row', () => {
    expectTypeOf<RowScanner>().toEqualTypeOf<{
      readonly input: Buffer;
      readonly cells: Uint32Array;
      readonly ends: Uint32Array;
      readonly lines: number;
      readonly odd: number;
      scan(length: number): number;
    }>();
  });
});

describe('CreateScanner', () => {
  it('is what both scanners are made by', () => {
    expectTypeOf<typeof createWasmScanner>().toExtend<CreateScanner>();
    expectTypeOf<typeof createScalarScanner>().toExtend<CreateScanner>();
  });
});
