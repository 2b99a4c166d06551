import { setImmediate as nextTurn } from 'node:timers/promises';
import { from, mergeMap, type Observable } from 'rxjs';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Sandbox } from 'rxoffers/sandbox';
import { clientOf } from '../../support/client-of.js';
import { collect } from '../../support/collect.js';
import { openSandbox } from '../../support/sandbox-call.js';

/** The warnings of Node about listeners, from now on. */
const listenerWarnings = () => {
  const warnings: string[] = [];
  const onWarning = ({ name, message }: Error): void => {
    if (name === 'MaxListenersExceededWarning') warnings.push(message);
  };
  process.on('warning', onWarning);
  onTestFinished(() => void process.off('warning', onWarning));
  return async () => {
    await nextTurn();
    return warnings;
  };
};

const openLogs = (): Promise<Sandbox> => openSandbox({ rawLogs: { from: '20260101', days: 1, rowsPerFile: 20 } });

describe('no MaxListenersExceededWarning comes', () => {
  it.each(['content', 'records', 'batches'] as const)('of %s of all files of a day at once', async (method) => {
    const warnings = listenerWarnings();
    const api = clientOf(await openLogs());
    const files = await collect(api.rawLogs.clicks.listFiles('20260101'));
    expect(files.length).toBeGreaterThan(20);
    const parts = await collect(from(files).pipe(mergeMap((file): Observable<unknown> => file[method]())));
    expect(parts.length).toBeGreaterThanOrEqual(files.length);
    expect(await warnings()).toEqual([]);
  });

  it.each([{ concurrency: 16 }, { concurrency: 16, ordered: false }, { concurrency: 16, spool: true }])(
    'of a range with %o',
    async (options) => {
      const warnings = listenerWarnings();
      const api = clientOf(await openLogs());
      expect(await collect(api.rawLogs.clicks.findAll('20260101', options))).toHaveLength(24 * 20);
      expect(await warnings()).toEqual([]);
    },
  );

  it('of several ranges at once, each with the default concurrency', async () => {
    const warnings = listenerWarnings();
    const { clicks, conversions, impressions } = clientOf(await openLogs()).rawLogs;
    const ranges = [clicks, conversions, impressions, clicks].map((log) => collect<unknown>(log.findAll('20260101')));
    expect((await Promise.all(ranges)).every((records) => records.length > 0)).toBe(true);
    expect(await warnings()).toEqual([]);
  });

  it('of many waits for the link of one file', async () => {
    const warnings = listenerWarnings();
    const api = clientOf(await openLogs());
    const [file] = await collect(api.rawLogs.clicks.listFiles('20260101'));
    if (!file) throw new Error('expected a file');
    const links = await Promise.all(Array.from({ length: 30 }, () => collect(file.downloadLink())));
    expect(new Set(links.flat()).size).toBe(1);
    await Promise.all(Array.from({ length: 30 }, () => collect(file.records())));
    expect(await warnings()).toEqual([]);
  });

  it('of many calls at once', async () => {
    const warnings = listenerWarnings();
    const api = clientOf(await openSandbox({ offers: 5 }), { concurrency: 40 });
    await collect(from(Array.from({ length: 100 })).pipe(mergeMap(() => api.offers.findById(1))));
    expect(await warnings()).toEqual([]);
  });
});
