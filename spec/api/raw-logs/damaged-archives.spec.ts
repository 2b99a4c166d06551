import { inflateRawSync, constants } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { type LogFile, RawLogCorruptError } from 'rxoffers';
import type { FaultKind } from 'rxoffers/sandbox';
import {
  ARCHIVES,
  DAY,
  downloadOf,
  during,
  expectNoSecrets,
  layoutOf,
  type LogDay,
  openLogs,
  pairsOf,
  readBatches,
  sizeOf,
  trueRecords,
} from '../../support/log-faults.js';
import { randomIntegers } from '../../support/random-integers.js';
import { soak } from '../../support/soak.js';

type Archive = (typeof ARCHIVES)[number];
type Layout = Awaited<ReturnType<typeof layoutOf>>;

/** Rows without newlines in their cells, so that every offset in the text has a row. */
const opened = (archive: Archive, rowsPerFile = 40, filesPerDay = 4): Promise<LogDay> =>
  openLogs({ ...archive, rowsPerFile, filesPerDay, quirks: 0 });

/** One damage: the fault, how many records come before it, and whether it may go unnoticed. */
interface Damage {
  readonly fault: FaultKind;
  /** How many records before the damage must be right if they are emitted. */
  readonly sound: number;
  /** Nothing has to read what is damaged: all records may come. */
  readonly harmless: boolean;
}

// Bytes of the fields that a reader may ignore, by their offset in each structure.
const IDLE_LOCAL = [4, 5, 7, 10, 11, 12, 13];
const UNSAID_LOCAL = [14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25];
const IDLE_LISTED = [4, 5, 6, 7, 8, 9, 12, 13, 14, 15, 34, 35, 36, 37, 38, 39, 40, 41];
const IDLE_END = [6, 7, 8, 9];

const isIdle = (at: number, { data, directory, end }: Layout, { descriptor }: Archive): boolean => {
  if (at < data) return IDLE_LOCAL.includes(at) || (descriptor && UNSAID_LOCAL.includes(at));
  if (at >= end) return IDLE_END.includes(at - end);
  return at >= directory && IDLE_LISTED.includes(at - directory);
};

/** How many whole rows are before an offset of the archive. */
const rowsBefore = (at: number, { bytes, data, dataEnd }: Layout, { compression }: Archive): number => {
  const before = bytes.subarray(data, Math.max(data, Math.min(at, dataEnd)));
  const flush = { finishFlush: constants.Z_SYNC_FLUSH };
  const text = compression === 'store' || before.length === 0 ? before : inflateRawSync(before, flush);
  return Math.max(0, text.toString('latin1').split('\n').length - 2);
};

/** A byte of each field of each structure, and some bytes of the data. */
const places = ({ data, dataEnd, directory, end, size }: Layout): number[] => {
  const integer = randomIntegers(3, 0);
  const inData = Array.from({ length: 10 }, () => integer(data, dataEnd - 1));
  const fields = [0, 4, 6, 8, 10, 14, 18, 22, 26, 28, 30].concat([0, 4, 8, 12].map((at) => dataEnd + at));
  const listed = [0, 4, 8, 10, 12, 16, 20, 24, 28, 30, 32, 34, 36, 38, 42, 46].map((at) => directory + at);
  const last = [0, 4, 6, 8, 10, 12, 16, 20].map((at) => end + at);
  return [...new Set([...fields, data, ...inData, dataEnd - 1, ...listed, ...last, size - 1])];
};

const corruptions = (layout: Layout, archive: Archive): Damage[] =>
  places(layout).map((at) => ({
    fault: { kind: 'corrupt', at },
    sound: at >= layout.dataEnd ? Infinity : rowsBefore(at, layout, archive),
    harmless: isIdle(at, layout, archive),
  }));

const truncations = ({ data, dataEnd, directory, end, size }: Layout): Damage[] => {
  const middle = Math.floor((data + dataEnd) / 2);
  const around = [data, dataEnd, directory, end].flatMap((at) => [at - 1, at, at + 1]);
  return [0, 1, 4, 29, middle, directory + 20, end + 10, size - 1, ...around].map((at) => ({
    fault: { kind: 'truncate', at },
    sound: Infinity,
    harmless: false,
  }));
};

const DAMAGES: readonly (readonly [string, (layout: Layout, archive: Archive) => Damage[]])[] = [
  ['a wrong byte', corruptions],
  ['a file that ends early', truncations],
  ['a wrong CRC-32', () => [{ fault: { kind: 'crc' }, sound: Infinity, harmless: false }]],
  ['no archive at all', () => [{ fault: { kind: 'not-a-zip' }, sound: 0, harmless: false }]],
];

/** Reads a damaged file. Returns how many records came, and what is wrong about that, if anything is. */
const judge = async (day: LogDay, file: LogFile, damage: Damage, spool: boolean) => {
  const { lines, complete, error } = await during(day, damage.fault, downloadOf(file), () =>
    readBatches(file.batches({ spool })),
  );
  const read = lines.get(file.filename) ?? [];
  const [right, all] = [trueRecords(read, day.truth(file)), day.truth(file).length];
  const told = { ...damage, read: read.length, right, complete, error: String(error) };
  const verdict = (kept: boolean) => ({ read: read.length, broken: kept ? [] : [told] });
  if (error === undefined) return verdict(damage.harmless && right === all && complete.length === 1);
  expectNoSecrets(day, error);
  const typed = error instanceof RawLogCorruptError && error.file === file.filename;
  const lawful = spool ? read.length === 0 : right >= Math.min(read.length, damage.sound);
  return verdict(typed && lawful && complete.length === 0 && !damage.harmless);
};

const CASES = DAMAGES.flatMap(([name, make]) =>
  ARCHIVES.flatMap((archive) => [false, true].map((spool) => ({ name, make, archive, spool }))),
);

describe('Damage is found', () => {
  it.each(CASES)(
    '$name: $archive.compression, descriptor $archive.descriptor, spool $spool',
    { timeout: 120_000 },
    async ({ make, archive, spool }) => {
      const day = await opened(archive);
      const lanes = day.files.map(async (file, lane) => {
        const damages = make(await layoutOf(file), archive);
        const broken: unknown[] = [];
        // Each damage in one of the files, since all have the same structure; with spool every third.
        const stride = damages.length === 1 ? 1 : (spool ? 3 : 1) * soak(5, 1);
        const chosen = damages.filter((_, index) => index % stride === 0);
        for (const [index, damage] of chosen.entries())
          if (index % day.files.length === lane || chosen.length === 1)
            broken.push(...(await judge(day, file, damage, spool)).broken);
        return broken;
      });
      expect((await Promise.all(lanes)).flat()).toEqual([]);
    },
  );

  it.each(ARCHIVES)('after the records before it: $compression, descriptor $descriptor', async (archive) => {
    const day = await opened(archive, archive.compression === 'store' ? 600 : 2_000, 1);
    const [file] = day.files as [LogFile];
    const layout = await layoutOf(file);
    const all = day.truth(file).length;
    const at = Math.floor(layout.dataEnd * 0.9);
    const sound = rowsBefore(at, layout, archive);
    // Stored data of unknown length is not read before the end of the file has been.
    const blind = archive.compression === 'store' && archive.descriptor;
    for (const [fault, least] of [
      [{ kind: 'corrupt', at }, 1],
      [{ kind: 'truncate', at }, blind ? 0 : 1],
      [{ kind: 'crc' }, all],
      [{ kind: 'corrupt', at: layout.end }, blind ? 0 : all],
    ] as const satisfies [FaultKind, number][]) {
      const damage = { fault, sound: fault.kind === 'corrupt' && fault.at === at ? sound : Infinity, harmless: false };
      const { read, broken } = await judge(day, file, damage, false);
      expect(broken).toEqual([]);
      expect(read).toBeGreaterThanOrEqual(least);
    }
  });

  it('in the middle of the data, where the fault has no offset', async () => {
    const day = await opened(ARCHIVES[0]);
    for (const file of day.files)
      expect((await judge(day, file, { fault: { kind: 'corrupt' }, sound: 0, harmless: false }, false)).broken).toEqual(
        [],
      );
  });
});

describe('Damage in the second of four files', () => {
  const FAULTS: FaultKind[] = [
    { kind: 'crc' },
    { kind: 'corrupt' },
    { kind: 'truncate', at: 500 },
    { kind: 'not-a-zip' },
  ];

  const PAIRS = ARCHIVES.flatMap((archive) => FAULTS.map((fault) => ({ archive, fault })));
  it.each(pairsOf(PAIRS, FAULTS.length))(
    'comes after all of the first, with nothing of the third: $fault.kind, $archive.compression, descriptor $archive.descriptor',
    async ({ archive, fault }) => {
      const day = await opened(archive);
      const [first, second] = day.files as [LogFile, LogFile];
      const { lines, complete, error } = await during(day, fault, downloadOf(second), () =>
        readBatches(day.api.rawLogs.clicks.batches(DAY, { concurrency: 3 })),
      );
      expect(error).toBeInstanceOf(RawLogCorruptError);
      expect(error).toMatchObject({ file: second.filename });
      expectNoSecrets(day, error);
      expect(complete).toEqual([first.filename]);
      expect(lines.get(first.filename)).toEqual(day.truth(first));
      expect([...lines.keys()].slice(2)).toEqual([]);
    },
  );

  it('is the error of findAll too, and with spool no record of the file comes', async () => {
    const day = await opened(ARCHIVES[1]);
    const [first, second] = day.files as [LogFile, LogFile];
    for (const spool of [false, true]) {
      const lines: string[] = [];
      const reading = during(day, { kind: 'crc' }, downloadOf(second), () =>
        day.api.rawLogs.clicks
          .findAll(DAY, { concurrency: 3, spool })
          .forEach((record) => void lines.push(JSON.stringify(record))),
      );
      await expect(reading).rejects.toThrow(RawLogCorruptError);
      const truth = [...day.truth(first), ...(spool ? [] : day.truth(second))];
      expect(lines).toEqual(truth.slice(0, lines.length));
      expect(lines.length).toBeGreaterThanOrEqual(day.truth(first).length);
    }
  });

  it('never completes its file when the order is free', async () => {
    const day = await opened(ARCHIVES[0]);
    const second = day.files[1] as LogFile;
    const { lines, complete, error } = await during(day, { kind: 'crc' }, downloadOf(second), () =>
      readBatches(day.api.rawLogs.clicks.batches(DAY, { concurrency: 3, ordered: false })),
    );
    expect(error).toMatchObject({ name: 'RawLogCorruptError', file: second.filename });
    expect(complete).not.toContain(second.filename);
    for (const file of day.files) {
      const read = lines.get(file.filename) ?? [];
      expect(read).toEqual(day.truth(file).slice(0, read.length));
      if (complete.includes(file.filename)) expect(read).toHaveLength(day.truth(file).length);
    }
  });
});

describe('Damage on the way, in a file that is cached', () => {
  it.each(ARCHIVES)('is gone with the next reading: $compression, descriptor $descriptor', async (archive) => {
    const day = await openLogs({ ...archive, rowsPerFile: 40 }, { keepLogBytes: 1_000_000 });
    const [file] = day.files as [LogFile];
    // Found after the last byte: by then the whole file is in the cache.
    day.sandbox.faults.next({ kind: 'corrupt', at: sizeOf(day, file) - 1, when: downloadOf(file) });
    expect((await readBatches(file.batches())).error).toBeInstanceOf(RawLogCorruptError);
    for (const _ of [1, 2]) {
      const { lines, complete, error } = await readBatches(file.batches());
      expect([lines.get(file.filename), complete, error]).toEqual([day.truth(file), [file.filename], undefined]);
    }
    expect(day.sandbox.faults.pending).toBe(0);
  });
});
