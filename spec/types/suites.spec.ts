import { readdir, readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';

const folder = new URL('./', import.meta.url);
const names = (await readdir(folder)).filter((name) => name.endsWith('.types.ts')).sort();

const EXPECTED = /^\s*\/\/ @ts-expect-error \S/;

/** Uses that must not compile, each with its reason, and those that must: lines that call or state something. */
const countsOf = async (name: string): Promise<{ wrong: number; right: number }> => {
  const lines = (await readFile(new URL(name, folder), 'utf8')).split('\n');
  const isRight = (line: string, index: number): boolean =>
    /\bsatisfies\b|^\s*(?:void )?[\w.]+\(|^\s*api\./.test(line) && !EXPECTED.test(lines[index - 1] ?? '');
  return { wrong: lines.filter((line) => EXPECTED.test(line)).length, right: lines.filter(isRight).length };
};

const counts = new Map(await Promise.all(names.map(async (name) => [name, await countsOf(name)] as const)));
const total = (kind: 'wrong' | 'right'): number => [...counts.values()].reduce((sum, count) => sum + count[kind], 0);

// That each of them is an error, `tsc` says in `npm test`: an expectation that nothing meets is an error itself.
describe('the compiled-only suites', () => {
  it('lose no expected error', () => {
    const errors = Object.fromEntries([...counts].map(([name, { wrong }]) => [name.replace('.types.ts', ''), wrong]));
    expect(errors).toMatchObject({
      call: 28,
      catalog: 12,
      contain: 20,
      fields: 20,
      filters: 35,
      models: 16,
      'raw-logs': 27,
      reports: 56,
      sort: 12,
    });
  });

  it('show a hundred wrong uses and a hundred right ones at least', () => {
    expect(total('wrong')).toBeGreaterThanOrEqual(100);
    expect(total('right')).toBeGreaterThanOrEqual(100);
  });
});
