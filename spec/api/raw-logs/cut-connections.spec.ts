import { describe, expect, it } from 'vitest';
import { type LogFile, MaxRetriesError } from 'rxoffers';
import {
  ARCHIVES,
  DAY,
  randomOffsets,
  expectNoSecrets,
  lackOf,
  layoutOf,
  type LogDay,
  openLogs,
  pairsOf,
  rangeOf,
  readBatches,
  ROWS,
  sizeOf,
  streamOf,
} from '../../support/log-faults.js';
import { soak } from '../../support/soak.js';

/** Every run has other offsets; set `FAULT_SEED` to repeat those of a run that failed. */
const SEED = Number(process.env['FAULT_SEED'] ?? Date.now() % 1_000_000);
/** Cases of each kind of archive and server; `FAULT_OFFSETS` sets another number, and 200 take minutes. */
const FEW = Number(process.env['FAULT_OFFSETS'] ?? soak(2, 4));
/** Cases of the first kind. */
const MANY = Math.max(soak(12, 200), FEW);
const PATIENCE = 300_000;

/** Rows for an archive of at least 80 KB: servers send 64 KiB at a time. */
const MANY_CHUNKS = { deflate: 1_000, store: 200 } as const;

const SERVERS = [
  { ranges: true, etags: true },
  { ranges: true, etags: false },
  { ranges: false, etags: true },
  { ranges: false, etags: false },
] as const;

const ALL = ARCHIVES.flatMap((archive) => SERVERS.map((server) => ({ ...archive, ...server }))).map((kind, index) => ({
  kind,
  cases: index === 0 ? MANY : FEW,
}));
const KINDS = pairsOf(ALL, SERVERS.length);

const opened = (
  kind: (typeof KINDS)[number]['kind'],
  rowsPerFile: number = ROWS[kind.compression],
  filesPerDay = 4,
): Promise<LogDay> => openLogs({ ...kind, rowsPerFile, filesPerDay });

const streamsOf = ({ sandbox }: LogDay, file: LogFile): number => sandbox.requests.filter(streamOf(file)).length;

/** Cuts the next downloads of a file, each before one of these bytes. */
const cutNext = ({ sandbox }: LogDay, file: LogFile, cuts: readonly number[]): void => {
  for (const at of cuts) sandbox.faults.next({ kind: 'cut', at, when: streamOf(file) });
};

/** Reads a file whose connection is cut before each of these bytes in turn. Returns what is wrong, if anything is. */
const readCut = async (day: LogDay, file: LogFile, cuts: readonly number[]): Promise<unknown[]> => {
  const before = streamsOf(day, file);
  cutNext(day, file, cuts);
  const lack = lackOf(await readBatches(file.batches()), day, [file]);
  const requests = streamsOf(day, file) - before;
  return lack || requests !== cuts.length + 1 ? [{ file: file.filename, cuts, requests, ...lack }] : [];
};

/** Plays the cases; those of one file one after the other. */
const readAllCut = async (day: LogDay, cases: number, times: number): Promise<unknown[]> => {
  const lanes = day.files.map(async (file, lane) => {
    const lacks: unknown[] = [];
    for (let index = lane; index < cases; index += day.files.length)
      lacks.push(...(await readCut(day, file, randomOffsets(SEED, index, times, sizeOf(day, file)))));
    return lacks;
  });
  return (await Promise.all(lanes)).flat();
};

const ONE =
  'alone, at $cases offsets: $kind.compression, descriptor $kind.descriptor, ranges $kind.ranges, ETags $kind.etags';

describe(`A connection that is cut costs no record (FAULT_SEED=${SEED})`, () => {
  it.each(KINDS)(ONE, { timeout: PATIENCE }, async ({ kind, cases }) => {
    expect(await readAllCut(await opened(kind), cases, 1)).toEqual([]);
  });

  it.each(KINDS)(ONE.replace('alone', 'three in a row'), { timeout: PATIENCE }, async ({ kind, cases }) => {
    expect(await readAllCut(await opened(kind), cases, 3)).toEqual([]);
  });

  it.each(ARCHIVES)('in a file of many chunks: $compression, descriptor $descriptor', async (archive) => {
    const day = await opened({ ...archive, ...SERVERS[0] }, MANY_CHUNKS[archive.compression], soak(1, 4));
    expect(Math.min(...day.sizes.values())).toBeGreaterThan(80_000);
    expect(await readAllCut(day, soak(1, 4), 3)).toEqual([]);
  });

  it.each([{ ordered: true }, { ordered: false }])(
    'in every file of a day at once, ordered: $ordered',
    async ({ ordered }) => {
      const day = await opened({ ...ARCHIVES[0], ...SERVERS[0] });
      for (let round = 0; round < soak(1, 3); round += 1) {
        day.files.forEach((file, index) =>
          cutNext(day, file, randomOffsets(SEED, round * 4 + index, 2, sizeOf(day, file))),
        );
        const reading = await readBatches(day.api.rawLogs.clicks.batches(DAY, { concurrency: 3, ordered }));
        expect([lackOf(reading, day, day.files), day.sandbox.faults.pending]).toEqual([undefined, 0]);
        if (ordered) expect(reading.complete).toEqual(day.files.map(({ filename }) => filename));
      }
    },
  );

  it('twelve times, as long as new bytes came each time', async () => {
    for (const ranges of [true, false]) {
      const day = await opened({ ...ARCHIVES[0], ranges, etags: ranges }, 100, soak(1, 4));
      expect(await readAllCut(day, soak(1, 4), 12)).toEqual([]);
    }
  });

  it.each([1, 2, 3])('at every border inside an archive, %i times at the same byte', async (times) => {
    const day = await opened({ compression: 'deflate', descriptor: true, ranges: true, etags: true }, 20, 1);
    const [file] = day.files as [LogFile];
    const { data, dataEnd, directory, end, size } = await layoutOf(file);
    const around = soak(1, 3);
    const borders = [0, 4, 30, data, dataEnd, directory, end].flatMap((at) => [at, at - 1, at + 1].slice(0, around));
    for (const at of [...borders, size - 1].filter((offset) => offset >= 0))
      expect(await readCut(day, file, Array<number>(times).fill(at))).toEqual([]);
  });

  it.each([1, 3])('while the directory is read, %i in a row', async (times) => {
    const day = await opened({ compression: 'store', descriptor: true, ranges: true, etags: true });
    for (const [index, file] of day.files.entries()) {
      const size = sizeOf(day, file);
      for (const back of randomOffsets(SEED, index, times, 20_000))
        day.sandbox.faults.next({ kind: 'cut', at: size - 1 - back, when: rangeOf(file) });
      expect(lackOf(await readBatches(file.batches()), day, [file])).toBeUndefined();
      expect(day.sandbox.requests.filter(rangeOf(file))).toHaveLength(times + 1);
    }
  });
});

describe('A connection that is cut at the same byte again and again', () => {
  it.each(ARCHIVES)('ends the stream after what came: $compression, descriptor $descriptor', async (archive) => {
    const day = await opened({ ...archive, ...SERVERS[0] }, MANY_CHUNKS[archive.compression], 1);
    const [file] = day.files as [LogFile];
    day.sandbox.faults.next({ kind: 'cut', at: sizeOf(day, file) - 40, times: Infinity, when: streamOf(file) });
    const { lines, complete, error } = await readBatches(file.batches());
    expect(error).toBeInstanceOf(MaxRetriesError);
    // A break after a pause of the consumer, as on a busy machine, does not count.
    expect(error).toMatchObject({ cause: { name: 'ConnectionError' } });
    expect([4, 5]).toContain((error as MaxRetriesError).attempts);
    expectNoSecrets(day, error);
    expect(complete).toEqual([]);
    const read = lines.get(file.filename) ?? [];
    expect(read.length).toBeGreaterThan(0);
    expect(read).toEqual(day.truth(file).slice(0, read.length));
  });
});
