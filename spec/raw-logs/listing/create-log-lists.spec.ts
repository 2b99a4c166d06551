import { from, NEVER, of, share, throwError } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { type DateDir, iterate, type LogFileFacts, type LogRange, ProtocolError, Stream } from 'rxoffers';
import { createLogLists } from '../../../lib/raw-logs/listing/log-lists.js';
import type { RawLogCall } from '../../../lib/raw-logs/context.js';
import { collect, failureOf, settle } from '../../support/collect.js';
import { hours, listedLogs } from '../../support/listed-logs.js';

const DIRS = { '20160908': hours('20160908', 22, 23), '20160909': hours('20160909', 0, 1, 2) };

const same = (facts: LogFileFacts): LogFileFacts => facts;

const listsOf = (dirs: Parameters<typeof listedLogs>[0] = DIRS) => {
  const { call, asked } = listedLogs(dirs);
  return { asked, lists: createLogLists(call, 'clicks', same) };
};

const hoursOf = (files: readonly LogFileFacts[]): number[] => files.map(({ startTime }) => startTime.getUTCHours());

describe('listDateDirs', () => {
  it('emits the dirs in the order of the service, which lead to their files', async () => {
    const { asked, lists } = listsOf();
    const dirs = await collect(lists.listDateDirs());
    expect(dirs.map(String)).toEqual(['DateDir: Day 20160909 (20160909)', 'DateDir: Day 20160908 (20160908)']);
    expect(hoursOf(await collect((dirs[1] as DateDir<LogFileFacts>).listLogs()))).toEqual([23, 22]);
    expect(asked).toEqual(['listDateDirs', '20160908']);
  });

  it('emits none when the service says data: []', async () => {
    const lists = createLogLists(() => of([]), 'clicks', same);
    expect(await collect(lists.listDateDirs())).toEqual([]);
    expect(await collect(lists.listLogs('20160909'))).toEqual([]);
  });
});

describe('listLogs', () => {
  it('emits the files in the order of the service, of a name or a dir', async () => {
    const { lists } = listsOf();
    expect(hoursOf(await collect(lists.listLogs('20160909')))).toEqual([2, 1, 0]);
    const [dir] = await collect(lists.listDateDirs());
    expect(hoursOf(await collect(lists.listLogs(dir as DateDir<LogFileFacts>)))).toEqual([2, 1, 0]);
  });

  it.each(['20160909', '201609', '2016'])('passes %s on as it is (row 127)', async (name) => {
    const { asked, lists } = listsOf();
    await collect(lists.listLogs(name));
    expect(asked).toEqual([name]);
  });

  it.each<[unknown, new () => Error]>([
    ['20160231', RangeError],
    ['2016131', RangeError],
    ['', RangeError],
    [20160909, TypeError],
    [undefined, TypeError],
    [{ dirName: '20160909' }, TypeError],
  ])('refuses %j as an error of the stream, and sends nothing', async (name, type) => {
    const { asked, lists } = listsOf();
    expect(await failureOf(lists.listLogs(name as string))).toBeInstanceOf(type);
    expect(asked).toEqual([]);
  });
});

describe('listFiles', () => {
  it('emits the files of a range, oldest first', async () => {
    expect(hoursOf(await collect(listsOf().lists.listFiles('201609')))).toEqual([22, 23, 0, 1, 2]);
  });

  it('starts anew for each subscription', async () => {
    const { asked, lists } = listsOf();
    const files = lists.listFiles('201609');
    expect(asked).toEqual([]);
    expect(await collect(files)).toHaveLength(5);
    expect(await collect(files)).toHaveLength(5);
    expect(asked).toHaveLength(6);
  });

  it.each<[unknown, new () => Error]>([
    ['20160231', RangeError],
    [{ from: '20160909', to: '20160908' }, RangeError],
    [{ from: new Date(NaN), to: '2016' }, RangeError],
    [null, TypeError],
    [{ from: '2016' }, TypeError],
  ])('refuses %j as an error of the stream, and sends nothing', async (range, type) => {
    const { asked, lists } = listsOf();
    expect(await failureOf(lists.listFiles(range as LogRange))).toBeInstanceOf(type);
    expect(asked).toEqual([]);
  });

  it('asks for one dir ahead of a consumer at the most, and hears a demand that is handed to it', async () => {
    const days = Array.from({ length: 28 }, (_, day) => `201602${String(day + 1).padStart(2, '0')}`);
    const { asked, lists } = listsOf(Object.fromEntries(days.map((day) => [day, hours(day, 0, 1)])));
    const pipeline = iterate((demand) => lists.listFiles('2016', { demand }).pipe(share()), { highWaterMark: 2 });
    await pipeline.next();
    await settle(10);
    expect(asked.length).toBeLessThanOrEqual(5);
    await pipeline.return?.();
  });

  it('makes a file once for each one emitted', async () => {
    const made: string[] = [];
    const { call } = listedLogs(DIRS);
    const lists = createLogLists(call, 'impressions', (facts) => (made.push(facts.type), facts));
    await collect(lists.listFiles('20160909'));
    expect(made).toEqual(['impressions', 'impressions', 'impressions']);
  });
});

describe('all of them', () => {
  const streams = (call: RawLogCall) => {
    const lists = createLogLists(call, 'clicks', same);
    return [lists.listDateDirs(), lists.listLogs('20160909'), lists.listFiles('20160909'), lists.listFiles('2016')];
  };

  it('are streams', () => {
    for (const stream of streams(() => NEVER)) expect(stream).toBeInstanceOf(Stream);
  });

  it('pass on what a call fails with', async () => {
    for (const stream of streams(() => throwError(() => new Error('down'))))
      expect(await failureOf(stream)).toMatchObject({ message: 'down' });
  });

  it.each([[null], ['<html>'], [{ logType: 'clicks' }], [{ dateDirs: [1], logFiles: [1] }], [[1]]])(
    'refuse %j, which is no list',
    async (data) => {
      for (const stream of streams(() => from([data]))) expect(await failureOf(stream)).toBeInstanceOf(ProtocolError);
    },
  );

  it('refuse options that they do not know', async () => {
    const { asked, lists } = listsOf();
    const wrong = { onmissing: 'skip' } as object;
    for (const stream of [
      lists.listDateDirs(wrong),
      lists.listLogs('2016', wrong),
      lists.listFiles('2016', wrong),
      lists.listFiles('2016', { onMissing: 'ignore' as 'skip' }),
    ])
      expect(await failureOf(stream)).toBeInstanceOf(TypeError);
    expect(asked).toEqual([]);
  });
});
