import { describe, expect, it } from 'vitest';
import { dataOf, openSandbox, refusalOf } from '../../support/sandbox-call.js';

const open = () => openSandbox({ rawLogs: { days: 2, filesPerDay: 2 } });

const list = async (sandbox: Awaited<ReturnType<typeof open>>, date_dir: string, log_type = 'clicks') =>
  (await dataOf(sandbox, 'RawLog.listLogs', { log_type, date_dir })) as {
    logFiles: { displayName: string; startTimestamp: string; filename: string }[];
  };

describe('RawLog.listDateDirs', () => {
  it('lists days as recorded, newest first', async () => {
    expect(await dataOf(await open(), 'RawLog.listDateDirs', { log_type: 'clicks' })).toEqual({
      logType: 'clicks',
      dateDirs: [
        { displayName: 'Sep 8, 2016', dirName: '20160908' },
        { displayName: 'Sep 7, 2016', dirName: '20160907' },
      ],
    });
  });

  it('lists the days that have files of that type', async () => {
    const sandbox = await open();
    sandbox.rawLogs.add('impressions', { startTime: new Date('2016-10-01T00:00:00Z') });
    for (const { filename } of sandbox.rawLogs.files('clicks'))
      if (filename.startsWith('20160907')) sandbox.rawLogs.remove('clicks', filename);
    const dirs = async (log_type: string) =>
      (
        (await dataOf(sandbox, 'RawLog.listDateDirs', { log_type })) as { dateDirs: { dirName: string }[] }
      ).dateDirs.map(({ dirName }) => dirName);
    expect([await dirs('clicks'), await dirs('impressions')]).toEqual([
      ['20160908'],
      ['20161001', '20160908', '20160907'],
    ]);
  });
});

describe('RawLog.listLogs', () => {
  it('lists hours as recorded, newest first', async () => {
    const data = await list(await open(), '20160907');
    expect(data).toMatchObject({ logType: 'clicks', logDate: '20160907', fetchTime: expect.any(Number) as number });
    expect(data.logFiles).toMatchObject([
      { displayName: 'Sep 7, 2016 - 01:00 am', startTimestamp: '1473210000' },
      { displayName: 'Sep 7, 2016 - 12:00 am', startTimestamp: '1473206400' },
    ]);
    expect(data.logFiles[0]?.filename).toMatch(/^20160907\/clicks-1473210000-\w{6}\.zip$/);
  });

  it('lists all days of a month or a year', async () => {
    const sandbox = await open();
    const names = async (date: string) => (await list(sandbox, date)).logFiles.map(({ filename }) => filename);
    expect(await names('201609')).toEqual([...(await names('20160908')), ...(await names('20160907'))]);
    expect(await names('2016')).toEqual(await names('201609'));
  });

  it.each(['20160910', '2015', '20', '2016090', 'x'])('lists nothing for %s', async (date) => {
    expect((await list(await open(), date)).logFiles).toEqual([]);
  });
});

describe('RawLog.getDownloadLink', () => {
  it('gives a link on the origin of the sandbox', async () => {
    const sandbox = await open();
    const { filename } = sandbox.rawLogs.files('clicks')[0] ?? { filename: '' };
    const { link } = (await dataOf(sandbox, 'RawLog.getDownloadLink', {
      log_type: 'clicks',
      log_filename: filename,
    })) as {
      link: string;
    };
    const url = new URL(link);
    expect([url.origin, url.pathname]).toEqual([new URL(sandbox.endpoint).origin, `/raw-logs/clicks/${filename}`]);
    for (const name of ['X-Amz-Date', 'X-Amz-Expires', 'X-Amz-Signature'])
      expect(url.searchParams.has(name)).toBe(true);
  });

  it('refuses a file that does not exist', async () => {
    const ask = (log_filename: string) => async (sandbox: Awaited<ReturnType<typeof open>>) =>
      refusalOf(sandbox, 'RawLog.getDownloadLink', { log_type: 'clicks', log_filename });
    expect(await ask('20160907/x.zip')(await open())).toBe('Log file 20160907/x.zip does not exist.');
  });
});

describe('RawLog.getLogExpirations', () => {
  it('gives days for each type', async () => {
    expect(await dataOf(await open(), 'RawLog.getLogExpirations')).toEqual({
      ...{ clicks: '123', conversions: '123', impressions: '123' },
    });
  });
});

describe('RawLog', () => {
  it.each([
    ['listDateDirs', {}, 'log_type'],
    ['listLogs', { log_type: 'clicks' }, 'date_dir'],
    ['listLogs', { date_dir: '2016' }, 'log_type'],
    ['getDownloadLink', { log_type: 'clicks' }, 'log_filename'],
  ])('%s %j lacks %s', async (method, params, name) => {
    expect(await refusalOf(await open(), `RawLog.${method}`, params)).toBe(`Missing required argument: ${name}`);
  });

  it('refuses an unknown type of log', async () => {
    expect(await refusalOf(await open(), 'RawLog.listDateDirs', { log_type: 'views' })).toBe(
      'Log type must be one of: clicks, conversions, impressions.',
    );
  });
});
