import { describe, expect, it } from 'vitest';
import type { RawLogOptions, RawLogType } from 'rxoffers/sandbox';
import { createLogStore } from '../../../lib/sandbox/raw-logs/log-store.js';
import { rawLogSettings } from '../../../lib/sandbox/raw-logs/options.js';

const storeOf = (options: RawLogOptions = {}, seed = 1) => createLogStore(seed, rawLogSettings(options));

describe('createLogStore', () => {
  it('has hourly files of some days, oldest first', () => {
    const entries = storeOf({ days: 2, filesPerDay: 3, rowsPerFile: 7 }).entries('clicks');
    expect(entries.map(({ startTime }) => startTime.toISOString().slice(0, 13))).toEqual([
      ...['2016-09-07T00', '2016-09-07T01', '2016-09-07T02', '2016-09-08T00', '2016-09-08T01', '2016-09-08T02'],
    ]);
    expect(new Set(entries.map(({ dirName, rows }) => `${dirName} ${rows}`))).toEqual(
      new Set(['20160907 7', '20160908 7']),
    );
  });

  it('has the same files for the same seed, and each kind its own', () => {
    const names = (seed: number, type: RawLogType) =>
      storeOf({}, seed)
        .entries(type)
        .map(({ filename }) => filename);
    expect(names(1, 'clicks')).toEqual(names(1, 'clicks'));
    expect(names(1, 'clicks')).not.toEqual(names(2, 'clicks'));
    expect(storeOf().find('impressions', names(1, 'clicks')[0] ?? '')).toBeUndefined();
  });

  it('takes files that come late at their place, and with a name of their own', () => {
    const store = storeOf({ days: 1, filesPerDay: 2, rowsPerFile: 7 });
    const startTime = new Date('2016-09-07T00:00:00Z');
    const late = [store.add('clicks', { startTime }), store.add('clicks', { startTime, rows: 0 })];
    const named = store.add('clicks', { startTime, filename: '20160906/other.zip' });
    expect(new Set([...late, named]).size).toBe(3);
    expect(store.find('clicks', named)).toMatchObject({ dirName: '20160906', rows: 7 });
    expect(store.get('clicks', late[1] ?? '').rows).toBe(0);
    expect(store.entries('clicks').at(-1)?.startTime.getUTCHours()).toBe(1);
  });

  it('is not changed by who holds a date that it was given', () => {
    const store = storeOf({ days: 0 });
    const startTime = new Date('2016-09-07T00:00:00Z');
    store.add('clicks', { startTime });
    startTime.setUTCFullYear(1999);
    expect(store.entries('clicks')[0]?.startTime.getUTCFullYear()).toBe(2016);
  });

  it('forgets what is taken away, and counts the versions of what is changed', () => {
    const store = storeOf({ days: 1, filesPerDay: 2 });
    const [first, second] = store.entries('clicks').map(({ filename }) => filename) as [string, string];
    store.remove('clicks', first);
    expect(store.change('clicks', second).version).toBe(1);
    expect(store.entries('clicks')).toMatchObject([{ filename: second, version: 1 }]);
  });

  it('refuses what makes no sense', () => {
    const store = storeOf({ days: 1 });
    const startTime = new Date('2016-09-07T00:00:00Z');
    const [known] = store.entries('clicks').map(({ filename }) => filename) as [string];
    const wrong = [
      () => store.add('clicks', { startTime: new Date(NaN) }),
      () => store.add('clicks', { startTime, rows: -1 }),
      () => store.add('clicks', { startTime, filename: 'clicks.zip' }),
      () => store.add('clicks', { startTime, filename: known }),
      () => store.remove('clicks', 'nothing'),
      () => store.change('clicks', 'nothing'),
      () => store.get('clicks', 'nothing'),
      () => store.entries('views' as RawLogType),
    ];
    for (const call of wrong) expect(call).toThrow(RangeError);
    expect(store.find('views', known)).toBeUndefined();
  });
});
