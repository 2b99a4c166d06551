// How long importing the built package takes, against its two main dependencies alone: `npm run build && npm run bench index`.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const ROUNDS = 15;
const built = new URL('../dist/index.js', import.meta.url);
if (!existsSync(built)) throw new Error('There is no dist: npm run build');

interface Cost {
  readonly wall: number;
  readonly cpu: number;
}

/** Imports in a fresh process, ms. */
const importing = (...names: string[]): Cost => {
  const script = `
    const wall = performance.now(), cpu = process.cpuUsage();
    for (const name of ${JSON.stringify(names)}) await import(name);
    const used = process.cpuUsage(cpu);
    console.log(JSON.stringify({ wall: performance.now() - wall, cpu: (used.user + used.system) / 1000 }));`;
  return JSON.parse(
    execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' }),
  ) as Cost;
};

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? NaN;

const base: Cost[] = [];
const ours: Cost[] = [];
for (let round = 0; round < ROUNDS; round++) {
  base.push(importing('rxjs', 'undici'));
  ours.push(importing(built.href));
}

for (const what of ['wall', 'cpu'] as const) {
  const [alone, whole] = [base, ours].map((costs) => median(costs.map((cost) => cost[what]))) as [number, number];
  console.log(
    `import, ${what}: rxjs and undici ${alone.toFixed(0)} ms, rxoffers ${whole.toFixed(0)} ms; ratio ${(whole / alone).toFixed(2)} (1.3 at most)`,
  );
}
