import { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import * as v8 from 'node:v8';
import { lastValueFrom, take } from 'rxjs';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type LogFile, RxOffersError } from 'rxoffers';
import type { Fault, SandboxRequest } from 'rxoffers/sandbox';
import { failureOf } from '../../support/collect.js';
import { DAY, downloadOf, type OpenDay, noTimers, openDay } from '../../support/log-faults.js';
import { watchRejections } from '../../support/rejections.js';
import { soak } from '../../support/soak.js';

const PATIENCE = 300_000;
/** Rounds that do not count: code is compiled, connections are opened. */
const WARM_UP = soak(20, 70);

/** Kinds of objects that a stream makes and must release; bodies, sockets and inflaters are all readable. */
const KINDS = { signals: AbortSignal, readables: Readable } as const;

type Counts = Readonly<Record<string, number>>;

/** Waits until nothing is going on, and collects garbage. */
const tidyUp = async ({ sandbox }: OpenDay): Promise<void> => {
  await sandbox.idle();
  await noTimers();
  // The sandbox remembers every request, which is not a leak of the client.
  (sandbox.requests as SandboxRequest[]).length = 0;
  await setImmediate();
  globalThis.gc?.();
  await setImmediate();
  // Looking for objects frees more than `gc` does, such as code and shapes that are no longer used.
  v8.queryObjects(KINDS.signals, { format: 'count' });
};

const alive = (): Counts =>
  Object.fromEntries(
    (Object.entries(KINDS) as [string, new () => object][]).map(([name, kind]) => [
      name,
      v8.queryObjects(kind, { format: 'count' }),
    ]),
  );

/** By how many bytes the heap grows in each round: the median over all pairs of samples. */
const slope = (heaps: readonly number[], rounds: number): number => {
  const slopes = heaps
    .flatMap((one, i) => heaps.slice(i + 1).map((other, j) => (other - one) / ((j + 1) * rounds)))
    .sort((x, y) => x - y);
  return slopes[slopes.length >> 1] ?? Number.NaN;
};

/** Warnings of the process, such as that of too many listeners. */
const watchWarnings = (): Error[] => {
  const seen: Error[] = [];
  const add = (warning: Error): void => {
    if (warning.name !== 'ExperimentalWarning') seen.push(warning);
  };
  process.on('warning', add);
  onTestFinished(() => void process.off('warning', add));
  return seen;
};

type Round = (index: number) => Promise<void>;

/** Plays rounds after a warm-up. The heap may grow by at most `most` bytes a round, and the number of objects must not. */
const expectFlat = async (day: OpenDay, rounds: number, most: number, round: Round): Promise<void> => {
  const [rejections, warnings] = [watchRejections(), watchWarnings()];
  const stretch = rounds / 5;
  const heaps: number[] = [];
  let before: Counts = {};
  for (let index = 1; index <= WARM_UP + rounds; index += 1) {
    await round(index);
    if (index < WARM_UP || (index - WARM_UP) % stretch !== 0) continue;
    await tidyUp(day);
    heaps.push(process.memoryUsage().heapUsed);
    if (index === WARM_UP) before = alive();
  }
  for (const [name, count] of Object.entries(alive()))
    expect(count, `${name} alive`).toBeLessThan((before[name] ?? 0) + 10);
  expect(slope(heaps, stretch)).toBeLessThan(most);
  expect([rejections, warnings]).toEqual([[], []]);
  await day.api.close();
  await expect.poll(() => day.sandbox.connections).toBe(0);
};

/** Ways to subscribe and leave. */
const VISITS: readonly ((day: OpenDay) => Promise<void>)[] = [
  async ({ api }) => {
    await lastValueFrom(api.rawLogs.clicks.findAll(DAY, { concurrency: 2 }).pipe(take(5)));
  },
  async ({ api }) => {
    let left = 3;
    for await (const _ of api.rawLogs.clicks.findAll(DAY, { concurrency: 2 })) if ((left -= 1) === 0) break;
  },
  ({ api }) => {
    api.rawLogs.clicks.findAll(DAY).subscribe().unsubscribe();
    return Promise.resolve();
  },
  async ({ api, sandbox }) => {
    const subscription = api.rawLogs.clicks.batches(DAY, { concurrency: 2, ordered: false }).subscribe();
    await sandbox.received(sandbox.requests.length + 2);
    subscription.unsubscribe();
  },
  async ({ files }) => {
    const iterator = (files[0] as LogFile).records({ lazy: true })[Symbol.asyncIterator]();
    const first = iterator.next();
    await iterator.return?.();
    await first;
  },
];

const DAMAGES: readonly Fault[] = [
  { kind: 'crc' },
  { kind: 'corrupt' },
  { kind: 'truncate', at: 700 },
  { kind: 'not-a-zip' },
  { kind: 'change', at: 900 },
  { kind: 's3', status: 404, code: 'NoSuchKey' },
  { kind: 'cut', at: 800, times: 2 },
];

describe('A client that is used again and again', () => {
  it('keeps nothing of many streams that were left', { timeout: PATIENCE }, async () => {
    const day = await openDay({ rowsPerFile: 20, filesPerDay: 2 });
    await expectFlat(day, soak(60, 1_000), soak(10_000, 300), async (index) => VISITS[index % VISITS.length]?.(day));
  });

  it('keeps nothing of many streams that ended in an error', { timeout: PATIENCE }, async () => {
    const day = await openDay({ rowsPerFile: 20, filesPerDay: 3 }, { retries: 1 });
    // The first: a request for another may still be on its way when the error comes, and take the next fault.
    const when = downloadOf(day.files[0] as LogFile);
    await expectFlat(day, soak(35, 200), soak(10_000, 700), async (index) => {
      const fault = DAMAGES[index % DAMAGES.length] as Fault;
      day.sandbox.faults.next({ ...fault, when });
      if (fault.kind === 'change') day.sandbox.faults.next({ kind: 'change', when });
      const options = { concurrency: 2, spool: index % 4 === 0 };
      const error = await failureOf(day.api.rawLogs.clicks.findAll(DAY, options));
      expect([fault.kind, error instanceof RxOffersError]).toEqual([fault.kind, true]);
      expect(day.sandbox.faults.pending).toBe(0);
    });
  });
});
