import { getEventListeners } from 'node:events';
import { concat, from, NEVER, type Observable, throwError } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { type FindLogsOptions, HttpError, type LogBatch, type LogFile, RawLogCorruptError } from 'rxoffers';
import { createLogDownload } from '../../../lib/raw-logs/flow/log-reader.js';
import { readLogs } from '../../../lib/raw-logs/flow/read-logs.js';
import type { BaseRecord } from '../../../lib/raw-logs/records/log-record.js';
import { settle } from '../../support/collect.js';
import { drain } from '../../support/raw-log-files.js';
import { csvZip, hourName, type LogService, serveHours, type ServiceOptions } from '../../support/raw-log-service.js';
import { watchRejections } from '../../support/rejections.js';
import { buildZip } from '../../support/zip-builder.js';

const idsOf = (batches: readonly LogBatch<BaseRecord>[]): unknown[] =>
  batches.flat().map((record) => record.toObject()['id']);

/** An archive of rows whose ids tell their hour. */
const hourZip = (hour: number, rows = 3): Buffer =>
  csvZip(
    ['id', 'ip'],
    Array.from({ length: rows }, (_, row) => [`${hour}:${row}`, '192.0.2.1']),
  );

const idsOfHour = (hour: number, rows = 3): string[] => Array.from({ length: rows }, (_, row) => `${hour}:${row}`);

const read = (
  { context }: LogService,
  files: Observable<LogFile>,
  options: FindLogsOptions = {},
  signal = new AbortController().signal,
) =>
  readLogs(
    {
      ...{ context, files, options, known: ['google_aid'] },
      sourceOf: (file) => createLogDownload(context, 'clicks', file.filename).source(),
    },
    signal,
  );

const hoursOf = (...hours: number[]): Observable<LogFile> =>
  from(hours.map((hour) => ({ filename: hourName(hour) }) as LogFile));

const service = (archives: readonly Buffer[], options?: ServiceOptions) => serveHours(archives, options);

describe('readLogs', () => {
  it.each([1, 2, 4, 9])('gives the records of all files in their order, %i in flight', async (concurrency) => {
    const logs = await service([0, 1, 2, 3, 4].map((hour) => hourZip(hour)));
    const { values, error } = await drain(read(logs, hoursOf(0, 1, 2, 3, 4), { concurrency }));
    expect(error).toBeUndefined();
    expect(idsOf(values)).toEqual([0, 1, 2, 3, 4].flatMap((hour) => idsOfHour(hour)));
    expect(logs.downloads().sort()).toEqual([0, 1, 2, 3, 4]);
  });

  it('gives those of several files as they come with ordered: false, each file in its order', async () => {
    const logs = await service([0, 1, 2, 3, 4].map((hour) => hourZip(hour, 500)));
    const { values } = await drain(read(logs, hoursOf(0, 1, 2, 3, 4), { ordered: false }));
    for (const hour of [0, 1, 2, 3, 4]) {
      const ofHour = values.filter(({ file }) => file.filename === hourName(hour));
      expect(idsOf(ofHour)).toEqual(idsOfHour(hour, 500));
      expect(ofHour.map(({ complete }) => complete)).toEqual(ofHour.map((_, index) => index === ofHour.length - 1));
    }
  });

  it.each([true, false])(
    'does not wait for a slow file unless the order asks for it (ordered: %s)',
    async (ordered) => {
      const logs = await service([hourZip(0), hourZip(1)], { plan: (hour) => (hour === 0 ? { stallAt: 0 } : {}) });
      const batches = read(logs, hoursOf(0, 1), { ordered });
      const first = batches.next();
      const winner = await Promise.race([first.then(({ value }) => (value as LogBatch<BaseRecord>).file), settle(300)]);
      expect(winner?.filename).toBe(ordered ? undefined : hourName(1));
      await batches.return?.();
      await first;
    },
  );

  it('says once of each file that it is complete, also of empty ones and of several entries', async () => {
    const entries = ['id\na\n', 'id\nb\n'].map((csv, index) => ({ name: `${index}.csv`, data: Buffer.from(csv) }));
    const logs = await service([buildZip([]), hourZip(1, 0), buildZip(entries), hourZip(3)]);
    const { values } = await drain(read(logs, hoursOf(0, 1, 2, 3)));
    const complete = values.filter((batch) => batch.complete);
    expect(complete.map(({ file }) => file.filename)).toEqual([0, 1, 2, 3].map(hourName));
    expect(idsOf(values.filter(({ file }) => file.filename === hourName(2)))).toEqual(['a', 'b']);
    expect(Object.keys(values[0] ?? ['none'])).toEqual([]);
  });

  it.each([1, 3])('has %i files in flight while its reader waits', async (concurrency) => {
    const logs = await service([0, 1, 2, 3, 4, 5].map((hour) => hourZip(hour)));
    const batches = read(logs, hoursOf(0, 1, 2, 3, 4, 5), { concurrency });
    await settle();
    expect(logs.asked).toEqual([]);
    await batches.next();
    await settle(50);
    expect(logs.downloads().sort()).toEqual([0, 1, 2, 3, 4, 5].slice(0, concurrency));
    await batches.return?.();
  });

  it('keeps the failure of a file ahead for its place, and leaves no rejection to nobody', async () => {
    const rejections = watchRejections();
    const logs = await service([hourZip(0), hourZip(1), hourZip(2)], {
      plan: (hour) => (hour === 1 ? { refuse: { status: 403, body: '<Error><Code>AccessDenied</Code></Error>' } } : {}),
    });
    const batches = read(logs, hoursOf(0, 1, 2));
    const first = await batches.next();
    await settle(100);
    const { values, error } = await drain(batches);
    expect(idsOf([first.value as LogBatch<BaseRecord>, ...values])).toEqual(idsOfHour(0));
    expect(error).toBeInstanceOf(HttpError);
    await settle();
    expect(rejections).toEqual([]);
  });

  it('keeps the failure of the list for its place', async () => {
    const failure = new Error('no list');
    const logs = await service([hourZip(0), hourZip(1)]);
    const files = concat(
      hoursOf(0, 1),
      throwError(() => failure),
    );
    const { values, error } = await drain(read(logs, files));
    expect(idsOf(values)).toEqual([...idsOfHour(0), ...idsOfHour(1)]);
    expect(error).toBe(failure);
  });

  it('fails for a column that a file has not, unless it is known', async () => {
    const logs = await service([hourZip(0), csvZip(['id'], [['x']])]);
    const known = await drain(read(logs, hoursOf(0, 1), { fields: ['google_aid', 'id'] }));
    expect(known.values.flat().map((record) => record.toObject())).toContainEqual({ google_aid: null, id: 'x' });
    const { values, error } = await drain(read(logs, hoursOf(0, 1), { fields: ['ip'] }));
    expect(values.flat()).toHaveLength(3);
    expect(error).toEqual(new RangeError(`${hourName(1)} has no column "ip"; it has id`));
  });

  it('tells of records that were left out', async () => {
    const data = Buffer.from('id,ip\n1,2,3\n4,5\n6,7,8\n');
    const logs = await service([buildZip([{ data }]), hourZip(1)]);
    const { values } = await drain(read(logs, hoursOf(0, 1), { onBadRecord: 'skip' }));
    expect(idsOf(values)).toEqual(['4', ...idsOfHour(1)]);
    expect(logs.events).toEqual([{ type: 'records skipped', file: hourName(0), count: 2 }]);
  });

  it('passes on how archives are to be read', async () => {
    const damaged = buildZip([{ data: Buffer.from('id\n1\n'), local: { crc: 7 } }]);
    const logs = await service([hourZip(0), damaged]);
    const spooled = await drain(read(logs, hoursOf(0, 1), { spool: true }));
    expect(idsOf(spooled.values)).toEqual(idsOfHour(0));
    expect(spooled.error).toBeInstanceOf(RawLogCorruptError);
    const streamed = await drain(read(logs, hoursOf(0, 1)));
    expect(idsOf(streamed.values)).toEqual([...idsOfHour(0), '1']);
    expect(streamed.values.filter(({ complete }) => complete)).toHaveLength(1);
    const capped = await drain(read(logs, hoursOf(0), { maxInflatedBytes: 5 }));
    expect(capped.error).toMatchObject({ name: 'RawLogCorruptError', file: hourName(0) });
  });

  it.each([
    ['files in their order', { concurrency: 3 }],
    ['files as they come', { concurrency: 3, ordered: false }],
    ['one file', { concurrency: 1 }],
  ])('closes every connection when it is left while it waits for bytes, reading %s', async (_, options) => {
    const logs = await service([hourZip(0), hourZip(1), hourZip(2)], { plan: () => ({ stallAt: 10 }) });
    const batches = read(logs, hoursOf(0, 1, 2), options);
    const pending = batches.next();
    await expect.poll(() => logs.downloads().length).toBe(options.concurrency);
    expect(await batches.return?.()).toEqual({ done: true, value: undefined });
    expect(await pending).toEqual({ done: true, value: undefined });
    await expect.poll(() => logs.server.sockets.size).toBe(0);
  });

  it('ends at once, and for good, when it is left while it waits for the list', async () => {
    const logs = await service([]);
    const batches = read(logs, NEVER);
    const pending = batches.next();
    await settle(5);
    await batches.return?.();
    expect((await pending).done).toBe(true);
    expect((await batches.next()).done).toBe(true);
  });

  it('fails with the reason of its signal, and leaves no listener on it', async () => {
    const logs = await service([hourZip(0), hourZip(1)], { plan: () => ({ stallAt: 10 }) });
    const outer = new AbortController();
    const reading = drain(read(logs, hoursOf(0, 1), {}, outer.signal));
    await expect.poll(() => logs.downloads().length).toBe(2);
    const reason = new Error('left');
    outer.abort(reason);
    expect(await reading).toEqual({ values: [], error: reason });
    expect(getEventListeners(outer.signal, 'abort')).toHaveLength(0);
    const whole = await service([hourZip(0), hourZip(1)]);
    const other = new AbortController();
    await drain(read(whole, hoursOf(0, 1), {}, other.signal));
    expect(getEventListeners(other.signal, 'abort')).toHaveLength(0);
  });
});
