// How long a page of a large table takes in the sandbox, and how long it keeps the event loop: `npm run bench sandbox/pages`.
import { setImmediate } from 'node:timers/promises';
import { createSandbox, type Sandbox } from 'rxoffers/sandbox';

const SIZES = [20_000, 60_000, 1_000_000];
const LIMIT = '500';
const PAGES = 5;

const QUERIES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'no filter': {},
  filter: { 'filters[status]': 'approved', 'filters[payout][GREATER_THAN]': '5' },
  'filter, sort': { 'filters[status]': 'approved', 'sort[datetime]': 'desc', 'sort[payout]': 'asc' },
  'filter by offer': { 'filters[Offer.status]': 'active', 'sort[Offer.name]': 'asc' },
};

const read = async ({ endpoint, networkId, networkToken }: Sandbox, query: Readonly<Record<string, string>>) => {
  const call = { NetworkId: networkId, NetworkToken: networkToken, Target: 'Conversion', Method: 'findAll' };
  const url = `${endpoint}?${new URLSearchParams({ ...call, limit: LIMIT, ...query }).toString()}`;
  const text = await (await fetch(url)).text();
  if (!text.includes('"status":1,')) throw new Error(text.slice(0, 500));
};

/** Runs work, and tells how long it took and the longest time without a turn of the event loop, ms. */
const timed = async (work: () => Promise<void>) => {
  let isOver = false;
  let longest = 0;
  const watch = async (): Promise<void> => {
    for (let last = performance.now(); !isOver;) {
      await setImmediate();
      const now = performance.now();
      longest = Math.max(longest, now - last);
      last = now;
    }
  };
  const watching = watch();
  const start = performance.now();
  await work();
  isOver = true;
  await watching;
  return { took: performance.now() - start, longest };
};

const heap = (): number => {
  gc?.();
  return process.memoryUsage().heapUsed / 1e6;
};

const shown = (value: number): string => value.toFixed(0).padStart(6);

// The first calls of a process are slow for reasons of their own.
const warm = await createSandbox({ conversions: 2_000, rateLimit: false });
for (const query of Object.values(QUERIES)) await read(warm, query);
await warm.close();

for (const conversions of SIZES) {
  const before = heap();
  const sandbox = await createSandbox({ conversions, rateLimit: false });
  console.log(
    `${conversions.toLocaleString('en')} conversions, pages of ${LIMIT}, ms (the longest block of the event loop):`,
  );
  for (const [name, query] of Object.entries(QUERIES)) {
    const first = await timed(() => read(sandbox, { ...query, page: '1' }));
    let later = 0;
    let longest = 0;
    for (let page = 2; page <= PAGES; page++) {
      const { took, longest: block } = await timed(() => read(sandbox, { ...query, page: String(page) }));
      later += took / (PAGES - 1);
      longest = Math.max(longest, block);
    }
    sandbox.tables.Conversion.update(7, { payout: '6.00000' });
    const written = await timed(() => read(sandbox, { ...query, page: '1' }));
    const cells = [first.took, first.longest, later, longest, written.took, written.longest].map(shown);
    console.log(
      `${name.padEnd(16)} first ${cells[0]} (${cells[1]}), further ${cells[2]} (${cells[3]}), after a write ${cells[4]} (${cells[5]})`,
    );
  }
  console.log(`heap: ${shown(heap() - before)} MB`);
  await sandbox.close();
}
