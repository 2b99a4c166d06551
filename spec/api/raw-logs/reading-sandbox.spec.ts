import { firstValueFrom } from 'rxjs';
import type { LogFile, LogRecord } from 'rxoffers';
import type { RawLogOptions } from 'rxoffers/sandbox';
import { describe, expect, it } from 'vitest';
import { openClient, wireOf } from '../../support/client-of.js';
import { collect } from '../../support/collect.js';
import { RECORDED_COLUMNS } from '../../support/log-csv.js';

const DAY = '20160907';
const open = (rawLogs: RawLogOptions = {}) => openClient({ rawLogs: { days: 1, filesPerDay: 3, ...rawLogs } });

describe('the raw logs of a sandbox', () => {
  it('are requested with the type of log in each call', async () => {
    const { api, sandbox } = await open();
    expect(sandbox.requests).toEqual([]);
    for (const type of ['clicks', 'conversions', 'impressions'] as const) {
      await collect(api.rawLogs[type].listDateDirs());
      expect(wireOf(sandbox)).toBe(`Target=RawLog&Method=listDateDirs&log_type=${type}`);
      const [file] = (await collect(api.rawLogs[type].listLogs(DAY))) as [LogFile];
      expect(wireOf(sandbox)).toBe(`Target=RawLog&Method=listLogs&log_type=${type}&date_dir=${DAY}`);
      expect(file.type).toBe(type);
      await collect(file.downloadLink());
      expect(wireOf(sandbox)).toBe(
        `Target=RawLog&Method=getDownloadLink&log_type=${type}&log_filename=${file.filename}`,
      );
    }
  });

  it('are downloaded without the token, and as they are', async () => {
    const { api, sandbox } = await open();
    await collect(api.rawLogs.clicks.findAll(DAY));
    const downloads = sandbox.requests.filter(({ method }) => method === 'download');
    expect(downloads).toHaveLength(3);
    for (const { url, headers } of downloads) {
      expect(url + JSON.stringify(headers)).not.toContain(sandbox.networkToken);
      expect(headers['accept-encoding']).toBe('identity');
    }
  });

  it('give every record of a day as it was logged, the oldest first, in the recorded columns', async () => {
    const { api, sandbox } = await open({ rowsPerFile: 300 });
    const records = await collect(api.rawLogs.clicks.findAll(DAY));
    const logged = sandbox.rawLogs
      .files('clicks')
      .flatMap(({ filename }) => [...sandbox.rawLogs.rows('clicks', filename)]);
    expect(records.map((record) => ({ ...record }))).toEqual(logged);
    expect(Object.keys(records[0] ?? {})).toEqual(RECORDED_COLUMNS);
    const conversion: LogRecord = await firstValueFrom(api.rawLogs.conversions.findAll(DAY));
    expect(String(conversion)).toBe(`LogRecord: ${conversion['offer_id']} (${conversion['transaction_id']})`);
  });

  it.each([
    ['stored', { compression: 'store' }],
    ['stored with a descriptor', { compression: 'store', descriptor: true }],
    ['deflated with a descriptor', { descriptor: true }],
    ['stored with a descriptor, without ranges', { compression: 'store', descriptor: true, ranges: false }],
  ] as const)('are read from archives that are %s', async (_, rawLogs) => {
    const { api } = await open({ rowsPerFile: 20, ...rawLogs });
    expect(await collect(api.rawLogs.clicks.findAll(DAY))).toHaveLength(60);
    expect(await collect(api.rawLogs.clicks.findAll(DAY, { spool: true }))).toHaveLength(60);
  });
});
