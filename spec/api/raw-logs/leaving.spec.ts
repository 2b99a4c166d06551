import { mkdtemp, readdir, readlink, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { filter, firstValueFrom, type Observable } from 'rxjs';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Demand, FindLogsOptions, HasOffersOptions, LogBatch } from 'rxoffers';
import type { Fault, RawLogOptions, SandboxRequest } from 'rxoffers/sandbox';
import { collect } from '../../support/collect.js';
import { DAY, type OpenDay, noTimers, openDay } from '../../support/log-faults.js';
import { watchRejections } from '../../support/rejections.js';
import { soak } from '../../support/soak.js';

const HOUR = 60 * 60 * 1000;

/** A fresh directory for temporary files. */
const freshDir = async (): Promise<string> => {
  const dir = await mkdtemp(join(tmpdir(), 'rxoffers-leaks-'));
  onTestFinished(() => rm(dir, { recursive: true, force: true }));
  return dir;
};

/** Open files in a directory, including those whose name was removed. Always empty where the system does not tell. */
const openIn = async (dir: string): Promise<string[]> => {
  const descriptors = await readdir('/proc/self/fd').catch(() => []);
  const paths = await Promise.all(descriptors.map((name) => readlink(`/proc/self/fd/${name}`).catch(() => '')));
  return paths.filter((path) => path.startsWith(dir));
};
const TELLS_OPEN_FILES = process.platform === 'linux';

/** The events that a test can wait for before it leaves. */
interface Scene {
  readonly day: OpenDay;
  readonly dir: string;
  /** Resolves when the method was requested `times` times. */
  readonly asked: (method: string, times?: number) => Promise<void>;
  readonly firstBatch: Promise<void>;
}

/** A stage on the way of a record. */
interface Stage {
  readonly name: string;
  readonly range?: string;
  readonly logs?: RawLogOptions;
  readonly client?: Partial<HasOffersOptions>;
  readonly options?: FindLogsOptions;
  readonly faults?: readonly Fault[];
  /** The consumer wants only the first batch. */
  readonly pauses?: boolean;
  /** Resolves when the stream has reached the stage. */
  readonly reached: (scene: Scene) => Promise<unknown>;
}

const isCall =
  (name: string) =>
  ({ method }: SandboxRequest): boolean =>
    method === name;

const stalled = (method: string): Fault => ({ kind: 'stall', when: isCall(method), times: Infinity });
const isRange = ({ headers }: SandboxRequest): boolean => /^bytes=\d+-\d+$/.test(headers.range ?? '');

const eventOf = ({ api }: OpenDay, type: string): Promise<unknown> =>
  firstValueFrom(api.events$.pipe(filter((event) => event.type === type)));

const LARGE: RawLogOptions = { compression: 'store', rowsPerFile: 700 };
const PATIENT = { retryDelay: HOUR, maxRetryDelay: HOUR };
const spooling: Pick<Stage, 'reached'> = {
  reached: async ({ dir, asked }) => {
    await asked('download');
    if (TELLS_OPEN_FILES) await expect.poll(() => openIn(dir)).not.toEqual([]);
  },
};

const STAGES: readonly Stage[] = [
  {
    name: 'listing the dirs',
    range: '201609',
    faults: [stalled('listDateDirs')],
    reached: ({ asked }) => asked('listDateDirs'),
  },
  { name: 'listing a dir', faults: [stalled('listLogs')], reached: ({ asked }) => asked('listLogs') },
  {
    name: 'listing a dir of a month',
    range: '201609',
    faults: [stalled('listLogs')],
    reached: ({ asked }) => asked('listLogs'),
  },
  {
    name: 'asking for links',
    faults: [stalled('getDownloadLink')],
    reached: ({ asked }) => asked('getDownloadLink', 4),
  },
  { name: 'waiting for headers', faults: [stalled('download')], reached: ({ asked }) => asked('download', 4) },
  {
    name: 'waiting for the first byte',
    faults: [{ kind: 'stall-at', at: 0, times: Infinity }],
    reached: ({ asked }) => asked('download', 4),
  },
  {
    name: 'waiting for the rest of a body',
    logs: LARGE,
    faults: [{ kind: 'stall-at', at: 200_000, times: Infinity }],
    reached: ({ firstBatch }) => firstBatch,
  },
  {
    name: 'reading a body that trickles',
    logs: { ...LARGE, bytesPerSecond: 100_000 },
    reached: ({ firstBatch }) => firstBatch,
  },
  { name: 'inflating', logs: { rowsPerFile: 4_000 }, reached: ({ firstBatch }) => firstBatch },
  {
    name: 'a pause by its consumer',
    logs: { rowsPerFile: 4_000 },
    pauses: true,
    options: { concurrency: 1 },
    reached: ({ firstBatch }) => firstBatch,
  },
  {
    name: 'the wait before another call',
    client: PATIENT,
    faults: [{ kind: 'status', status: 503, when: isCall('listLogs') }],
    reached: ({ day }) => eventOf(day, 'retry'),
  },
  {
    name: 'the wait before another download',
    client: PATIENT,
    faults: [{ kind: 'cut', at: 1_000, times: Infinity }],
    reached: ({ day }) => eventOf(day, 'resume'),
  },
  {
    name: 'reading the directory',
    logs: { ...LARGE, descriptor: true },
    faults: [{ kind: 'stall-at', at: 300_000, when: isRange, times: Infinity }],
    reached: ({ asked }) => asked('range'),
  },
  {
    name: 'the wait before the directory is read again',
    client: PATIENT,
    logs: { ...LARGE, descriptor: true },
    faults: [{ kind: 'cut', at: 0, when: isRange, times: Infinity }],
    reached: ({ day }) => eventOf(day, 'resume'),
  },
  {
    name: 'spooling',
    logs: LARGE,
    options: { spool: true },
    faults: [{ kind: 'stall-at', at: 200_000, times: Infinity }],
    ...spooling,
  },
  {
    name: 'the wait before spooling goes on',
    client: PATIENT,
    logs: LARGE,
    options: { spool: true },
    faults: [{ kind: 'cut', at: 200_000, times: Infinity }],
    reached: ({ day }) => eventOf(day, 'resume'),
  },
  {
    name: 'spooling without ranges',
    logs: { ...LARGE, descriptor: true, ranges: false },
    faults: [{ kind: 'stall-at', at: 200_000, times: Infinity }],
    ...spooling,
  },
  { name: 'reading a spooled file', logs: LARGE, options: { spool: true }, reached: ({ firstBatch }) => firstBatch },
  {
    name: 'reading the rest that was spooled',
    logs: { ...LARGE, descriptor: true, ranges: false },
    reached: ({ firstBatch }) => firstBatch,
  },
];

type Batches = Observable<LogBatch<object>> & AsyncIterable<LogBatch<object>>;

/** Starts to consume, and calls `seen` with whatever comes. Returns a function that leaves and resolves when it has left. */
type Consume = (batches: Batches, seen: (what: unknown) => void) => () => Promise<void>;

const CONSUMERS: readonly (readonly [string, Consume])[] = [
  [
    'unsubscribing',
    (batches, seen) => {
      const subscription = batches.subscribe({ next: seen, error: seen, complete: () => seen('complete') });
      return () => {
        subscription.unsubscribe();
        return Promise.resolve();
      };
    },
  ],
  [
    'return() while next() is pending',
    (batches, seen) => {
      const iterator = batches[Symbol.asyncIterator]();
      const walk = async (): Promise<void> => {
        for (;;) {
          const step = await iterator.next();
          if (step.done) return;
          seen(step.value);
        }
      };
      const walking = walk();
      return async () => {
        await iterator.return?.();
        await walking;
      };
    },
  ],
];

const setScene = async ({ logs, client, faults = [], pauses }: Stage) => {
  const dir = await freshDir();
  const day = await openDay({ rowsPerFile: 50, ...logs }, client);
  const counts = new Map<string, number>();
  const waiting = new Set<() => void>();
  day.sandbox.onRequest((request) => {
    const name = isRange(request) ? 'range' : request.method;
    counts.set(name, (counts.get(name) ?? 0) + 1);
    for (const look of waiting) look();
  });
  const asked: Scene['asked'] = (method, times = 1) =>
    new Promise((resolve) => {
      const look = (): void => {
        if ((counts.get(method) ?? 0) >= times) resolve();
      };
      waiting.add(look);
      look();
    });
  for (const fault of faults) day.sandbox.faults.next(fault);
  let wanted = true;
  let tell = (): void => undefined;
  const firstBatch = new Promise<void>((resolve) => (tell = resolve));
  const came = (): void => {
    wanted = false;
    tell();
  };
  const demand: Demand = {
    get wanted() {
      return wanted;
    },
    whenWanted: () => () => undefined,
  };
  return { day, dir, asked, firstBatch, came, ...(pauses ? { options: { demand } } : {}) };
};

/** Makes a call; once it ends, the sandbox has received and answered everything that was sent before it. */
const requestsAfterCall = async ({ api, sandbox }: OpenDay) => {
  await collect(api.rawLogs.clicks.listDateDirs());
  await sandbox.idle();
  return [...sandbox.requests];
};

/** Both ways of leaving, but in `npm test` only every other one for each stage. */
const consumersOf = (index: number): readonly (readonly [string, Consume])[] =>
  CONSUMERS.filter((_, way) => soak(1, 0) === 0 || way === index % CONSUMERS.length);

describe.each(STAGES.map((stage, index) => [stage.name, stage, index] as const))(
  'Leaving during %s',
  (_, stage, index) => {
    it.each(consumersOf(index))(
      'by %s leaves no request, file or timer, and nothing more comes',
      async (_name, consume) => {
        const rejections = watchRejections();
        const { came, options, ...scene } = await setScene(stage);
        const { day, dir } = scene;
        const seen: unknown[] = [];
        const batches = day.api.rawLogs.clicks.batches(stage.range ?? DAY, {
          tmpdir: dir,
          ...stage.options,
          ...options,
        });
        const reached = stage.reached(scene);
        const leave = consume(batches, (what) => {
          seen.push(what);
          came();
        });
        await reached;
        await leave();
        const had = seen.length;
        day.sandbox.faults.clear();
        await day.sandbox.idle();
        await expect.poll(() => openIn(dir)).toEqual([]);
        expect(await readdir(dir)).toEqual([]);
        await noTimers();
        expect(seen.slice(had)).toEqual([]);
        // Requests on their way when the consumer left have arrived after the first call; after the second, no more may have.
        const { length } = await requestsAfterCall(day);
        expect(await requestsAfterCall(day)).toHaveLength(length + 1);
        expect(rejections).toEqual([]);
        await day.api.close();
        await expect.poll(() => day.sandbox.connections).toBe(0);
      },
    );
  },
);

describe('A spooled file', () => {
  it.runIf(TELLS_OPEN_FILES)(
    'is in the given directory, without a name, so that a killed process leaves no file',
    async () => {
      const { dir, asked, ...scene } = await setScene({
        ...{ name: '', logs: LARGE, reached: () => Promise.resolve() },
        faults: [{ kind: 'stall-at', at: 200_000, times: Infinity }],
      });
      const subscription = scene.day.api.rawLogs.clicks.findAll(DAY, { spool: true, tmpdir: dir }).subscribe();
      await asked('download');
      await expect.poll(async () => (await openIn(dir)).length).toBe(1);
      await expect.poll(() => readdir(dir)).toEqual([]);
      subscription.unsubscribe();
      await expect.poll(() => openIn(dir)).toEqual([]);
    },
  );
});
