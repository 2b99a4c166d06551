import { describe, expect, it } from 'vitest';
import type { HasOffers } from 'rxoffers';
import type { Sandbox } from 'rxoffers/sandbox';
import { openClient, wireOf } from '../../support/client-of.js';
import { collect } from '../../support/collect.js';
import { everyDay, reportService } from '../../support/report-service.js';
import { recordedApi } from '../../support/recorded-api.js';

const JANUARY = { dataStart: '2026-01-01', dataEnd: '2026-01-31' } as const;
const happenings = everyDay(31);

/** A client of a service with clicks and conversions in every hour of three weeks. */
const openWeeks = async (): Promise<{ api: HasOffers; sandbox: Sandbox }> =>
  openClient({ offers: 3, conversions: 200, rawLogs: { from: '20240220', days: 21, filesPerDay: 24, rowsPerFile: 2 } });

describe('the rows of a report with groups', () => {
  it('keep the columns that group them, cut or uncut', async () => {
    const query = { fields: ['Stat.clicks'], groups: ['Stat.offer_id'], ...JANUARY } as const;
    for (const heavyDays of [31, 16, 5, 1]) {
      const { reports } = await reportService({ happenings, heavyDays });
      const rows = await collect(reports.getStats(query));
      expect(rows.map(({ Stat }) => [Stat.offer_id, Stat.clicks])).toEqual([
        ['1', '496'],
        ['2', '62'],
      ]);
      const [page] = await collect(reports.getStats({ ...query, totals: true }).pages);
      expect(page).toMatchObject({ items: rows, totals: { Stat: { clicks: '558' } } });
    }
  });

  it('keep them with other models, with coerce, and where a column is both', async () => {
    const { reports, calls } = await reportService({ happenings, heavyDays: 16 });
    const groups = ['Offer.name', 'Stat.offer_id', 'Stat.date'] as const;
    const fields = ['Stat.clicks', 'Stat.offer_id'] as const;
    const [row] = await collect(reports.getStats({ fields, groups, coerce: true, ...JANUARY, limit: 1 }));
    expect(row).toEqual({ Offer: { name: 'Offer 1' }, Stat: { clicks: 1, offer_id: '1', date: '2026-01-01' } });
    expect(calls.at(-1)?.fields).toEqual(['Stat.clicks', 'Stat.offer_id', 'Offer.name', 'Stat.date']);
    expect(calls.at(-1)?.params.getAll('groups[]')).toEqual(groups);
  });
});

describe('the totals of pages', () => {
  it.each([31, 16, 3])('are those of the whole range, of parts of at most %s days', async (heavyDays) => {
    const { reports } = await reportService({ happenings, heavyDays });
    const query = {
      fields: ['Stat.date', 'Stat.clicks', 'Stat.payout'],
      totals: true,
      pageSize: 7,
      ...JANUARY,
    } as const;
    const report = reports.getStats(query);
    const [whole] = await collect(report.totals$);
    expect(whole).toEqual({ Stat: { clicks: '558', payout: '57.04' } });
    for (const made of [
      report,
      reports.getStats({ ...query, limit: 3 }),
      reports.getStats({ ...query, sort: '-Stat.date' }),
    ])
      for (const page of await collect(made.pages)) expect(page.totals).toEqual(whole);
  });

  it('cost one small request for each part, and only where they are asked for', async () => {
    const { reports, calls } = await reportService({ happenings, heavyDays: 16 });
    const query = { fields: ['Stat.date', 'Stat.clicks'], pageSize: 100, ...JANUARY } as const;
    const asked = () => calls.splice(0).map(({ from, to, limit }) => `${from.slice(8)}-${to.slice(8)} ${limit}`);
    await collect(reports.getStats({ ...query, totals: true }).pages);
    expect(asked()).toEqual(['01-31 100', '01-31 1', '01-16 1', '17-31 1', '01-16 100', '17-31 100']);
    await collect(reports.getStats(query).pages);
    expect(asked()).toEqual(['01-31 100', '01-16 100', '17-31 100']);
    await collect(reports.getStats({ ...query, totals: true }));
    expect(asked()).toEqual(['01-31 100', '01-16 100', '17-31 100']);
  });

  it('have ratios where the service gives them for the whole, and leave them out where parts were added up', async () => {
    const fields = ['Stat.date', 'Stat.clicks', 'Stat.cpc'] as const;
    const small = await reportService({
      happenings,
      fault: ({ from, to, limit }) => (limit > 1 && from !== to ? 504 : undefined),
    });
    const [page] = await collect(small.reports.getStats({ fields, totals: true, ...JANUARY }).pages);
    expect(page?.totals).toEqual({ Stat: { clicks: '558', cpc: '62' } });
    const cut = await reportService({ happenings, heavyDays: 16 });
    const [part] = await collect(cut.reports.getStats({ fields, totals: true, ...JANUARY }).pages);
    expect(part?.totals).toEqual({ Stat: { clicks: '558' } });
  });
});

describe('a report of a range of times', () => {
  const FROM = '2024-02-22 05:30:00';
  const TO = '2024-03-07 18:29:59';
  const CONDITIONS = [
    { 'Stat.datetime__between': [FROM, TO] },
    { 'Stat.datetime__gte': FROM, 'Stat.datetime__lte': TO },
    { 'Stat.datetime__gt': '2024-02-22 05:29:59', 'Stat.datetime__lt': '2024-03-07 18:30:00' },
    { 'Stat.datetime__between': [new Date('2024-02-22T05:30:00.500Z'), new Date('2024-03-07T18:29:59.999Z')] },
    { 'Stat.datetime': { conditional: 'BETWEEN', values: [FROM, TO] } },
  ] as const;

  it('has the same rows, cut by date or uncut', async () => {
    const { api } = await openWeeks();
    const fields = ['Stat.offer_id', 'Stat.clicks', 'Stat.conversions'] as const;
    const daily = ['Stat.date', ...fields] as const;
    for (const filters of CONDITIONS) {
      const sums = (split: false | { days: number }) =>
        collect(api.reports.getStats({ fields, filters, split, sort: 'Stat.offer_id' } as never));
      const days = (split: false | { days: number }) =>
        collect(api.reports.getStats({ fields: daily, filters, split, sort: ['Stat.date', 'Stat.offer_id'] } as never));
      const [whole, wholeDays] = [await sums(false), await days(false)];
      expect(wholeDays.length).toBeGreaterThan(30);
      for (const length of [1, 4]) {
        expect(await sums({ days: length })).toEqual(whole);
        expect(await days({ days: length })).toEqual(wholeDays);
      }
    }
  });

  it('is cut at midnight, and keeps its own ends', async () => {
    const { reports, calls } = await reportService({ fault: () => ({ page: 1, pageCount: 1, data: [] }) });
    const times = () =>
      calls
        .splice(0)
        .map(({ params }) => [
          params.get('filters[Stat.datetime][conditional]'),
          ...params.getAll('filters[Stat.datetime][values][]'),
        ]);
    const ask = (filters: object, split = {}) =>
      collect(reports.getConversions({ fields: ['Stat.id'], filters, ...split } as never));
    await ask(CONDITIONS[0], { split: { days: 7 } });
    expect(times()).toEqual([
      ['BETWEEN', FROM, '2024-02-28 23:59:59'],
      ['BETWEEN', '2024-02-29 00:00:00', '2024-03-06 23:59:59'],
      ['BETWEEN', '2024-03-07 00:00:00', TO],
    ]);
    await ask({ 'Stat.datetime__between': ['2024-02-27', '2024-02-28'] }, { split: { days: 1 } });
    expect(times()).toEqual([
      ['BETWEEN', '2024-02-27', '2024-02-27 23:59:59'],
      ['BETWEEN', '2024-02-28 00:00:00', '2024-02-28'],
    ]);
    await ask(CONDITIONS[2], { split: { days: 14 } });
    expect(times()).toEqual([
      ['BETWEEN', FROM, '2024-03-06 23:59:59'],
      ['BETWEEN', '2024-03-07 00:00:00', TO],
    ]);
  });

  it('is sent as it was given where it is not cut', async () => {
    const { api, sandbox } = await openWeeks();
    const ask = (filters: object) => collect(api.reports.getConversions({ fields: ['Stat.id'], filters } as never));
    await ask(CONDITIONS[1]);
    expect(wireOf(sandbox)).toContain(
      `filters[Stat.datetime][GREATER_THAN_OR_EQUAL_TO]=${FROM}&filters[Stat.datetime][LESS_THAN_OR_EQUAL_TO]=${TO}`,
    );
  });

  it('is cut where the service finds it too heavy', async () => {
    const heavy = ({ params }: { readonly params: URLSearchParams }) => {
      const [from = '', to = ''] = params.getAll('filters[Stat.datetime][values][]').map((time) => time.slice(0, 10));
      return (Date.parse(to) - Date.parse(from)) / 86_400_000 >= 4 ? 504 : { page: 1, pageCount: 1, data: [] };
    };
    const { reports, calls } = await reportService({ fault: heavy });
    await collect(reports.getStats({ fields: ['Stat.clicks'], filters: CONDITIONS[0] }));
    const answered = calls
      .filter((call) => heavy(call) !== 504)
      .map(({ params }) => params.getAll('filters[Stat.datetime][values][]'));
    expect(answered).toHaveLength(4);
    expect([answered[0]?.[0], answered.at(-1)?.[1]]).toEqual([FROM, TO]);
  });

  it.each([
    ['other conditions on the time', { filters: { 'Stat.datetime__gte': FROM, 'Stat.datetime__ne': TO } }],
    ['one end', { filters: { 'Stat.datetime__gte': FROM } }],
    ['alternatives', { filters: CONDITIONS[0], connector: 'OR' }],
    ['an hour offset, which moves the borders of days', { filters: CONDITIONS[0], hourOffset: 3 }],
    ['ends that are reversed', { filters: { 'Stat.datetime__gte': TO, 'Stat.datetime__lte': FROM } }],
    [
      'the end of a day that it may or may not hold',
      { filters: { 'Stat.datetime__gt': '2024-02-20', 'Stat.datetime__lt': TO } },
    ],
  ])('is not cut with %s', async (_, query) => {
    const { api, lines } = await recordedApi([[]]);
    await collect(api.reports.getStats({ fields: ['Stat.clicks'], ...query } as never));
    expect(lines()).toHaveLength(1);
    const failure: unknown = await collect(
      api.reports.getStats({ fields: ['Stat.clicks'], ...query, split: { days: 1 } } as never),
    ).catch((error: unknown) => error);
    expect(String(failure)).toContain('split.days should be given with a range only');
  });
});

describe('a Date in a report', () => {
  const night = new Date('2026-03-01T03:04:05.678Z');

  it.each([
    ['UTC', '2026-03-01', '03:04:05'],
    ['America/New_York', '2026-02-28', '22:04:05'],
    ['+05:30', '2026-03-01', '08:34:05'],
  ])('is a day or a time of the zone of the client: %s', async (timeZone, day, time) => {
    const { api, lines } = await recordedApi([[]], { timeZone });
    const fields = ['Stat.clicks'] as const;
    await collect(api.reports.getStats({ fields, filters: { 'Stat.date__gte': night, 'Stat.datetime__lt': night } }));
    await collect(api.reports.getStats({ fields, filters: { 'Stat.date': [night] } }));
    await collect(api.reports.getStats({ fields, dataStart: night }));
    await collect(api.reports.getStats({ fields, params: { at: night } }));
    const tail = 'limit=500&page=1';
    expect(lines()).toEqual([
      `Report.getStats?fields[]=Stat.clicks&filters[Stat.date][conditional]=GREATER_THAN_OR_EQUAL_TO&filters[Stat.date][values]=${day}` +
        `&filters[Stat.datetime][conditional]=LESS_THAN&filters[Stat.datetime][values]=${day} ${time}&${tail}`,
      `Report.getStats?fields[]=Stat.clicks&filters[Stat.date]=${day}&${tail}`,
      `Report.getStats?fields[]=Stat.clicks&filters[Stat.date][conditional]=GREATER_THAN_OR_EQUAL_TO&filters[Stat.date][values]=${day}` +
        `&data_start=${day}&${tail}`,
      `Report.getStats?fields[]=Stat.clicks&at=${day} ${time}&${tail}`,
    ]);
  });
});
