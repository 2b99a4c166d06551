import { describe, expect, it } from 'vitest';
import { openClient } from '../../support/client-of.js';
import { collect } from '../../support/collect.js';
import { openSandbox } from '../../support/sandbox-call.js';
import { column, dates, logged, type ReportRow, rowsOf, sumOf } from '../../support/sandbox-reports.js';

const key = (time: string | null | undefined, offer: string | null | undefined): string =>
  `${time?.slice(0, 10)} ${offer}`;

/** The number of occurrences of each key. */
const tally = (keys: readonly string[]): Readonly<Record<string, number>> => {
  const counts: Record<string, number> = {};
  for (const key of keys) counts[key] = (counts[key] ?? 0) + 1;
  return counts;
};

const tallyOf = (rows: readonly ReportRow[], field: string) =>
  Object.fromEntries(
    rows
      .map(({ Stat = {} }) => [`${Stat['date']} ${Stat['offer_id']}`, Number(Stat[field])] as const)
      .filter(([, count]) => count > 0),
  );

describe('the numbers of reports', () => {
  it('are the clicks and impressions that a client counts in the raw logs, by day and offer', async () => {
    const { sandbox, api } = await openClient(logged);
    const fields = ['Stat.date', 'Stat.offer_id', 'Stat.clicks', 'Stat.unique_clicks', 'Stat.impressions'];
    const rows = await rowsOf(sandbox, { fields, ...dates('2024-02-28', '2024-02-29') });
    const days = ['20240228', '20240229'];
    const clicks = (await Promise.all(days.map((day) => collect(api.rawLogs.clicks.findAll(day))))).flat();
    const views = (await Promise.all(days.map((day) => collect(api.rawLogs.impressions.findAll(day))))).flat();
    expect(clicks).toHaveLength(2 * 6 * 40);
    expect(tallyOf(rows, 'clicks')).toEqual(tally(clicks.map(({ datetime, offer_id }) => key(datetime, offer_id))));
    const unique = clicks.filter(({ is_click_unique }) => is_click_unique === '1');
    expect(tallyOf(rows, 'unique_clicks')).toEqual(
      tally(unique.map(({ datetime, offer_id }) => key(datetime, offer_id))),
    );
    expect(tallyOf(rows, 'impressions')).toEqual(tally(views.map(({ datetime, offer_id }) => key(datetime, offer_id))));
  });

  it('follow raw logs that are added and changed', async () => {
    const { sandbox, api } = await openClient({ ...logged, rawLogs: { days: 1, filesPerDay: 1 } });
    const [{ filename = '' } = {}] = sandbox.rawLogs.files('clicks');
    const fields = ['Stat.offer_id', 'Stat.clicks'];
    const wanted = { fields, 'filters[Stat.clicks][GREATER_THAN]': '0' };
    const counted = async () => {
      const rows = await rowsOf(sandbox, wanted);
      return new Map(rows.map(({ Stat = {} }) => [Stat['offer_id'] ?? '', Number(Stat['clicks'])]));
    };
    const inLogs = async () => {
      const clicks = await collect(api.rawLogs.clicks.findAll('2016'));
      return new Map(Object.entries(tally(clicks.map(({ offer_id }) => offer_id ?? ''))));
    };
    const before = await counted();
    expect(before).toEqual(await inLogs());
    sandbox.rawLogs.change('clicks', filename);
    expect(await counted()).toEqual(await inLogs());
    expect(await counted()).not.toEqual(before);
    sandbox.rawLogs.add('clicks', { startTime: new Date('2016-09-08T01:00:00Z'), rows: 30 });
    expect(await counted()).toEqual(await inLogs());
  });

  it('are the payouts and revenues of the table of conversions, by day and affiliate', async () => {
    const sandbox = await openSandbox(logged);
    const fields = ['Stat.date', 'Stat.affiliate_id', 'Stat.payout', 'Stat.revenue', 'Stat.conversions'];
    const rows = await rowsOf(sandbox, { fields });
    const table = [...sandbox.tables.Conversion.rows()];
    for (const { Stat = {} } of rows) {
      const alike = table.filter(
        (row) =>
          (row['datetime'] as string).startsWith(Stat['date'] ?? '?') && row['affiliate_id'] === Stat['affiliate_id'],
      );
      expect(Stat['conversions']).toBe(String(alike.length));
      for (const name of ['payout', 'revenue'])
        expect(sumOf([Stat[name] ?? null])).toBe(sumOf(alike.map((row) => row[name] as string)));
    }
    expect(sumOf(column(rows, 'Stat.conversions'))).toBe(sumOf([String(table.length)]));
    const [totals] = await rowsOf(sandbox, { fields: ['Stat.payout'] });
    const single = await rowsOf(sandbox, { fields: ['Stat.payout'] }, 'Report.getConversions');
    expect(sumOf(column(single, 'Stat.payout'))).toBe(sumOf([totals?.['Stat']?.['payout'] ?? null]));
  });
});
