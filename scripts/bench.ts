// Runs every *.bench.ts in its own process, one after the other: `npm run bench [part of a name]`.
import { spawnSync } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const wanted = process.argv[2] ?? '';
const files = (await readdir(`${root}spec`, { recursive: true })).filter(
  (name) => name.endsWith('.bench.ts') && name.includes(wanted),
);

if (files.length === 0) throw new Error(`There is no bench with "${wanted}" in its name`);

let failed = 0;
for (const file of files.sort()) {
  process.stdout.write(`\n${file}\n`);
  const { status } = spawnSync(process.execPath, ['--expose-gc', '--import', 'tsx', `spec/${file}`], {
    cwd: root,
    stdio: 'inherit',
  });
  failed += status === 0 ? 0 : 1;
}
process.exitCode = failed === 0 ? 0 : 1;
