import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { openSandbox } from '../../support/sandbox-call.js';
import { bytesOf, download, linkTo, openLogs } from './raw-log-call.js';

describe('sandbox.rawLogs', () => {
  it('shows 3 days of 24 hours unless told otherwise', async () => {
    const files = (await openSandbox()).rawLogs.files('conversions');
    expect(files).toHaveLength(72);
    expect(files[0]).toMatchObject({ dirName: '20160907', startTime: new Date('2016-09-07T00:00:00Z'), rows: 50 });
    expect(Object.keys(files[0] ?? {})).toEqual(['filename', 'dirName', 'startTime', 'rows']);
  });

  it('tells the truth of a file in rows and in text', async () => {
    const { sandbox, filename } = await openLogs({ rowsPerFile: 300 });
    const rows = [...sandbox.rawLogs.rows('clicks', filename)];
    const csv = (await bytesOf(sandbox.rawLogs.csv('clicks', filename))).toString();
    expect(parse(csv, { columns: true, record_delimiter: '\n' })).toEqual(rows);
    expect(rows).toHaveLength(300);
    for (const { offer_id, affiliate_id, datetime } of rows) {
      expect(sandbox.tables.Offer.has(offer_id ?? '') && sandbox.tables.Affiliate.has(affiliate_id ?? '')).toBe(true);
      expect(datetime).toMatch(/^2016-09-07 00:\d\d:\d\d$/);
    }
  });

  it('serves the same bytes for the same seed, and others for another', async () => {
    const bytes = async (seed: number) => {
      const { sandbox, filename } = await openLogs({}, { seed });
      return (await download(await linkTo(sandbox, filename))).body;
    };
    const first = await bytes(7);
    expect((await bytes(7)).equals(first)).toBe(true);
    expect((await bytes(8)).equals(first)).toBe(false);
  });

  it('lets an hour appear, change and vanish while it runs', async () => {
    const { sandbox } = await openLogs();
    const filename = sandbox.rawLogs.add('clicks', { startTime: new Date('2016-09-07T05:00:00Z'), rows: 3 });
    const link = await linkTo(sandbox, filename);
    const before = await download(link);
    expect(before.body).toHaveLength(await sandbox.rawLogs.size('clicks', filename));
    sandbox.rawLogs.change('clicks', filename);
    const after = await download(link);
    expect(after.headers.etag).not.toBe(before.headers.etag);
    expect(after.body.equals(before.body)).toBe(false);
    sandbox.rawLogs.remove('clicks', filename);
    expect((await download(link)).status).toBe(404);
  });

  it('has columns of any name', async () => {
    const columns = { impressions: ['offer_id', '__proto__', 'toString', 'a "b", c'] };
    const sandbox = await openSandbox({ rawLogs: { columns, days: 1, filesPerDay: 1, rowsPerFile: 2 } });
    const { filename } = sandbox.rawLogs.files('impressions')[0] ?? { filename: '' };
    const csv = (await bytesOf(sandbox.rawLogs.csv('impressions', filename))).toString();
    expect(csv).toMatch(/^offer_id,__proto__,toString,"a ""b"", c"\n\d+,"__proto__ 0","toString 0","a ""b"", c 0"\n/);
    expect(Object.keys([...sandbox.rawLogs.rows('impressions', filename)][0] ?? {})).toEqual(columns.impressions);
  });

  it('refuses options and files that there cannot be', async () => {
    await expect(openSandbox({ rawLogs: { days: -1 } })).rejects.toThrow(RangeError);
    const { rawLogs } = await openSandbox();
    await expect(rawLogs.size('clicks', 'nothing')).rejects.toThrow(RangeError);
    expect(() => rawLogs.csv('clicks', 'nothing')).toThrow(RangeError);
    expect(() => rawLogs.rows('clicks', 'nothing')).toThrow(RangeError);
  });

  it('stops making what was asked for when the sandbox closes', async () => {
    const { sandbox, filename } = await openLogs({ rowsPerFile: 100_000_000 });
    const measuring = expect(sandbox.rawLogs.size('clicks', filename)).rejects.toThrow();
    await sandbox.close();
    await measuring;
  });
});
