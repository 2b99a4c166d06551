import { describe, expect, it } from 'vitest';
import type { NewRawLogFile, RawLogOptions, RawLogType, Sandbox } from 'rxoffers/sandbox';
import { dataOf, openSandbox } from '../../support/sandbox-call.js';
import { bytesOf, download, linkTo, openLogs } from '../../support/sandbox-logs.js';

const namesOf = ({ rawLogs }: Sandbox, type: RawLogType = 'clicks'): string[] =>
  rawLogs.files(type).map(({ filename }) => filename);

const openWith = async (rawLogs: RawLogOptions, seed = 1): Promise<Sandbox> => openSandbox({ seed, rawLogs });

describe('the files of raw logs', () => {
  it('are hourly, for three days, unless options say otherwise', async () => {
    const files = (await openSandbox()).rawLogs.files('conversions');
    expect(files).toHaveLength(72);
    expect(files[0]).toMatchObject({ dirName: '20160907', startTime: new Date('2016-09-07T00:00:00Z'), rows: 50 });
    expect(Object.keys(files[0] ?? {})).toEqual(['filename', 'dirName', 'startTime', 'rows']);
  });

  it('cover the requested days across the end of a month, oldest first', async () => {
    const sandbox = await openWith({ from: '20160228', days: 3, filesPerDay: 2, rowsPerFile: 7 });
    const files = sandbox.rawLogs.files('clicks');
    expect(files.map(({ startTime }) => startTime.toISOString().slice(0, 13))).toEqual([
      ...['2016-02-28T00', '2016-02-28T01', '2016-02-29T00', '2016-02-29T01', '2016-03-01T00', '2016-03-01T01'],
    ]);
    expect(new Set(files.map(({ rows }) => rows))).toEqual(new Set([7]));
  });

  it('have names like those of the service, which depend on seed, type and hour', async () => {
    const all = [
      ...namesOf(await openWith({ days: 1, filesPerDay: 2 })),
      ...namesOf(await openWith({ days: 1, filesPerDay: 2 }), 'impressions'),
      ...namesOf(await openWith({ days: 1, filesPerDay: 2 }, 2)),
    ];
    for (const name of all) expect(name).toMatch(/^20160907\/(clicks|impressions)-14732\d{5}-\w{6}\.zip$/);
    expect(new Set(all.map((name) => name.slice(-10))).size).toBe(6);
    expect(namesOf(await openWith({ days: 1, filesPerDay: 2 }))).toEqual(all.slice(0, 2));
  });

  it.each([
    ['00', '12:00 am'],
    ['11', '11:00 am'],
    ['12', '12:00 pm'],
    ['23', '11:00 pm'],
  ])('of the hour %s are displayed as %s', async (hour, clock) => {
    const sandbox = await openWith({ days: 0 });
    sandbox.rawLogs.add('clicks', { startTime: new Date(`2016-12-31T${hour}:00:00Z`) });
    const data = await dataOf(sandbox, 'RawLog.listLogs', { log_type: 'clicks', date_dir: '20161231' });
    expect(data).toMatchObject({ logFiles: [{ displayName: `Dec 31, 2016 - ${clock}` }] });
  });

  it('can be added late, several to an hour, with rows and a name', async () => {
    const sandbox = await openWith({ days: 1, filesPerDay: 2, rowsPerFile: 7 });
    const startTime = new Date('2016-09-07T00:00:00Z');
    const late = [sandbox.rawLogs.add('clicks', { startTime }), sandbox.rawLogs.add('clicks', { startTime, rows: 0 })];
    const named = sandbox.rawLogs.add('clicks', { startTime, filename: '20160906/other.zip' });
    expect(new Set([...late, named]).size).toBe(3);
    const files = new Map(sandbox.rawLogs.files('clicks').map((file) => [file.filename, file]));
    expect(files.get(named)).toMatchObject({ dirName: '20160906', rows: 7 });
    expect(files.get(late[1] ?? '')?.rows).toBe(0);
    expect([...files.values()].at(-1)?.startTime.getUTCHours()).toBe(1);
    startTime.setUTCFullYear(1999);
    expect(sandbox.rawLogs.files('clicks').map((file) => file.startTime.getUTCFullYear())).not.toContain(1999);
  });

  it('appear, change and vanish while the sandbox runs', async () => {
    const { sandbox } = await openLogs();
    const filename = sandbox.rawLogs.add('clicks', { startTime: new Date('2016-09-07T05:00:00Z'), rows: 3 });
    const link = await linkTo(sandbox, filename);
    const before = await download(link);
    expect(before.body).toHaveLength(await sandbox.rawLogs.size('clicks', filename));
    sandbox.rawLogs.change('clicks', filename);
    const after = await download(link);
    expect(after.headers.etag).not.toBe(before.headers.etag);
    expect(after.headers['last-modified']).toBe('Wed, 07 Sep 2016 06:00:01 GMT');
    expect(after.body.equals(before.body)).toBe(false);
    sandbox.rawLogs.remove('clicks', filename);
    expect((await download(link)).status).toBe(404);
    expect(namesOf(sandbox)).not.toContain(filename);
  });

  it('know their size even after the sandbox has closed, once they were measured', async () => {
    const { sandbox, filename } = await openLogs();
    const size = await sandbox.rawLogs.size('clicks', filename);
    const other = sandbox.rawLogs.add('clicks', { startTime: new Date('2016-09-07T05:00:00Z') });
    await sandbox.close();
    expect(await sandbox.rawLogs.size('clicks', filename)).toBe(size);
    await expect(sandbox.rawLogs.size('clicks', other)).rejects.toThrow();
  });

  it('stop being measured when the sandbox closes', async () => {
    const { sandbox, filename } = await openLogs({ rowsPerFile: 100_000_000 });
    const measuring = expect(sandbox.rawLogs.size('clicks', filename)).rejects.toThrow();
    await sandbox.close();
    await measuring;
  });

  it('are created while other work goes on', async () => {
    const { sandbox, filename } = await openLogs({ rowsPerFile: 5000 });
    let turns = 0;
    let isOver = false;
    const count = (): void => {
      turns += 1;
      if (!isOver) setImmediate(count);
    };
    setImmediate(count);
    const size = (await bytesOf(sandbox.rawLogs.csv('clicks', filename))).length;
    isOver = true;
    expect(size).toBeGreaterThan(40 * 64 * 1024);
    expect(turns).toBeGreaterThan(5);
  });
});

describe('wrong arguments of raw logs', () => {
  it.each<[NewRawLogFile, string]>([
    [{ startTime: new Date(NaN) }, 'rawLogs.add: startTime should be a valid date, not Invalid Date'],
    [{ startTime: new Date(0), rows: -1 }, 'rawLogs.add: rows should be an integer of at least 0, not -1'],
    ...['clicks.zip', '2016/clicks.zip', '20160909/../x.zip', '20160909/a b.zip', '20160909/a.csv'].map(
      (filename): [NewRawLogFile, string] => [
        { startTime: new Date(0), filename },
        `rawLogs.add: filename should be <YYYYMMDD>/<name>.zip, not '${filename}'`,
      ],
    ),
  ])('refuses to add %j', async (file, message) => {
    const { rawLogs } = await openWith({ days: 1 });
    expect(() => rawLogs.add('clicks', file)).toThrow(new RangeError(message));
  });

  it('refuses a name that is taken, a file that does not exist, and an unknown type', async () => {
    const { sandbox, filename } = await openLogs();
    const { rawLogs } = sandbox;
    expect(() => rawLogs.add('clicks', { startTime: new Date(0), filename })).toThrow(
      new RangeError(`rawLogs.add: filename should be a new name, not that of the file '${filename}'`),
    );
    const missing = new RangeError("rawLogs: filename should be the name of one of the clicks files, not 'nothing'");
    for (const method of ['remove', 'change', 'csv', 'rows'] as const)
      expect(() => rawLogs[method]('clicks', 'nothing')).toThrow(missing);
    await expect(rawLogs.size('clicks', 'nothing')).rejects.toThrow(missing);
    expect(() => rawLogs.files('views' as RawLogType)).toThrow(
      new RangeError("rawLogs: type should be one of clicks, conversions, impressions, not 'views'"),
    );
  });

  it.each([
    [{ from: '2016-09-07' }, "from should be a day, YYYYMMDD, not '2016-09-07'"],
    [{ from: '20160231' }, "from should be a day, YYYYMMDD, not '20160231'"],
    [{ days: -1 }, 'days should be an integer from 0 to 36525, not -1'],
    [{ filesPerDay: 0 }, 'filesPerDay should be an integer from 1 to 24, not 0'],
    [{ filesPerDay: 25 }, 'filesPerDay should be an integer from 1 to 24, not 25'],
    [{ rowsPerFile: 1.5 }, 'rowsPerFile should be an integer of at least 0, not 1.5'],
    [{ compression: 'zstd' }, "compression should be 'deflate' or 'store', not 'zstd'"],
    [{ linkLifetime: 0 }, 'linkLifetime should be a finite number of ms above 0, not 0'],
    [{ linkLifetime: Infinity }, 'linkLifetime should be a finite number of ms above 0, not Infinity'],
    [{ bytesPerSecond: 0 }, 'bytesPerSecond should be a number above 0, not 0'],
    [{ quirks: 2 }, 'quirks should be a number from 0 to 1, not 2'],
    [{ columns: { clicks: [] } }, 'columns.clicks should be an array of distinct names, not []'],
    [{ columns: { clicks: ['a', 'a'] } }, "columns.clicks should be an array of distinct names, not ['a', 'a']"],
    [{ columns: { impressions: [''] } }, "columns.impressions should be an array of distinct names, not ['']"],
  ])('refuses the option %j', async (options, message) => {
    await expect(openWith(options as RawLogOptions)).rejects.toThrow(
      new RangeError(`createSandbox: rawLogs.${message}`),
    );
  });

  it('takes undefined for an absent option', async () => {
    const sandbox = await openWith({ ...({ days: undefined } as object), filesPerDay: 1 });
    expect(sandbox.rawLogs.files('clicks')).toHaveLength(sandbox.days.length);
  });
});
