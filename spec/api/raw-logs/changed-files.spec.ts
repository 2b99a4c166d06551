import { describe, expect, it } from 'vitest';
import { type LogFile, RawLogChangedError } from 'rxoffers';
import {
  ARCHIVES,
  DAY,
  expectNoSecrets,
  lackOf,
  type LogDay,
  openLogs,
  pairsOf,
  rangeOf,
  type Reading,
  readBatches,
  sizeOf,
  streamOf,
} from '../../support/log-faults.js';
import { soak } from '../../support/soak.js';

const SERVERS = [true, false].flatMap((ranges) => [true, false].map((etags) => ({ ranges, etags })));
const KINDS = ARCHIVES.flatMap((archive) => SERVERS.map((server) => ({ ...archive, ...server }))).map(
  (kind, index) => ({ ...kind, index }),
);
/** Where in the file it changes; in `npm test` two of these for each archive. */
const SHARES = [0, 0.001, 0.5, 0.999];
const sharesOf = (archive: number): number[] =>
  Array.from({ length: soak(2, SHARES.length) }, (_, i) => SHARES[(archive + i) % SHARES.length] as number);

type Server = (typeof SERVERS)[number];

const opened = (archive: (typeof ARCHIVES)[number], { ranges, etags }: Server): Promise<LogDay> =>
  openLogs({ ...archive, ranges, etags, rowsPerFile: 40 });

/** Expects that a reading ended because its file changed, after records of the old version only. */
const expectChanged = (day: LogDay, file: LogFile, { lines, complete, error }: Reading): void => {
  const read = lines.get(file.filename) ?? [];
  expect(error).toBeInstanceOf(RawLogChangedError);
  expect(error).toMatchObject({ file: file.filename });
  expectNoSecrets(day, error);
  expect(complete).toEqual([]);
  expect(read).toEqual(day.truth(file).slice(0, read.length));
};

describe.each(pairsOf(KINDS, SERVERS.length))(
  'A file that changes: $compression, descriptor $descriptor, ranges $ranges, ETags $etags',
  ({ index, ranges, etags, ...archive }) => {
    it('is read whole when it changed before the first byte', async () => {
      const day = await opened(archive, { ranges, etags });
      const [file] = day.files as [LogFile];
      const old = day.truth(file);
      day.sandbox.faults.next({ kind: 'change', when: streamOf(file) });
      const reading = await readBatches(file.batches());
      expect(day.truth(file, 'anew')).not.toEqual(old);
      expect(lackOf(reading, day, [file])).toBeUndefined();
    });

    it('is an error when it changes during the download, and whole with the next reading', async () => {
      const day = await opened(archive, { ranges, etags });
      const [file] = day.files as [LogFile];
      for (const share of sharesOf(index >> 2)) {
        const size = await day.sandbox.rawLogs.size('clicks', file.filename);
        day.sandbox.faults.next({ kind: 'change', at: Math.floor(size * share), when: streamOf(file) });
        expectChanged(day, file, await readBatches(file.batches()));
        day.truth(file, 'anew');
        expect(lackOf(await readBatches(file.batches()), day, [file])).toBeUndefined();
      }
      expect(day.sandbox.faults.pending).toBe(0);
    });

    it('is an error after a cut, and with spool before any record', async () => {
      const day = await opened(archive, { ranges, etags });
      for (const [index, file] of day.files.entries()) {
        const spool = index % 2 === 1;
        day.sandbox.faults.next({ kind: 'cut', at: 1_000 + index, when: streamOf(file) });
        day.sandbox.faults.next({ kind: 'change', when: streamOf(file) });
        const reading = await readBatches(file.batches({ spool }));
        expectChanged(day, file, reading);
        if (spool) expect([...reading.lines.values()].flat()).toEqual([]);
      }
      expect(day.sandbox.faults.pending).toBe(0);
    });
  },
);

describe('A file that changes', () => {
  it.each(SERVERS)('is an error even if it keeps its size: ranges $ranges, ETags $etags', async (server) => {
    const columns = { clicks: ['affiliate_sub4', 'transaction_id'] };
    const day = await openLogs({
      ...server,
      columns,
      compression: 'store',
      rowsPerFile: 400,
      quirks: 0,
      filesPerDay: soak(1, 4),
    });
    for (const file of day.files) {
      const before = sizeOf(day, file);
      day.sandbox.faults.next({ kind: 'change', at: Math.floor(before / 2), when: streamOf(file) });
      expectChanged(day, file, await readBatches(file.batches()));
      expect(await day.sandbox.rawLogs.size('clicks', file.filename)).toBe(before);
    }
  });

  it.each([true, false])('is an error while its directory is read, ETags %s', async (etags) => {
    const day = await opened(ARCHIVES[3], { ranges: true, etags });
    const [file] = day.files as [LogFile];
    day.sandbox.faults.next({ kind: 'change', when: rangeOf(file) });
    expectChanged(day, file, await readBatches(file.batches()));
    expect(day.sandbox.faults.pending).toBe(0);
  });

  it.each(ARCHIVES)('fails after all of the file before it: $compression, descriptor $descriptor', async (archive) => {
    const day = await opened(archive, { ranges: true, etags: true });
    const [first, second] = day.files as [LogFile, LogFile];
    day.sandbox.faults.next({ kind: 'change', at: 900, when: streamOf(second) });
    const { lines, complete, error } = await readBatches(day.api.rawLogs.clicks.batches(DAY, { concurrency: 3 }));
    expect(error).toMatchObject({ name: 'RawLogChangedError', file: second.filename });
    expect(complete).toEqual([first.filename]);
    expect(lines.get(first.filename)).toEqual(day.truth(first));
    const read = lines.get(second.filename) ?? [];
    expect(read).toEqual(day.truth(second).slice(0, read.length));
    expect([...lines.keys()].slice(2)).toEqual([]);
  });
});
