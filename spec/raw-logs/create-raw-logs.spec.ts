import { of } from 'rxjs';
import { describe, expect, it } from 'vitest';
import {
  ConnectionError,
  type DateDir,
  type FindLogsOptions,
  LogFile,
  ProtocolError,
  RawLogMissingError,
  Stream,
} from 'rxoffers';
import { CLICK_COLUMNS } from '../../lib/catalog/generated/log-columns.js';
import { createRawLogs } from '../../lib/raw-logs/raw-log-manager.js';
import type { RawLogContext } from '../../lib/raw-logs/context.js';
import { collect, failureOf } from '../support/collect.js';
import { csvZip, hourName, serveHours, type ServiceOptions } from '../support/raw-log-service.js';

const hourZip = (hour: number): Buffer => csvZip(['offer_id', 'transaction_id'], [[String(hour), `102f${hour}`]]);

const logsOf = async (hours: number, options?: ServiceOptions) => {
  const service = await serveHours(
    Array.from({ length: hours }, (_, hour) => hourZip(hour)),
    options,
  );
  return { ...service, logs: createRawLogs(service.context) };
};

/** Answers every call with this. */
const answering = (context: RawLogContext, data: unknown): RawLogContext => ({
  ...context,
  callFor: () => () => of(data as null),
});

describe('the managers of raw logs', () => {
  it('are three, and each asks for its type of log (row 124)', async () => {
    const { context } = await serveHours([]);
    const types: string[] = [];
    const logs = createRawLogs({ ...context, callFor: (type) => (types.push(type), context.callFor(type)) });
    expect(Object.keys(logs)).toEqual(['clicks', 'conversions', 'impressions']);
    expect(types).toEqual(['clicks', 'conversions', 'impressions']);
    for (const manager of Object.values(logs))
      expect(Object.keys(manager as object).sort()).toEqual(
        ['listDateDirs', 'listLogs', 'listFiles', 'findAll', 'batches', 'follow', 'getLogExpirations'].sort(),
      );
  });

  it('lead from dirs to files to records (rows 125-130)', async () => {
    const { logs } = await logsOf(2);
    const [dir] = await collect(logs.clicks.listDateDirs());
    const files = await collect((dir as DateDir<LogFile>).listLogs());
    expect(files.every((file) => file instanceof LogFile)).toBe(true);
    expect(files.map(({ filename }) => filename)).toEqual([hourName(1), hourName(0)]);
    expect((await collect(files[0]?.records() ?? of())).map(String)).toEqual(['LogRecord: 1 (102f1)']);
  });

  it('find the records of all files of a dir, the oldest first (row 132)', async () => {
    const { logs, asked } = await logsOf(5);
    expect((await collect(logs.clicks.findAll('20160909'))).map(String)).toEqual(
      [0, 1, 2, 3, 4].map((hour) => `LogRecord: ${hour} (102f${hour})`),
    );
    expect(asked[0]).toBe('listLogs 20160909');
    expect(asked.slice(1).sort()).toEqual([0, 1, 2, 3, 4].map((hour) => `getDownloadLink ${hourName(hour)}`));
  });

  it('find them in batches, each of a file that can be read again, of which nothing was kept', async () => {
    const { logs, downloads } = await logsOf(2, { keepLogBytes: 1_000_000 });
    const batches = await collect(logs.clicks.batches('20160909'));
    expect(batches.map(({ file, length, complete }) => [file.filename, length, complete])).toEqual([
      [hourName(0), 1, false],
      [hourName(0), 0, true],
      [hourName(1), 1, false],
      [hourName(1), 0, true],
    ]);
    expect(batches[0]?.file).toBe(batches[1]?.file);
    expect((await collect(batches[2]?.file.records() ?? of())).map(String)).toEqual(['LogRecord: 1 (102f1)']);
    expect(downloads()).toHaveLength(3);
  });

  it('send anew for each subscription, and keep nothing of a range', async () => {
    const { logs, asked, downloads } = await logsOf(2, { keepLogBytes: 1_000_000 });
    const records = logs.clicks.findAll('20160909');
    expect(records).toBeInstanceOf(Stream);
    expect([asked, downloads()]).toEqual([[], []]);
    for (const round of [1, 2]) {
      expect(await collect(records)).toHaveLength(2);
      expect(asked).toHaveLength(3 * round);
      expect(downloads()).toHaveLength(2 * round);
    }
  });

  it('take every known column of clicks for one that may be missing, and none of the others', async () => {
    const { logs } = await logsOf(1);
    const [click] = await collect(logs.clicks.findAll('20160909', { fields: CLICK_COLUMNS }));
    expect(Object.keys(click ?? {})).toEqual(CLICK_COLUMNS);
    expect(click).toMatchObject({ offer_id: '0', google_aid: null });
    for (const manager of [logs.conversions, logs.impressions])
      expect(await failureOf(manager.findAll('20160909', { fields: ['google_aid'] }))).toBeInstanceOf(RangeError);
  });

  it('miss a day that is not listed, or pass over it', async () => {
    const { logs } = await logsOf(0);
    expect(await failureOf(logs.clicks.findAll('20160909'))).toBeInstanceOf(RawLogMissingError);
    expect(await failureOf(logs.clicks.batches('20160909'))).toBeInstanceOf(RawLogMissingError);
    expect(await collect(logs.clicks.findAll('20160909', { onMissing: 'skip' }))).toEqual([]);
  });

  it.each<[unknown]>([
    [null],
    [{ feilds: ['offer_id'] }],
    [{ fields: [] }],
    [{ lazy: 1 }],
    [{ concurrency: 0 }],
    [{ ordered: 'no' }],
    [{ onBadRecord: 'ignore' }],
    [{ onMissing: 'ignore' }],
    [{ spool: 'yes' }],
    [{ maxInflatedBytes: -1 }],
    [{ demand: {} }],
  ])('end in an error for the options %j, which is never thrown, and send nothing', async (wrong) => {
    const { logs, asked } = await logsOf(1);
    const options = wrong as FindLogsOptions;
    for (const stream of [logs.clicks.findAll('20160909', options), logs.clicks.batches('20160909', options)]) {
      const error = await failureOf(stream as Stream<unknown>);
      expect(error instanceof TypeError || error instanceof RangeError).toBe(true);
    }
    expect(asked).toEqual([]);
  });

  it.each(['20160931', '2016-09-09', '', 20160909, null, { from: '20160910', to: '20160909' }])(
    'end in an error for the range %j, and send nothing',
    async (range) => {
      const { logs, asked } = await logsOf(1);
      for (const stream of [logs.clicks.findAll(range as string), logs.clicks.batches(range as string)]) {
        const error = await failureOf(stream as Stream<unknown>);
        expect(error instanceof TypeError || error instanceof RangeError).toBe(true);
      }
      expect(asked).toEqual([]);
    },
  );

  it('tell how long logs are kept', async () => {
    const { context } = await serveHours([]);
    const { clicks } = createRawLogs(answering(context, { clicks: '90', conversions: 400 }));
    expect(await collect(clicks.getLogExpirations())).toEqual([{ clicks: 90, conversions: 400 }]);
    const broken = createRawLogs(answering(context, 'no'));
    expect(await failureOf(broken.clicks.getLogExpirations())).toBeInstanceOf(ProtocolError);
  });

  it('report what following them meets', async () => {
    const failure = new ConnectionError('down', { unsent: true });
    let fails = 2;
    const { logs, events } = await logsOf(1, { fails: () => (fails-- > 0 ? failure : undefined) });
    const followed = logs.clicks.follow({ since: '20160909', interval: 1 });
    for await (const { file } of followed) {
      expect(file.filename).toBe(hourName(0));
      break;
    }
    expect(events).toContainEqual({ type: 'listing failed', log: 'clicks', reason: 'down' });
  });
});
