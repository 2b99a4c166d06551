// Memory of long runs, against that of inflating the same files alone: each way in its own process.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { startLogServer } from '../support/bench/log-server.js';

const ROWS = 38_000;
const WAYS = ['inflate', 'push', 'slow'] as const;
const script = fileURLToPath(new URL('../support/bench/memory-process.ts', import.meta.url));

const peakOf = async (way: string, origin: string, files: number): Promise<number> => {
  const child = fork(script, [way, origin, String(files)], { execArgv: ['--import', 'tsx'] });
  const [{ peak, count }] = (await once(child, 'message')) as [{ peak: number; count: number }];
  if (way !== 'inflate' && count !== files * ROWS) throw new Error(`${way}: ${count} records`);
  return peak / 1e6;
};

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? NaN;

const measure = async (files: number, runs: number): Promise<Record<(typeof WAYS)[number], number>> => {
  using server = await startLogServer(files, ROWS, 2);
  const peaks = { inflate: [] as number[], push: [] as number[], slow: [] as number[] };
  for (let run = 0; run < runs; run += 1)
    for (const way of WAYS) peaks[way].push(await peakOf(way, server.origin, files));
  const result = { inflate: median(peaks.inflate), push: median(peaks.push), slow: median(peaks.slow) };
  const sizes = WAYS.map(
    (way) => `${way} ${result[way].toFixed(0)} MB (÷ inflate ${(result[way] / result.inflate).toFixed(2)})`,
  );
  console.log(`${(server.bytes / 1e6).toFixed(0)} MB of CSV: peak RSS ${sizes.join(', ')}`);
  return result;
};

const small = await measure(24, 3);
const large = await measure(96, 3);
for (const way of ['push', 'slow'] as const) {
  const growth = large[way] / small[way];
  console.log(`${way}: 2 GB ÷ 500 MB ${growth.toFixed(2)}`);
  if (large[way] / large.inflate > 1.3 || growth > 1.1) process.exitCode = 1;
}
