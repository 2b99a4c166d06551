import { firstValueFrom, take, toArray } from 'rxjs';
import { describe, expect, it } from 'vitest';
import type { LogFile, LogRecord } from 'rxoffers';
import type { RawLogOptions } from 'rxoffers/sandbox';
import { CLICK_COLUMNS } from '../../lib/catalog/generated/log-columns.js';
import { createRawLogManagers } from '../../lib/managers/raw-logs.js';
import { createManagers } from '../../lib/managers/managers.js';
import { normalizeOptions } from '../../lib/transport/normalize-options.js';
import { openClient, wireOf } from '../support/client-of.js';
import { collect } from '../support/collect.js';

const DAY = '20160907';
const open = (rawLogs: RawLogOptions = {}, options = {}) =>
  openClient({ rawLogs: { days: 1, filesPerDay: 3, ...rawLogs } }, options);

describe('api.rawLogs', () => {
  it('asks for its type of log on each call (row 124), as the reference does (rows 125-128)', async () => {
    const { api, sandbox } = await open();
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
    await collect(api.rawLogs.clicks.getLogExpirations());
    expect(wireOf(sandbox)).toBe('Target=RawLog&Method=getLogExpirations&log_type=clicks');
  });

  it('downloads without the token (row 129)', async () => {
    const { api, sandbox } = await open();
    await collect(api.rawLogs.clicks.findAll(DAY));
    const downloads = sandbox.requests.filter(({ method }) => method === 'download');
    expect(downloads).toHaveLength(3);
    for (const { url, headers } of downloads) {
      expect(url + JSON.stringify(headers)).not.toContain(sandbox.networkToken);
      expect(headers['accept-encoding']).toBe('identity');
    }
  });

  it('gives every record of a day as it was logged, the oldest first (rows 130, 132)', async () => {
    const { api, sandbox } = await open({ rowsPerFile: 300, quirks: 0.3 });
    const records = await collect(api.rawLogs.clicks.findAll(DAY));
    const logged = sandbox.rawLogs
      .files('clicks')
      .flatMap(({ filename }) => [...sandbox.rawLogs.rows('clicks', filename)]);
    expect(records.map((record) => ({ ...record }))).toEqual(logged);
    expect(Object.keys(records[0] ?? {})).toEqual(CLICK_COLUMNS);
  });

  it.each([
    ['stored', { compression: 'store' }],
    ['stored with a descriptor', { compression: 'store', descriptor: true }],
    ['deflated with a descriptor', { descriptor: true }],
    ['stored with a descriptor, without ranges', { compression: 'store', descriptor: true, ranges: false }],
  ] as const)('reads files that are %s', async (_, rawLogs) => {
    const { api } = await open({ rowsPerFile: 20, ...rawLogs });
    expect(await collect(api.rawLogs.clicks.findAll(DAY))).toHaveLength(60);
    expect(await collect(api.rawLogs.clicks.findAll(DAY, { spool: true }))).toHaveLength(60);
  });

  it('keeps as much of the files that are read again as the client says', async () => {
    for (const [keepLogBytes, downloads] of [
      [undefined, 1],
      [0, 2],
    ] as const) {
      const { api, sandbox } = await open({}, { keepLogBytes });
      const file = await firstValueFrom(api.rawLogs.clicks.listFiles(DAY));
      for (let round = 0; round < 2; round += 1) expect(await collect(file.records())).toHaveLength(50);
      expect(sandbox.requests.filter(({ method }) => method === 'download')).toHaveLength(downloads);
    }
  });

  it('tells on events$ what happens to a download', async () => {
    const { api, sandbox } = await open();
    const event = firstValueFrom(api.events$.pipe(take(100), toArray()));
    sandbox.faults.next({ kind: 'cut', at: 500 });
    const records = await collect(api.rawLogs.clicks.findAll(DAY));
    await api.close();
    expect(records).toHaveLength(150);
    expect(await event).toContainEqual(expect.objectContaining({ type: 'resume', offset: 500 }));
  });

  it('costs a client that does not use it nothing', async () => {
    const { api, sandbox } = await open();
    expect(Object.keys(api.rawLogs)).toEqual(['clicks', 'conversions', 'impressions']);
    expect(sandbox.requests).toEqual([]);
  });

  it('leads from a record to nothing but itself', async () => {
    const { api } = await open();
    const record: LogRecord = await firstValueFrom(api.rawLogs.conversions.findAll(DAY));
    expect(String(record)).toBe(`LogRecord: ${record['offer_id']} (${record['transaction_id']})`);
    expect(JSON.stringify(record)).toBe(JSON.stringify({ ...record }));
  });
});

describe('createRawLogManagers', () => {
  it('needs of a transport what downloads need', () => {
    const { context } = createManagers(() => {
      throw new Error('nothing is sent');
    });
    const refuse = () => Promise.reject(new Error('nothing is opened'));
    const transport = { open: refuse, report: () => undefined, closed: new AbortController().signal };
    const options = normalizeOptions({ networkId: 'net', networkToken: 'token' });
    expect(Object.keys(createRawLogManagers(context, transport, options))).toHaveLength(3);
  });
});
