import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import { generatedFiles } from '../../scripts/generate/generated-files.js';

const files = await generatedFiles();

describe('generated files', () => {
  it.each([...files].map(([url, text]) => [basename(url.pathname), url, text] as const))(
    '%s is the output of `npm run generate`',
    async (_, url, text) => {
      expect(await readFile(url, 'utf8')).toBe(text);
    },
  );

  it('are all of these', () => {
    expect([...files.keys()].map((url) => basename(url.pathname)).sort()).toEqual([
      'advertiser-methods.ts',
      'affiliate-methods.ts',
      'field-kinds.ts',
      'kind-table.ts',
      'log-columns.ts',
      'methods.ts',
      'model-fields.ts',
      'network-methods.ts',
      'report-fields.ts',
      'scan-wasm.ts',
    ]);
  });
});
