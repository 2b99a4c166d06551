import { describe, expect, it } from 'vitest';
import { COLUMNS } from '../../../lib/sandbox/raw-logs/options.js';
import { rawLogSettings } from '../../../lib/sandbox/raw-logs/options.js';

describe('rawLogSettings', () => {
  it('fills in the defaults', () => {
    expect(rawLogSettings()).toMatchObject({
      ...{ from: '20160907', days: 3, filesPerDay: 24, rowsPerFile: 50, compression: 'deflate', descriptor: false },
      ...{ linkLifetime: 28_800_000, ranges: true, etags: true, bytesPerSecond: Infinity, columns: COLUMNS },
    });
  });

  it('takes what is given, and undefined for nothing', () => {
    const given = rawLogSettings({ days: 0, compression: 'store', columns: { clicks: ['a', 'b'] } });
    expect(given).toMatchObject({ days: 0, compression: 'store', filesPerDay: 24 });
    expect(given.columns).toEqual({ ...COLUMNS, clicks: ['a', 'b'] });
    expect(rawLogSettings({ ...({ days: undefined } as object) }).days).toBe(3);
  });

  it.each([
    [{ from: '2016-09-07' }, 'rawLogs.from should be a day, YYYYMMDD'],
    [{ from: '20160231' }, 'rawLogs.from should be a day, YYYYMMDD'],
    [{ days: -1 }, 'rawLogs.days should be a whole number, from 0 to 36525'],
    [{ filesPerDay: 0 }, 'rawLogs.filesPerDay should be a whole number, from 1 to 24'],
    [{ filesPerDay: 25 }, 'rawLogs.filesPerDay should be a whole number, from 1 to 24'],
    [{ rowsPerFile: 1.5 }, 'rawLogs.rowsPerFile should be a whole number, 0 or more'],
    [{ compression: 'zstd' }, "rawLogs.compression should be 'deflate' or 'store'"],
    [{ linkLifetime: 0 }, 'rawLogs.linkLifetime should be ms, above 0'],
    [{ linkLifetime: Infinity }, 'rawLogs.linkLifetime should be ms, above 0'],
    [{ bytesPerSecond: 0 }, 'rawLogs.bytesPerSecond should be above 0'],
    [{ quirks: 2 }, 'rawLogs.quirks should be a share from 0 to 1'],
    [{ columns: { clicks: [] } }, 'rawLogs.columns.clicks should name a column'],
    [{ columns: { clicks: ['a', 'a'] } }, 'rawLogs.columns.clicks should differ'],
    [{ columns: { impressions: [''] } }, 'rawLogs.columns.impressions should be names'],
  ])('refuses %j', (options, message) => {
    expect(() => rawLogSettings(options as object)).toThrow(new RangeError(message));
  });
});
