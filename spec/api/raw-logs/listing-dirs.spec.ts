import { inspect } from 'node:util';
import { firstValueFrom } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { DateDir, type LogFile, ProtocolError, Stream } from 'rxoffers';
import { collect, failureOf } from '../../support/collect.js';
import { hours, listingReply, serveListing } from '../../support/log-listing.js';
import { recordedApi, Refusal, Text } from '../../support/recorded-api.js';

const LISTING = { '20160908': hours('20160908', 22, 23), '20160909': hours('20160909', 0, 1, 2) };

const open = async () => {
  const { api, asked } = await serveListing((dirName) => listingReply(LISTING, dirName));
  return { logs: api.rawLogs.clicks, asked };
};
const hoursOf = (files: readonly Pick<LogFile, 'startTime'>[]): number[] =>
  files.map(({ startTime }) => startTime.getUTCHours());

/** All listings of a client whose service gives one reply to every call. */
const listings = async (reply: unknown) => {
  const { clicks } = (await recordedApi([reply])).api.rawLogs;
  return [clicks.listDateDirs(), clicks.listLogs('20160909'), clicks.listFiles('20160909'), clicks.listFiles('2016')];
};

describe('listDateDirs', () => {
  it('emits the dirs in the order of the service, which list their files', async () => {
    const { logs, asked } = await open();
    const dirs = await collect(logs.listDateDirs());
    expect(dirs.map(String)).toEqual(['DateDir: Day 20160909 (20160909)', 'DateDir: Day 20160908 (20160908)']);
    expect(hoursOf(await collect((dirs[1] as DateDir<LogFile>).listLogs()))).toEqual([23, 22]);
    expect(asked()).toEqual(['listDateDirs', '20160908']);
  });
});

describe('listLogs', () => {
  it('emits the files of a dir, or of its name, in the order of the service', async () => {
    const { logs } = await open();
    expect(hoursOf(await collect(logs.listLogs('20160909')))).toEqual([2, 1, 0]);
    const dir = await firstValueFrom(logs.listDateDirs());
    expect(hoursOf(await collect(logs.listLogs(dir)))).toEqual([2, 1, 0]);
  });

  it('sends a month and a year unchanged', async () => {
    const { logs, asked } = await open();
    for (const name of ['20160909', '201609', '2016']) await collect(logs.listLogs(name));
    expect(asked()).toEqual(['20160909', '201609', '2016']);
  });

  it.each<[unknown, new (message: string) => Error, string]>([
    ['20160231', RangeError, "a date, 'YYYYMMDD', 'YYYYMM' or 'YYYY', not '20160231'"],
    ['', RangeError, "a date, 'YYYYMMDD', 'YYYYMM' or 'YYYY', not ''"],
    ['x'.repeat(99), RangeError, `a date, 'YYYYMMDD', 'YYYYMM' or 'YYYY', not '${'x'.repeat(40)}'`],
    [20160909, TypeError, "'YYYYMMDD', 'YYYYMM' or 'YYYY' as a string, not a value of type number"],
    [undefined, TypeError, "'YYYYMMDD', 'YYYYMM' or 'YYYY' as a string, not undefined"],
    [{ dirName: '20160909' }, TypeError, "'YYYYMMDD', 'YYYYMM' or 'YYYY' as a string, not a value of type object"],
  ])('ends with an error for %j, and sends nothing', async (name, type, message) => {
    const { logs, asked } = await open();
    expect(await failureOf(logs.listLogs(name as string))).toEqual(
      new type(`rawLogs.clicks.listLogs: dateDir should be ${message}`),
    );
    expect(asked()).toEqual([]);
  });
});

describe('every listing', () => {
  it('is a stream, which ends with what a call fails with', async () => {
    for (const stream of await listings(new Refusal('down'))) {
      expect(stream).toBeInstanceOf(Stream);
      expect(await failureOf(stream)).toMatchObject({ name: 'HasOffersError' });
    }
  });

  it('is empty when the service says data: []', async () => {
    const [dirs, logs, , year] = await listings([]);
    for (const stream of [dirs, logs, year]) expect(await collect(stream as Stream<unknown>)).toEqual([]);
  });

  it.each<[string, unknown]>([
    ['null', null],
    ['a text', '<html>'],
    ['a list with something in it', [{ dateDirs: [], logFiles: [] }]],
    ['no list', { logType: 'clicks' }],
    ['null in place of the list', { dateDirs: null, logFiles: null }],
    ['a plain object in place of the list', { dateDirs: { a: '1' }, logFiles: { a: '1' } }],
    ['an element that is a number', { dateDirs: [1], logFiles: [1] }],
    ['an element that is null', { dateDirs: [null], logFiles: [null] }],
    ['an element that is a list', { dateDirs: [[]], logFiles: [[]] }],
    ['an element without a name', { dateDirs: [{}], logFiles: [{ startTimestamp: '1' }] }],
    ['an empty name', { dateDirs: [{ dirName: '' }], logFiles: [{ filename: '', startTimestamp: '1' }] }],
    ['a name that is a flag', { dateDirs: [{ dirName: true }], logFiles: [{ filename: true, startTimestamp: '1' }] }],
  ])('refuses %s', async (_, data) => {
    for (const stream of await listings(data)) expect(await failureOf(stream)).toBeInstanceOf(ProtocolError);
  });

  it('says what is wrong with a list', async () => {
    const messageOf = async (data: unknown): Promise<unknown> =>
      failureOf((await recordedApi([data])).api.rawLogs.clicks.listLogs('2016'));
    expect(await messageOf({})).toMatchObject({ message: 'A list of raw logs has no "logFiles"' });
    expect(await messageOf({ logFiles: [{ filename: 'a', startTimestamp: '1' }, 7] })).toMatchObject({
      message: 'Element 2 of "logFiles" is not an object',
    });
    expect(await messageOf({ logFiles: [{ startTimestamp: '1' }] })).toMatchObject({
      message: 'A raw log is listed without its "filename"',
    });
  });

  it('takes objects with numeric keys for lists, numbers for names, and names for missing titles', async () => {
    const dirs = await recordedApi([new Text('{"dateDirs":{"3":{"dirName":20160909,"displayName":null}}}')]);
    expect((await collect(dirs.api.rawLogs.clicks.listDateDirs())).map((dir) => dir.toObject())).toEqual([
      { dirName: '20160909', displayName: '20160909' },
    ]);
  });

  it.each<[unknown, string]>([
    ['soon', '"soon"'],
    ['', '""'],
    ['1473411600.5', '"1473411600.5"'],
    ['-1', '"-1"'],
    ['99999999999999999', '"99999999999999999"'],
    [null, 'null'],
    [[1], '[1]'],
    [undefined, 'nothing'],
  ])('refuses %j as the start of a file', async (startTimestamp, shown) => {
    const { api } = await recordedApi([{ logFiles: [{ filename: '20160909/a.zip', startTimestamp }] }]);
    expect(await failureOf(api.rawLogs.clicks.listLogs('20160909'))).toEqual(
      new ProtocolError(`The startTimestamp of 20160909/a.zip should be in seconds, not ${shown}`),
    );
  });

  it.each(['1473411600', 1473411600])('takes %j as a start in seconds', async (startTimestamp) => {
    const row = { displayName: 'Sep 9, 2016 - 09:00 am', filename: '20160909/a.zip', startTimestamp };
    const { api } = await recordedApi([{ logFiles: [row] }]);
    const file = await firstValueFrom(api.rawLogs.impressions.listLogs('20160909'));
    expect(file).toMatchObject({
      ...{ type: 'impressions', filename: '20160909/a.zip', displayName: 'Sep 9, 2016 - 09:00 am' },
      startTime: new Date('2016-09-09T09:00:00Z'),
    });
  });

  it('refuses options that it does not have, and sends nothing', async () => {
    const { logs, asked } = await open();
    const wrong = { onmissing: 'skip' } as object;
    const dir = new DateDir({ dirName: '20160909', displayName: '' }, (options) => logs.listLogs('20160909', options));
    for (const stream of [
      logs.listDateDirs(wrong),
      logs.listLogs('2016', wrong),
      logs.listLogs('2016', { onMissing: 'skip' } as object),
      logs.listFiles('2016', wrong),
      dir.listLogs(wrong),
    ])
      expect(await failureOf(stream)).toBeInstanceOf(TypeError);
    expect(await failureOf(logs.listFiles('2016', { onMissing: 'ignore' as 'skip' }))).toEqual(
      new TypeError("rawLogs.clicks.listFiles: onMissing should be 'error' or 'skip'"),
    );
    expect(await failureOf(logs.listDateDirs({ demand: 1 as never }))).toEqual(
      new TypeError('rawLogs.clicks.listDateDirs: demand should be the one that iterate() gives'),
    );
    expect(asked()).toEqual([]);
  });
});

describe('a date dir', () => {
  const FACTS = { dirName: '20160909', displayName: 'Sep 9, 2016' };
  const dirOf = (facts = FACTS) => new DateDir<never>(facts, () => new Stream());

  it('has its wire fields as own enumerable properties, and nothing else', () => {
    expect({ ...dirOf() }).toEqual(FACTS);
    expect(dirOf().toObject()).toEqual(FACTS);
    expect(JSON.stringify(dirOf())).toBe('{"dirName":"20160909","displayName":"Sep 9, 2016"}');
    expect(String(dirOf())).toBe('DateDir: Sep 9, 2016 (20160909)');
    expect(inspect(dirOf())).toBe("DateDir { dirName: '20160909', displayName: 'Sep 9, 2016' }");
  });

  it('equals a dir with the same fields only', () => {
    const others = [
      dirOf(),
      dirOf({ ...FACTS, dirName: '20160908' }),
      dirOf({ ...FACTS, displayName: '9' }),
      FACTS,
      null,
    ];
    expect(others.map((other) => dirOf().equals(other))).toEqual([true, false, false, false, false]);
  });
});
