import { readdir, readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';

const folder = new URL('./', import.meta.url);
const names = (await readdir(folder)).filter((name) => name.endsWith('.types.ts')).sort();
const suites = await Promise.all(
  names.map(async (name) => ({ name, lines: (await readFile(new URL(name, folder), 'utf8')).split('\n') })),
);

const EXPECTS = /@ts-expect-error/;
const EXPECTS_WITH_REASON = /^\s*\/\/ @ts-expect-error \S/;

/** Uses that must compile: lines that call or state something. */
const rightUses = (lines: readonly string[]): number =>
  lines.filter(
    (line, index) =>
      /\bsatisfies\b|^\s*(?:void )?[\w.]+\(|^\s*api\./.test(line) && !EXPECTS.test(lines[index - 1] ?? ''),
  ).length;

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

// `npm run types` compiles the suites: an expectation that no error meets is an error itself.
describe('the compiled-only suites', () => {
  it.each(suites)('give a reason for every wrong use: $name', ({ lines }) => {
    expect(lines.filter((line) => EXPECTS.test(line) && !EXPECTS_WITH_REASON.test(line))).toEqual([]);
  });

  it('show more than 200 wrong uses and more than 100 right ones', () => {
    expect(sum(suites.map(({ lines }) => lines.filter((line) => EXPECTS.test(line)).length))).toBeGreaterThan(200);
    expect(sum(suites.map(({ lines }) => rightUses(lines)))).toBeGreaterThan(100);
  });
});
