import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  createScalarScanner,
  createScanner,
  createWasmScanner,
  type RowScanner,
} from '../../../lib/raw-logs/csv/scanner.js';
import { checkScanners } from '../../support/csv-properties.js';
import { csvTables } from '../../support/csv-tables.js';
import { soak } from '../../support/soak.js';

/** The rows that a scanner finds in a text, as their cells with quotes and carriage returns. */
const rowsOf = (scanner: RowScanner, text: string): string[][] => {
  const { input, cells, ends } = scanner;
  const rows = scanner.scan(input.write(text));
  let cell = 0;
  let at = 0;
  return Array.from(ends.subarray(0, rows), (end) => {
    const row: string[] = [];
    for (; cell < end >> 1; cell += 1) {
      row.push(input.toString('utf8', at, cells[cell]));
      at = (cells[cell] as number) + 1;
    }
    return row;
  });
};

describe.each([
  ['the scanner in WebAssembly', createWasmScanner],
  ['the scalar fallback', createScalarScanner],
])('%s', (_, create) => {
  it.each([
    ['', []],
    ['a', []],
    ['a\n', [['a']]],
    ['a,b\nc', [['a', 'b']]],
    [',\n\n', [['', ''], ['']]],
    ['a\r\n', [['a\r']]],
    ['"a",""\r\n', [['"a"', '""\r']]],
    ['"a""b","c,d\ne"\nf\n', [['"a""b"', '"c,d\ne"'], ['f']]],
    ['"a\n', []],
    ['"a"', []],
  ])('finds the rows of %j', (text, rows) => {
    const scanner = create(100);
    expect(rowsOf(scanner, text)).toEqual(rows);
    expect(scanner.malformed).toBe(-1);
  });

  it.each([
    ['a"b\n', 1],
    ['x,y\na"\n', 5],
    ['"a"b\n', 3],
    ['"a" ,b\n', 3],
    ['"a"\rb\n', 4],
    ['"a"\r\r\n', 4],
    ['x,"a"b', 5],
    ['"a""b"c', 6],
  ])('stops in %j at byte %i', (text, malformed) => {
    const scanner = create(100);
    const rows = rowsOf(scanner, text);
    expect(scanner.malformed).toBe(malformed);
    expect(rows).toEqual(text.startsWith('x,y\n') ? [['x', 'y']] : []);
  });

  it('counts newlines, also those between quotes and after the last row, and forgets the previous scan', () => {
    const scanner = create(100);
    rowsOf(scanner, 'a\n"b\n\n"\n"c\n');
    expect(scanner.lines).toBe(5);
    rowsOf(scanner, 'a"b\n"c');
    expect(rowsOf(scanner, 'a,b\n')).toEqual([['a', 'b']]);
    expect([scanner.lines, scanner.malformed]).toEqual([1, -1]);
  });

  it('marks the rows that have a byte beyond ASCII', () => {
    const scanner = create(400);
    const long = 'x'.repeat(100);
    const rows = scanner.scan(scanner.input.write(`a\né\nb\n${long}é${long}\n"\u{20ac}"\nc\né`));
    expect(Array.from(scanner.ends.subarray(0, rows), (end) => end & 1)).toEqual([0, 1, 0, 1, 1, 0]);
  });

  it.each([1, 63, 64, 65, 1000])('fills its whole capacity of %i bytes, and refuses more', (capacity) => {
    const scanner = create(capacity);
    expect([scanner.input, scanner.cells, scanner.ends].map(({ length }) => length)).toEqual(Array(3).fill(capacity));
    scanner.input.fill('\n');
    expect(scanner.scan(capacity)).toBe(capacity);
    expect([...scanner.ends].every((end, row) => end === 2 * (row + 1))).toBe(true);
    scanner.input.fill(',');
    expect(scanner.scan(capacity)).toBe(0);
    expect([...scanner.cells].every((at, cell) => at === cell)).toBe(true);
    expect(scanner.input.every((byte) => byte === 0x2c)).toBe(true);
    expect(() => scanner.scan(capacity + 1)).toThrow(
      new RangeError(`At most ${capacity} bytes can be scanned at once, not ${capacity + 1}`),
    );
  });
});

const tables = csvTables(1000);

// Every effect that one byte can have on the next, before the end of a row and after it.
const PATTERNS = [
  'a,b\n', 'é,\r\n', '"a"\n', '"a"\r\n', '"a",b\n', '"a""b"\n', '""\n', '""""\r\n', '"a\nb",\n', '"a\r\n,"\n',
  '"a"b\n', '"a" \n', '"a"\r,\n', '"a"\rb\n', '"a"\r\r\n', '"a"\r"\n', 'a"b\n', 'a""\n', 'é"\n', '\r"a"\n', '"a', '"a"', '"a"\r', '"',
]; // prettier-ignore

// Distances from the start of a block of 64 bytes: all up to the second edge, or only those around the first.
const [FIRST_PAD, LAST_PAD] = [soak(55, 0), soak(75, 130)];

describe('both scanners', () => {
  it('find the same wherever a row lies across blocks of 64 bytes', () => {
    for (const pattern of PATTERNS)
      for (let pad = FIRST_PAD; pad <= LAST_PAD; pad += 1)
        for (const before of ['', ',', '\n', '"\n', '"é'])
          for (const after of ['', 'x,y\n', '"z"\n']) {
            const filler = before.startsWith('"') ? `${before}${'x'.repeat(pad)}"\n` : 'x'.repeat(pad) + before;
            checkScanners(tables, Buffer.from(filler + pattern + after));
          }
  });

  it('find the same in blocks of every length', () => {
    const block = Buffer.from('a,"b""\n",é\r\n"",x"y\n'.repeat(12));
    for (let length = 0; length <= block.length; length += 1) checkScanners(tables, block.subarray(0, length));
  });

  it('find the same in any text, and in bytes that are no text', () => {
    const units = ['a', ',', '"', '"a"', '\n', '\r\n', 'é', '"",', 'x'.repeat(30), 'y'.repeat(63), ',"\n",'];
    const text = fc.string({ unit: fc.constantFrom(...units), maxLength: 20 });
    fc.assert(
      fc.property(text, (csv) => checkScanners(tables, Buffer.from(csv))),
      { numRuns: soak(500, 3_000) },
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => checkScanners(tables, Buffer.from(bytes))),
      { numRuns: soak(100, 500) },
    );
  });
});

describe('createScanner', () => {
  afterEach(() => vi.unstubAllGlobals());

  const scan = (): { isWasm: boolean; ends: number[] } => {
    const scanner = createScanner(100);
    const rows = scanner.scan(scanner.input.write('a,b\nc\n'));
    // The scanner in WebAssembly has everything in one memory.
    return { isWasm: scanner.input.buffer === scanner.cells.buffer, ends: [...scanner.ends.subarray(0, rows)] };
  };

  it('uses WebAssembly, or the scalar fallback without WebAssembly or without SIMD', () => {
    expect(scan()).toEqual({ isWasm: true, ends: [4, 6] });
    const { WebAssembly } = globalThis as unknown as { WebAssembly: Record<string, unknown> };
    const Module = class {
      constructor() {
        throw new Error('invalid value type');
      }
    };
    for (const api of [undefined, { ...WebAssembly, Memory: WebAssembly['Memory'], Module }]) {
      vi.stubGlobal('WebAssembly', api);
      expect(scan()).toEqual({ isWasm: false, ends: [4, 6] });
    }
  });
});
