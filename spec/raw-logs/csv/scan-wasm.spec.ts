import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { printScanWasm } from '../../../scripts/generate/print-scan-wasm.js';

it('scan-wasm.ts is scan.wat, assembled', async () => {
  const file = new URL('../../../lib/raw-logs/csv/scan-wasm.ts', import.meta.url);
  expect(await readFile(file, 'utf8')).toBe(await printScanWasm());
});
