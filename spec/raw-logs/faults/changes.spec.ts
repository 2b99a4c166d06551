import { describe, expect, it } from 'vitest';
import { type LogFile, RawLogChangedError } from 'rxoffers';
import {
  ARCHIVES,
  DAY,
  expectNoSecrets,
  lackOf,
  type LogDay,
  openLogs,
  pieceOf,
  type Reading,
  readBatches,
  sizeOf,
  walkOf,
} from '../../support/log-faults.js';

const SERVERS = [true, false].flatMap((ranges) => [true, false].map((etags) => ({ ranges, etags })));
const KINDS = ARCHIVES.flatMap((archive) => SERVERS.map((server) => ({ ...archive, ...server })));

const opened = (kind: (typeof KINDS)[number]): Promise<LogDay> => openLogs({ ...kind, rowsPerFile: 40 });

/** A reading of one file ends because it changed, behind records of the old version alone. */
const expectChanged = (day: LogDay, file: LogFile, { lines, complete, error }: Reading): void => {
  const read = lines.get(file.filename) ?? [];
  expect(error).toBeInstanceOf(RawLogChangedError);
  expect(error).toMatchObject({ file: file.filename });
  expectNoSecrets(day, error);
  expect(complete).toEqual([]);
  expect(read).toEqual(day.truth(file).slice(0, read.length));
};

describe.each(KINDS)(
  'A file that becomes another: $compression, descriptor $descriptor, ranges $ranges, ETags $etags',
  (kind) => {
    it('is read whole where that was before the first byte', async () => {
      const day = await opened(kind);
      const [file] = day.files as [LogFile];
      const old = day.truth(file);
      day.sandbox.faults.next({ kind: 'change', when: walkOf(file) });
      const reading = await readBatches(file.batches());
      expect(day.truth(file, 'anew')).not.toEqual(old);
      expect(lackOf(reading, day, [file])).toBeUndefined();
    });

    it('is an error where that was on the way, and whole with the next reading', async () => {
      const day = await opened(kind);
      const [file] = day.files as [LogFile];
      for (const share of [0, 0.001, 0.5, 0.999]) {
        const size = await day.sandbox.rawLogs.size('clicks', file.filename);
        day.sandbox.faults.next({ kind: 'change', at: Math.floor(size * share), when: walkOf(file) });
        expectChanged(day, file, await readBatches(file.batches()));
        day.truth(file, 'anew');
        expect(lackOf(await readBatches(file.batches()), day, [file])).toBeUndefined();
      }
      expect(day.sandbox.faults.pending).toBe(0);
    });

    it('is an error after a cut, and with spool before any record', async () => {
      const day = await opened(kind);
      for (const [index, file] of day.files.entries()) {
        const spool = index % 2 === 1;
        day.sandbox.faults.next({ kind: 'cut', at: 1_000 + index, when: walkOf(file) });
        day.sandbox.faults.next({ kind: 'change', when: walkOf(file) });
        const reading = await readBatches(file.batches({ spool }));
        expectChanged(day, file, reading);
        if (spool) expect([...reading.lines.values()].flat()).toEqual([]);
      }
      expect(day.sandbox.faults.pending).toBe(0);
    });
  },
);

describe('A file that becomes another', () => {
  it.each(SERVERS)('is an error too where that is as long: ranges $ranges, ETags $etags', async (server) => {
    const columns = { clicks: ['affiliate_sub4', 'transaction_id'] };
    const day = await openLogs({ ...server, columns, compression: 'store', rowsPerFile: 400, quirks: 0 });
    for (const file of day.files) {
      const before = sizeOf(day, file);
      day.sandbox.faults.next({ kind: 'change', at: Math.floor(before / 2), when: walkOf(file) });
      expectChanged(day, file, await readBatches(file.batches()));
      expect(await day.sandbox.rawLogs.size('clicks', file.filename)).toBe(before);
    }
  });

  it.each([true, false])('is an error while its directory is fetched, ETags %s', async (etags) => {
    const day = await opened({ compression: 'store', descriptor: true, ranges: true, etags });
    const [file] = day.files as [LogFile];
    day.sandbox.faults.next({ kind: 'change', when: pieceOf(file) });
    expectChanged(day, file, await readBatches(file.batches()));
    expect(day.sandbox.faults.pending).toBe(0);
  });

  it.each(ARCHIVES)('comes after all of the file before it: $compression, descriptor $descriptor', async (archive) => {
    const day = await opened({ ...archive, ranges: true, etags: true });
    const [first, second] = day.files as [LogFile, LogFile];
    day.sandbox.faults.next({ kind: 'change', at: 900, when: walkOf(second) });
    const { lines, complete, error } = await readBatches(day.api.rawLogs.clicks.batches(DAY, { concurrency: 3 }));
    expect(error).toMatchObject({ name: 'RawLogChangedError', file: second.filename });
    expect(complete).toEqual([first.filename]);
    expect(lines.get(first.filename)).toEqual(day.truth(first));
    const read = lines.get(second.filename) ?? [];
    expect(read).toEqual(day.truth(second).slice(0, read.length));
    expect([...lines.keys()].slice(2)).toEqual([]);
  });
});
