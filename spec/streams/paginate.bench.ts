// Pages in parallel: 100 pages at 50 ms each, four at a time against one after the other.
import { items } from '../../lib/streams/paginate.js';
import { collect } from '../support/collect.js';
import { compare } from '../support/compare.js';
import { numbers } from '../support/page-source.js';
import { paging } from '../support/paging.js';

const walk = (concurrency: number, prefetch: number) => async (): Promise<void> => {
  const all = await collect(items(numbers(100, 10, 50).fetch, paging({ concurrency, prefetch })));
  if (all.length !== 1_000 || all.some((value, index) => value !== index)) throw new Error('out of order');
};

const medians = await compare({ 'one at a time': walk(1, 0), 'four at a time': walk(4, 1) }, { runs: 3 });
const ratio = Number(medians['one at a time']) / Number(medians['four at a time']);
process.stdout.write(`four at a time is ${ratio.toFixed(2)} times as fast (at least 3 wanted)\n`);
if (ratio < 3) process.exitCode = 1;
