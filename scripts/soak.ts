// Runs the specs that repeat with their full counts: `npm run soak`. These are the specs that import spec/support/soak.ts.
import { spawnSync } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

const root = new URL('../', import.meta.url);
const specs = (await readdir(new URL('spec/', root), { recursive: true })).filter((path) => path.endsWith('.spec.ts'));
const texts = await Promise.all(specs.map((path) => readFile(new URL(`spec/${path}`, root), 'utf8')));
const repeating = specs
  .filter((_, index) => texts[index]?.includes('/support/soak.js'))
  .map((path) => join('spec', path));
if (repeating.length === 0) throw new Error('No spec imports spec/support/soak.ts');

const { status } = spawnSync('npx', ['vitest', 'run', ...repeating], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, SOAK: '1' },
});
process.exitCode = status ?? 1;
