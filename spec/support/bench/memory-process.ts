// Reads a day of raw logs in one way and tells the most memory it took. Started by memory.bench.ts: a process for each way.
import { setTimeout as wait } from 'node:timers/promises';
import { HasOffers } from 'rxoffers';
import { inflateOnly } from './usual-pipeline.js';

const [way, origin, files] = process.argv.slice(2) as [string, string, string];
const api = new HasOffers({
  endpoint: `${origin}/Apiv3/json`,
  networkId: 'bench',
  networkToken: 'NETbench',
  rateLimit: false,
});
let sum = 0;
let count = 0;

/** The same files inflated and nothing else, four at once. */
const inflate = async (): Promise<void> => {
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let file = next++; file < Number(files); file = next++) count += await inflateOnly(origin, file);
  };
  await Promise.all([worker(), worker(), worker(), worker()]);
};

const push = (): Promise<void> =>
  api.rawLogs.clicks.findAll('20160909', { concurrency: 4 }).forEach((record) => {
    count += 1;
    sum += record.offer_id?.length ?? 0;
  });

/** A consumer that is slower than its source, all along. */
const slow = async (): Promise<void> => {
  for await (const record of api.rawLogs.clicks.findAll('20160909', { concurrency: 4 })) {
    sum += record.offer_id?.length ?? 0;
    count += 1;
    if (count % 2_000 === 0) await wait(5);
  }
};

const ways: Readonly<Record<string, () => Promise<void>>> = { inflate, push, slow };
await ways[way]?.();
await api.close();
process.send?.({ peak: process.resourceUsage().maxRSS * 1024, count, sum });
process.disconnect();
