// Follows files or conversions in a process of its own, and tells what that took. Started by memory-checkpoints.bench.ts.
import type { Observable } from 'rxjs';
import { type ConversionCheckpoint, HasOffers } from 'rxoffers';

const [way, origin, count, stored] = process.argv.slice(2) as [string, string, string, string];
const api = new HasOffers({
  endpoint: `${origin}/Apiv3/json`,
  networkId: 'bench',
  networkToken: 'NETbench',
  rateLimit: false,
});

const heap = (): number => {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
};

const before = heap();
const started = performance.now();
let emitted = 0;
let longest = 0;
let text = '';

/** Takes elements until there are enough, with the stream alive at the end. */
const takeAll = (source: Observable<{ readonly checkpoint: object }>, isStored: boolean): Promise<number> =>
  new Promise((resolve, reject) => {
    source.subscribe({
      next: ({ checkpoint }) => {
        if (isStored || ++emitted === Number(count)) text = JSON.stringify(checkpoint);
        if (isStored) emitted++;
        longest = Math.max(longest, text.length);
        if (emitted === Number(count)) setImmediate(() => resolve(heap() - before));
      },
      error: reject,
    });
  });

const follow = () => api.rawLogs.clicks.follow({ since: '20260101', lookBack: 366 * 24 * 60 * 60 * 1000 });
const sync = (checkpoint?: ConversionCheckpoint) =>
  api.conversions.sync({ since: '2026-01-01', mode: { modified: 'datetime' }, checkpoint });

/** What comes after a restart, up to the end of the first poll. */
const restart = async (): Promise<number> => {
  const scheduler = { now: Date.now, schedule: () => (done(), { unsubscribe: () => undefined }) };
  let done = (): void => undefined;
  const ended = new Promise<void>((resolve) => (done = resolve));
  const checkpoint = JSON.parse(stored) as ConversionCheckpoint;
  const source = api.conversions.sync({ mode: { modified: 'datetime' }, checkpoint, scheduler: scheduler as never });
  source.subscribe(() => emitted++);
  await ended;
  return heap() - before;
};

const ways: Readonly<Record<string, () => Promise<number>>> = {
  follow: () => takeAll(follow(), false),
  sync: () => takeAll(sync(), true),
  restart,
};
const grown = (await ways[way]?.()) ?? NaN;
process.send?.({
  emitted,
  heap: grown / 1e6,
  peak: (process.resourceUsage().maxRSS * 1024) / 1e6,
  seconds: (performance.now() - started) / 1000,
  longest,
  text: way === 'sync' ? text : '',
});
process.disconnect();
process.exit();
