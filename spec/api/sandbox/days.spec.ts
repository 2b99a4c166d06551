import { describe, expect, it, onTestFinished } from 'vitest';
import { createSandbox, type Sandbox, type SandboxOptions } from 'rxoffers/sandbox';
import { callText, dataOf } from '../../support/sandbox-call.js';
import { column, rowsOf, sumOf } from '../../support/sandbox-reports.js';

/** A sandbox with the days that its options say, and no others. */
const open = async (options: SandboxOptions): Promise<Sandbox> => {
  const sandbox = await createSandbox(options);
  onTestFinished(() => sandbox.close());
  return sandbox;
};

const NOON = Date.UTC(2026, 2, 2, 12);

const distinct = (texts: readonly unknown[]): unknown[] => [...new Set(texts)].toSorted();

const dashed = (name: string): string => name.replace(/(....)(..)(..)/, '$1-$2-$3');

/** The days on which a sandbox has conversions, raw logs of each type, and numbers in reports. */
const daysOf = async (sandbox: Sandbox) => {
  const { tables, rawLogs } = sandbox;
  const report = async (field: string): Promise<unknown[]> => {
    const rows = await rowsOf(sandbox, { fields: ['Stat.date', field] });
    return rows.filter(({ Stat }) => Stat?.[field.slice(5)] !== '0').map(({ Stat }) => Stat?.['date']);
  };
  return {
    conversions: distinct(tables.Conversion.rows().map((row) => (row['datetime'] as string).slice(0, 10))),
    clicks: distinct(rawLogs.files('clicks').map(({ dirName }) => dashed(dirName))),
    impressions: distinct(rawLogs.files('impressions').map(({ dirName }) => dashed(dirName))),
    loggedConversions: distinct(rawLogs.files('conversions').map(({ dirName }) => dashed(dirName))),
    reportedClicks: distinct(await report('Stat.clicks')),
    reportedConversions: distinct(await report('Stat.conversions')),
  };
};

const THREE = ['2026-02-27', '2026-02-28', '2026-03-01'];

describe('the days that have data', () => {
  it.each<[SandboxOptions, readonly string[]]>([
    [{}, THREE],
    [{ days: 2 }, THREE.slice(1)],
    [{ rawLogs: { days: 2 } }, THREE.slice(1)],
    [{ from: '20240228' }, ['2024-02-28', '2024-02-29', '2024-03-01']],
    [{ from: '20240228', days: 2 }, ['2024-02-28', '2024-02-29']],
    [{ rawLogs: { from: '20240228', days: 2 } }, ['2024-02-28', '2024-02-29']],
    [{ rawLogs: { from: '20240228' }, days: 1 }, ['2024-02-28']],
  ])('are the same for conversions, raw logs and reports: %j', async (options, days) => {
    const sandbox = await open({ now: () => NOON, ...options });
    expect(sandbox.days.map(dashed)).toEqual(days);
    for (const found of Object.values(await daysOf(sandbox))) expect(found).toEqual(days);
  });

  it('end with the one before today, unless the options say otherwise', async () => {
    const yesterday = (): string => new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
    const before = yesterday();
    const sandbox = await open({});
    expect([before, yesterday()]).toContain(dashed(sandbox.days.at(-1) ?? ''));
  });

  it('may differ for the raw logs, if the options say so', async () => {
    const sandbox = await open({ from: '20240101', rawLogs: { from: '20250101', days: 1 }, days: 2 });
    const { conversions, clicks } = await daysOf(sandbox);
    expect([conversions, clicks]).toEqual([['2024-01-01', '2024-01-02'], ['2025-01-01']]);
  });

  it('make equal rows with an equal seed, on whatever day they are made', async () => {
    const [one, other] = await Promise.all(
      [0, 400].map((days) => open({ from: '20240101', now: () => NOON + days * 86_400_000 })),
    );
    const names = ['Conversion.findAll', 'Offer.findAll', 'Affiliate.findAll'];
    for (const name of names)
      expect(await callText(one as Sandbox, name, { limit: '20' })).toBe(
        await callText(other as Sandbox, name, { limit: '20' }),
      );
    const [first, second] = [one, other].map((sandbox) => sandbox?.rawLogs.files('clicks') ?? []);
    expect(first).toEqual(second);
    const name = first?.[0]?.filename ?? '';
    expect(one?.rawLogs.rows('clicks', name)).toEqual(other?.rawLogs.rows('clicks', name));
  });

  it('have reports that add up to the rows of raw logs and to the conversions, day by day', async () => {
    const sandbox = await open({ now: () => NOON });
    const fields = ['Stat.date', 'Stat.clicks', 'Stat.impressions', 'Stat.conversions', 'Stat.payout'];
    const report = await rowsOf(sandbox, { fields });
    const rowsIn = (type: 'clicks' | 'impressions', day: string): string =>
      String(
        sandbox.rawLogs
          .files(type)
          .filter(({ dirName }) => dashed(dirName) === day)
          .reduce((sum, { rows }) => sum + rows, 0),
      );
    for (const row of report) {
      const day = row['Stat']?.['date'] ?? '';
      const made = sandbox.tables.Conversion.rows().filter((one) => (one['datetime'] as string).startsWith(day));
      expect(row['Stat']).toMatchObject({
        clicks: rowsIn('clicks', day),
        impressions: rowsIn('impressions', day),
        conversions: String(made.length),
      });
      expect(sumOf([row['Stat']?.['payout'] ?? null])).toBe(sumOf(made.map((one) => one['payout'] as string)));
    }
    expect(sumOf(column(report, 'Stat.conversions'))).toBe(500n * 100_000n);
  });

  it('never begin before 1970, whatever the clock says', async () => {
    const sandbox = await open({ now: () => 0, conversions: 3 });
    expect(sandbox.days).toEqual(['19700101', '19700102', '19700103']);
    expect(await dataOf(sandbox, 'RawLog.listDateDirs', { log_type: 'clicks' })).toMatchObject({ logType: 'clicks' });
  });

  it.each<[unknown, typeof RangeError | typeof TypeError, string]>([
    [{ from: '2024-01-01' }, RangeError, "from should be a day, YYYYMMDD, not '2024-01-01'"],
    [{ from: 20240101 }, TypeError, 'from should be a day, YYYYMMDD, not 20240101'],
    [{ days: 0 }, RangeError, 'days should be an integer from 1 to 36525, not 0'],
    [{ days: '3' }, TypeError, "days should be an integer from 1 to 36525, not '3'"],
  ])('are refused: %j', async (options, Wrong, message) => {
    await expect(createSandbox(options as SandboxOptions)).rejects.toThrow(new Wrong(`createSandbox: ${message}`));
  });
});
