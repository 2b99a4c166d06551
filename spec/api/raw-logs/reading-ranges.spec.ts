import { firstValueFrom, share, tap } from 'rxjs';
import {
  type BadRecord,
  type DateDir,
  type FindLogsOptions,
  iterate,
  type LogBatch,
  type LogFile,
  type LogRecord,
  type OnBadRecord,
  ProtocolError,
  RawLogCorruptError,
  RawLogMissingError,
  Stream,
} from 'rxoffers';
import { describe, expect, it } from 'vitest';
import { collect, failureOf, settle } from '../../support/collect.js';
import { csvZip, DAY, drain, hourName, type LogService, serveHours, zipOf } from '../../support/raw-log-service.js';
import { recordedApi } from '../../support/recorded-api.js';
import { watchRejections } from '../../support/rejections.js';
import { buildZip } from '../../support/zip-builder.js';

type Batch = LogBatch<LogRecord>;

/** An archive of rows whose ids tell their hour. */
const hourZip = (hour: number, rows = 3): Buffer =>
  csvZip(
    ['id', 'ip'],
    idsOfHour(hour, rows).map((id) => [id, '192.0.2.1']),
  );
const idsOfHour = (hour: number, rows = 3): string[] => Array.from({ length: rows }, (_, row) => `${hour}:${row}`);
const hourZips = (...hours: number[]): Buffer[] => hours.map((hour) => hourZip(hour));
const idsOf = (emitted: readonly unknown[]): unknown[] => emitted.flat().map((record) => (record as LogRecord)['id']);

// Impressions: no column of theirs is known, so that records have those of the file alone.
const find = ({ api }: LogService, options?: FindLogsOptions) =>
  api.rawLogs.impressions.findAll(DAY, options) as Stream<LogRecord>;
const batchesOf = ({ api }: LogService, options?: FindLogsOptions) =>
  api.rawLogs.impressions.batches(DAY, options) as Stream<Batch>;

describe('the records of a range', () => {
  it.each([1, 2, 4, 9])('come in the order of the files, the oldest first, %i in flight', async (concurrency) => {
    const service = await serveHours(hourZips(0, 1, 2, 3, 4));
    expect(idsOf(await collect(find(service, { concurrency })))).toEqual([0, 1, 2, 3, 4].flatMap((h) => idsOfHour(h)));
    expect(service.calls()[0]).toBe(`listLogs ${DAY}`);
    expect(service.calls().slice(1).sort()).toEqual([0, 1, 2, 3, 4].map((hour) => `getDownloadLink ${hourName(hour)}`));
    expect(service.downloads().sort()).toEqual([0, 1, 2, 3, 4]);
  });

  it('come as they arrive with ordered: false, those of each file in order', async () => {
    const service = await serveHours([0, 1, 2, 3, 4].map((hour) => hourZip(hour, 500)));
    const batches = await collect(batchesOf(service, { ordered: false }));
    for (const hour of [0, 1, 2, 3, 4]) {
      const ofHour = batches.filter(({ file }) => file.filename === hourName(hour));
      expect(idsOf(ofHour)).toEqual(idsOfHour(hour, 500));
      expect(ofHour.map(({ complete }) => complete)).toEqual(ofHour.map((_, index) => index === ofHour.length - 1));
    }
  });

  it.each([true, false])('wait for a slow file only if the order demands it (ordered: %s)', async (ordered) => {
    const service = await serveHours(hourZips(0, 1), { plan: (hour) => (hour === 0 ? { stallAt: 0 } : {}) });
    const batches = batchesOf(service, { ordered })[Symbol.asyncIterator]();
    const first = batches.next();
    await expect.poll(() => service.downloads().length).toBe(2);
    if (ordered) expect(await Promise.race([first, settle(50)])).toBeUndefined();
    else expect(((await first).value as Batch).file.filename).toBe(hourName(1));
    await batches.return?.();
    await first;
  });

  it('are requested again for each subscription, and their archives are not kept', async () => {
    const service = await serveHours(hourZips(0, 1), { keepLogBytes: 1_000_000 });
    const records = find(service);
    expect(records).toBeInstanceOf(Stream);
    expect([service.calls(), service.downloads()]).toEqual([[], []]);
    for (const round of [1, 2]) {
      expect(await collect(records)).toHaveLength(6);
      expect(service.calls()).toHaveLength(3 * round);
      expect(service.downloads()).toHaveLength(2 * round);
    }
  });

  it.each([1, 3])('have %i files in flight while their consumer waits', async (concurrency) => {
    // The first file has several batches: taking one of them does not end it.
    const service = await serveHours([hourZip(0, 40_000), ...hourZips(1, 2, 3, 4, 5)]);
    const batches = batchesOf(service, { concurrency })[Symbol.asyncIterator]();
    await batches.next();
    await expect.poll(() => service.downloads().length).toBe(concurrency);
    await settle(50);
    expect(service.downloads().sort()).toEqual([0, 1, 2, 3, 4, 5].slice(0, concurrency));
    await batches.return?.();
  });

  it('stop at the record with which the loop is left', async () => {
    const ids: unknown[] = [];
    for await (const record of find(await serveHours([hourZip(0, 30_000)]))) if (ids.push(record['id']) === 3) break;
    expect(ids).toEqual(['0:0', '0:1', '0:2']);
  });

  it.each([
    ['in order', { concurrency: 3 }],
    ['as they arrive', { concurrency: 3, ordered: false }],
    ['of one file', { concurrency: 1 }],
  ])('%s: leaving the loop closes every connection that waits for bytes', async (_, options) => {
    const service = await serveHours(hourZips(0, 1, 2), { plan: () => ({ stallAt: 10 }) });
    const batches = batchesOf(service, options)[Symbol.asyncIterator]();
    const pending = batches.next();
    await expect.poll(() => service.downloads().length).toBe(options.concurrency);
    expect(await batches.return?.()).toEqual({ done: true, value: undefined });
    expect(await pending).toEqual({ done: true, value: undefined });
    expect((await batches.next()).done).toBe(true);
    await expect.poll(() => service.server.sockets.size).toBe(0);
  });
});

describe('the batches of a range', () => {
  it('have the file of their records, and end each file with a complete one', async () => {
    const service = await serveHours(hourZips(0, 1), { keepLogBytes: 1_000_000 });
    const batches = await collect(batchesOf(service));
    expect(batches.map(({ file, length, complete }) => [file.filename, length, complete])).toEqual([
      [hourName(0), 3, false],
      [hourName(0), 0, true],
      [hourName(1), 3, false],
      [hourName(1), 0, true],
    ]);
    expect(batches[0]?.file).toBe(batches[1]?.file);
    expect(idsOf(await collect((batches[2] as Batch).file.records()))).toEqual(idsOfHour(1));
    expect(service.downloads()).toHaveLength(3);
  });

  it('end files without records too, and archives of several CSVs once', async () => {
    const entries = ['id,ip\na,1\nb,2', 'ip,id\n3,c\n', 'id,ip\n', 'id\nd\n', ''].map((csv, index) => ({
      ...{ name: `${index}.csv`, data: Buffer.from(csv) },
    }));
    const service = await serveHours([buildZip([]), hourZip(1, 0), zipOf(''), buildZip(entries), hourZip(4)]);
    const batches = await collect(batchesOf(service));
    const complete = batches.filter((batch) => batch.complete);
    expect(complete.map(({ file }) => file.filename)).toEqual([0, 1, 2, 3, 4].map(hourName));
    const ofEntries = batches.filter(({ file }) => file.filename === hourName(3));
    expect(ofEntries.flat().map((record) => record.toObject())).toEqual([
      { id: 'a', ip: '1' },
      { id: 'b', ip: '2' },
      { ip: '3', id: 'c' },
      { id: 'd' },
    ]);
  });

  it('are at most one ahead of a consumer that waits', async () => {
    const service = await serveHours([hourZip(0, 60_000)]);
    let emitted = 0;
    const batches = iterate(
      // After `share`, a source knows the demand only if it is passed on.
      (demand) => batchesOf(service, { demand }).pipe(
          tap(() => (emitted += 1)),
          share(),
        ),
      { highWaterMark: 1 },
    ); // prettier-ignore
    for (let taken = 1; taken <= 3; taken += 1) {
      await batches.next();
      await settle(5);
      expect(emitted).toBeLessThanOrEqual(taken + 1);
    }
    await batches.return?.();
  });

  it('are read no further than two ahead by a loop, since each is large', async () => {
    const service = await serveHours([0, 1, 2, 3].map((hour) => hourZip(hour, 30_000)));
    let taken = 0;
    for await (const batch of batchesOf(service, { concurrency: 1 })) {
      expect(batch.file.filename).toBe(hourName(0));
      await settle();
      if ((taken += 1) === 2) break;
    }
    // A file has more than four batches, so the next one is not requested yet.
    expect(service.downloads()).toEqual([0]);
  });
});

describe('a failure within a range', () => {
  it('of a file ahead is kept until all records before it were emitted', async () => {
    const rejections = watchRejections();
    const service = await serveHours(hourZips(0, 1, 2), {
      plan: (hour) => (hour === 1 ? { refuse: { status: 403, body: '<Error><Code>AccessDenied</Code></Error>' } } : {}),
    });
    const batches = batchesOf(service)[Symbol.asyncIterator]();
    const first = (await batches.next()).value as Batch;
    await settle(100);
    const { values, error } = await drain({ [Symbol.asyncIterator]: () => batches });
    expect(idsOf([first, ...values])).toEqual(idsOfHour(0));
    expect(error).toMatchObject({ name: 'HttpError', status: 403 });
    expect(rejections).toEqual([]);
  });

  it('to list the files ends the stream', async () => {
    const service = await serveHours(hourZips(0), { refuses: () => 'No access' });
    for (const stream of [find(service), batchesOf(service)])
      expect(await failureOf(stream)).toMatchObject({ message: expect.stringContaining('No access') as string });
  });

  it('of a day that is not listed is an error, or skipped', async () => {
    const service = await serveHours([]);
    expect(await failureOf(find(service))).toBeInstanceOf(RawLogMissingError);
    expect(await failureOf(batchesOf(service))).toBeInstanceOf(RawLogMissingError);
    expect(await collect(find(service, { onMissing: 'skip' }))).toEqual([]);
  });

  it('for a column that a file lacks names the file, after the records before it', async () => {
    const { values, error } = await drain(find(await serveHours([hourZip(0), zipOf('id\nx\n')]), { fields: ['ip'] }));
    expect(values).toHaveLength(3);
    expect(error).toEqual(new RangeError(`${hourName(1)} has no column "ip"; it has id`));
  });

  it('to verify an archive comes after its records, or before them with spool', async () => {
    const damaged = buildZip([{ data: Buffer.from('id\n1\n'), local: { crc: 7 } }]);
    const service = await serveHours([hourZip(0), damaged]);
    const streamed = await drain(batchesOf(service));
    expect(idsOf(streamed.values)).toEqual([...idsOfHour(0), '1']);
    expect(streamed.values.filter(({ complete }) => complete)).toHaveLength(1);
    expect(streamed.error).toBeInstanceOf(RawLogCorruptError);
    const spooled = await drain(find(service, { spool: true }));
    expect(idsOf(spooled.values)).toEqual(idsOfHour(0));
    expect(spooled.error).toBeInstanceOf(RawLogCorruptError);
    const capped = await failureOf(find(service, { maxInflatedBytes: 5 }));
    expect(capped).toMatchObject({ name: 'RawLogCorruptError', file: hourName(0) });
  });
});

describe('a bad record', () => {
  const entries = ['id,ip\n1,2\n3,4,5\n6,7\n', 'id,ip\n8,9,0\n'].map((csv, i) => ({
    ...{ name: `${i}.csv`, data: Buffer.from(csv) },
  }));
  const read = async (onBadRecord: OnBadRecord, zip = buildZip(entries)) => {
    const service = await serveHours([zip, hourZip(1)]);
    const { values, error } = await drain(find(service, { onBadRecord }));
    return { ids: idsOf(values), error, events: service.events };
  };

  it('ends the stream by default, with file and line, after the records before it', async () => {
    const { ids, error, events } = await read('error');
    expect(ids).toEqual(['1']);
    expect(error).toBeInstanceOf(RawLogCorruptError);
    expect(error).toMatchObject({
      message: `Too many cells in ${hourName(0)}, line 3: expected 2, got 3`,
      ...{ file: hourName(0), line: 3, expected: 2, actual: 3 },
    });
    expect(events).toEqual([]);
  });

  it('is left out with skip, and counted once for each file on events$', async () => {
    const { ids, error, events } = await read('skip');
    expect([ids, error]).toEqual([['1', '6', ...idsOfHour(1)], undefined]);
    expect(events).toEqual([{ type: 'records skipped', file: hourName(0), count: 2 }]);
    expect((await read('skip', hourZip(0))).events).toEqual([]);
  });

  it('is passed to a function, whose error ends the stream', async () => {
    const told: BadRecord[] = [];
    expect((await read((bad) => void told.push(bad))).ids).toEqual(['1', '6', ...idsOfHour(1)]);
    const reason = 'Too many cells: expected 2, got 3';
    expect(told).toEqual([
      { file: hourName(0), line: 3, reason },
      { file: hourName(0), line: 2, reason },
    ]);
    const failure = new Error('enough');
    const refuse = (): never => {
      throw failure;
    };
    expect(await read(refuse)).toMatchObject({ ids: ['1'], error: failure });
  });

  it('ends the stream however it is to be handled, if it is the header', async () => {
    const told: BadRecord[] = [];
    for (const onBadRecord of ['error', 'skip', (bad: BadRecord) => void told.push(bad)] as const)
      expect((await read(onBadRecord, zipOf('"id\n1\n'))).error).toBeInstanceOf(RawLogCorruptError);
    expect(told).toEqual([]);
  });
});

describe('api.rawLogs', () => {
  it('has a manager for each type of log', async () => {
    const { api } = await serveHours([]);
    expect(Object.keys(api.rawLogs)).toEqual(['clicks', 'conversions', 'impressions']);
    for (const manager of Object.values(api.rawLogs))
      expect(Object.keys(manager as object).sort()).toEqual(
        ['listDateDirs', 'listLogs', 'listFiles', 'findAll', 'batches', 'follow', 'getLogExpirations'].sort(),
      );
  });

  it('leads from days to files to records', async () => {
    const { api } = await serveHours(hourZips(0, 1));
    const [dir] = await collect(api.rawLogs.conversions.listDateDirs());
    const files = await collect((dir as DateDir<LogFile>).listLogs());
    expect(files.map(({ filename }) => filename)).toEqual([hourName(1), hourName(0)]);
    expect(idsOf(await collect((files[0] as LogFile).records()))).toEqual(idsOfHour(1));
  });

  it('follows new files, and reports failed listings on events$', async () => {
    let refusals = 2;
    const refuses = () => (refusals-- > 0 ? 'API usage exceeded rate limit' : undefined);
    const { api, events } = await serveHours(hourZips(0), { refuses });
    const { file } = await firstValueFrom(api.rawLogs.clicks.follow({ since: DAY, interval: 1 }));
    expect(file.filename).toBe(hourName(0));
    const reason = expect.stringContaining('rate limit') as string;
    expect(events).toContainEqual({ type: 'listing failed', log: 'clicks', reason });
  });

  it.each<[data: unknown, days: object]>([
    [
      { clicks: 90, conversions: '400', impressions: '0' },
      { clicks: 90, conversions: 400, impressions: 0 },
    ],
    [{ clicks: '90', leads: '7', impressions: 'never', conversions: {} }, { clicks: 90 }],
    [{ 1: '2', clicks: '90' }, { clicks: 90 }],
    [{ clicks: null, conversions: '', impressions: true }, {}],
    [{}, {}],
  ])('reads the days for which logs are kept from %j', async (data, days) => {
    const { api, lines } = await recordedApi([data]);
    expect(await collect(api.rawLogs.clicks.getLogExpirations())).toEqual([days]);
    expect(lines()).toEqual(['RawLog.getLogExpirations?log_type=clicks']);
  });

  it.each([[null], [true], ['90'], [90], [[]], [['clicks']]])('reads no days from %j', async (data) => {
    const { api } = await recordedApi([data]);
    const error = await failureOf(api.rawLogs.clicks.getLogExpirations());
    expect(error).toEqual(new ProtocolError('RawLog.getLogExpirations gave no object of days per type'));
  });
});
