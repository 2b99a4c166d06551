import { readdir, readFile } from 'node:fs/promises';
import { transform } from 'esbuild';
import { expect, it } from 'vitest';

const catalog = new URL('../../lib/catalog/', import.meta.url);

/** Bytes of all files of the catalog as JavaScript, minified. */
const minifiedSize = async (): Promise<number> => {
  const files = (await readdir(catalog, { recursive: true })).filter((name) => name.endsWith('.ts'));
  const sizes = files.map(async (name) => {
    const source = await readFile(new URL(name, catalog), 'utf8');
    return (await transform(source, { loader: 'ts', minify: true, format: 'esm' })).code.length;
  });
  return (await Promise.all(sizes)).reduce((total, size) => total + size, 0);
};

it('adds less than 60 kB of JavaScript to the package', async () => {
  const size = await minifiedSize();
  expect(size).toBeLessThan(60_000);
  // The tables are in it: an empty catalog would not pass.
  expect(size).toBeGreaterThan(20_000);
});
