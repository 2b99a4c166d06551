import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createWasmScanner } from '../../../lib/raw-logs/csv/scanner.js';
import { checkScanners } from '../../support/csv-properties.js';
import { itScansRows } from '../../support/csv-scanner-law.js';
import { csvTables } from '../../support/csv-tables.js';

itScansRows('createWasmScanner', createWasmScanner);

const tables = csvTables(1000);

// All that one byte can do to the next, before a row's end and behind it.
const PATTERNS = [
  'a,b\n', 'é,\r\n', '"a"\n', '"a"\r\n', '"a",b\n', '"a""b"\n', '""\n', '""""\r\n', '"a\nb",\n', '"a\r\n,"\n',
  '"a"b\n', '"a" \n', '"a"\r,\n', '"a"\rb\n', '"a"\r\r\n', '"a"\r"\n', 'a"b\n', 'a""\n', 'é"\n', '\r"a"\n', '"a', '"a"', '"a"\r', '"',
]; // prettier-ignore

describe('createWasmScanner, next to the plain scanner', () => {
  it('finds the same wherever a row lies across its blocks of 64 bytes', () => {
    for (const pattern of PATTERNS)
      for (let pad = 0; pad <= 130; pad += 1)
        for (const before of ['', ',', '\n', '"\n', '"é'])
          for (const behind of ['', 'x,y\n', '"z"\n']) {
            const filler = before.startsWith('"') ? `${before}${'x'.repeat(pad)}"\n` : 'x'.repeat(pad) + before;
            checkScanners(tables, Buffer.from(filler + pattern + behind));
          }
  });

  it('finds the same in blocks of every length', () => {
    const block = Buffer.from('a,"b""\n",é\r\n"",x"y\n'.repeat(12));
    for (let length = 0; length <= block.length; length += 1) checkScanners(tables, block.subarray(0, length));
  });

  it('finds the same in any bytes', () => {
    const unit = fc.constantFrom(
      'a',
      ',',
      '"',
      '"a"',
      '\n',
      '\r\n',
      'é',
      '"",',
      'x'.repeat(30),
      'y'.repeat(63),
      ',"\n",',
    );
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 20 }), (text) => checkScanners(tables, Buffer.from(text))),
      { numRuns: 3_000 },
    );
  });

  it('finds the same in bytes that are no text', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => checkScanners(tables, Buffer.from(bytes))),
      { numRuns: 500 },
    );
  });
});

describe('createWasmScanner', () => {
  afterEach(() => vi.unstubAllGlobals());

  it('throws where WebAssembly is switched off', () => {
    vi.stubGlobal('WebAssembly', undefined);
    expect(() => createWasmScanner(10)).toThrow('WebAssembly is switched off');
  });
});
