import { firstValueFrom } from 'rxjs';
import { describe, expect, it, onTestFinished } from 'vitest';
import { HasOffers, type HasOffersError, type Reports, RxOffersError } from 'rxoffers';
import { createSandbox } from 'rxoffers/sandbox';
import { collect, failureOf } from '../../support/collect.js';
import { everyDay, reportService } from '../../support/report-service.js';

const JANUARY = { dataStart: '2026-01-01', dataEnd: '2026-01-31' } as const;
const DAYS = { dataStart: '2026-01-01', dataEnd: '2026-01-12' } as const;
const TIMES = { 'Stat.datetime__between': ['2026-01-01 00:00:00', '2026-01-12 23:59:59'] };
const BY_OFFER = { fields: ['Stat.clicks'], groups: ['Stat.offer_id'] };
const happenings = everyDay(31);

/** Statistics of any columns: those of the test cases are not known to the compiler. */
const statsOf = ({ getStats }: Reports, query: object): ReturnType<Reports['getStats']> =>
  (getStats as (query: object) => ReturnType<Reports['getStats']>)(query);

/** Twelve days of clicks, by a service that refuses more days than it is told. */
const sandboxReports = async (maxDays?: number): Promise<Reports> => {
  const sandbox = await createSandbox({
    ...{ seed: 3, from: '20260101', days: 12, conversions: 600, offers: 8, affiliates: 6 },
    ...(maxDays === undefined ? {} : { reports: { maxDays } }),
  });
  const api = new HasOffers({ ...sandbox.credentials, rateLimit: false, retries: 0 });
  onTestFinished(async () => {
    await api.close();
    await sandbox.close();
  });
  return api.reports;
};

const conditions: [string, object][] = [
  ['a sum', { filters: { 'Stat.clicks__gt': 700 }, ...DAYS }],
  ['a sum that is not shown', { filters: { 'Stat.payout__lt': 1500 }, ...DAYS }],
  ['a ratio', { filters: { 'Stat.ctr__between': [0.01, 5] }, ...DAYS }],
  ['a value', { filters: { 'Stat.clicks': [700, 701] }, ...DAYS }],
  ['the form of the service', { filters: { 'Stat.clicks': { conditional: 'GREATER_THAN', values: 700 } }, ...DAYS }],
  ['alternatives', { filters: { or: [{ 'Stat.offer_id': 3 }, { 'Stat.payout__gt': 1800 }] }, ...DAYS }],
  [
    'alternatives by connector',
    { filters: { 'Stat.offer_id': [1], 'Stat.clicks__gt': 740 }, connector: 'OR', ...DAYS },
  ],
  ['days', { filters: { 'Stat.date__between': ['2026-01-01', '2026-01-12'], 'Stat.clicks__gt': 700 } }],
  ['times', { filters: { ...TIMES, 'Stat.clicks__gt': 700 } }],
];

describe('a condition on a sum', () => {
  it.each(conditions)('is never applied to the sums of parts: %s', async (_, given) => {
    const reports = await sandboxReports(3);
    const report = statsOf(reports, { ...BY_OFFER, ...given, totals: true });
    for (const source of [report, report.pages, report.totals$]) {
      const failure = await failureOf(source);
      expect(failure).toBeInstanceOf(RxOffersError);
      expect(String(failure)).toMatch(
        /^RxOffersError: Report\.getStats: 2026-01-01 to 2026-01-12 is too heavy for the service and cannot be split: /,
      );
      expect(String(failure)).toMatch(
        /the condition on Stat\.\w+ is for the whole range: leave it out, or add Stat\.date to the fields$/,
      );
      expect((failure as HasOffersError).cause).toBeInstanceOf(Error);
    }
  });

  it.each(conditions)('makes split.days a TypeError, and nothing is sent: %s', async (_, given) => {
    const { reports, calls } = await reportService({ happenings });
    const report = statsOf(reports, { ...BY_OFFER, ...given, split: { days: 3 } });
    for (const source of [report, report.pages, report.totals$]) {
      const failure = await failureOf(source);
      expect(failure).toBeInstanceOf(TypeError);
      expect(String(failure)).toContain('Report.getStats: split.days should be left out: the condition on Stat.');
    }
    expect(calls).toEqual([]);
  });

  it.each(conditions)('holds for the whole range where nothing is too heavy: %s', async (_, given) => {
    const reports = await sandboxReports();
    const query = { ...BY_OFFER, ...given };
    const rows = await collect(statsOf(reports, query));
    expect(rows).toEqual(await collect(statsOf(reports, { ...query, split: false })));
  });

  it('on a column that the catalog does not list may be one on a sum', async () => {
    const { reports } = await reportService({ happenings, heavyDays: 8 });
    const filters = { 'Stat.brand_new__gt': 3 };
    const failure = await failureOf(statsOf(reports, { ...BY_OFFER, filters, ...JANUARY }));
    expect(String(failure)).toContain('does not know whether Stat.brand_new is a sum');
  });

  it('holds for the rows of each day, which parts have whole, and for their totals', async () => {
    const query = { fields: ['Stat.date', 'Stat.clicks'], groups: ['Stat.offer_id'], ...DAYS, totals: true };
    const asked = { ...query, filters: { 'Stat.clicks__gt': 60 } };
    const [whole, cut] = [await sandboxReports(), await sandboxReports(3)];
    const texts = async (reports: Reports) =>
      (await collect(statsOf(reports, asked))).map((row) => JSON.stringify(row));
    expect((await texts(cut)).sort()).toEqual((await texts(whole)).sort());
    const totals = await firstValueFrom(statsOf(whole, asked).totals$);
    expect(await firstValueFrom(statsOf(cut, asked).totals$)).toMatchObject(totals);
  });

  it('is one on a single conversion where a report has these', async () => {
    const { reports } = await reportService({ happenings, heavyDays: 8 });
    const query = { fields: ['Stat.offer_id'], filters: { 'Stat.payout__gt': 0 }, ...JANUARY } as const;
    expect(await collect(reports.getConversions(query))).toHaveLength(62);
    expect(await firstValueFrom(reports.getConversions(query).totals$)).toEqual({});
  });

  it('keeps the totals of grouped conversions whole as well', async () => {
    const { reports, asked } = await reportService({ happenings, heavyDays: 8 });
    const query = { fields: ['Stat.payout'], groups: ['Stat.offer_id'], filters: { 'Stat.payout__gt': 3 } } as const;
    const failure = await failureOf(reports.getConversions({ ...query, ...JANUARY }).totals$);
    expect(String(failure)).toContain('cannot be split: the condition on Stat.payout is for the whole range');
    expect(new Set(asked())).toEqual(new Set(['2026-01-01..2026-01-31 #1']));
  });

  it('leaves the totals of rows of one day to be split in any order of the rows', async () => {
    const { reports } = await reportService({ happenings, heavyDays: 8 });
    const query = { fields: ['Stat.date', 'Stat.clicks'], filters: { 'Stat.clicks__gt': 0 }, ...JANUARY } as const;
    const { totals$ } = reports.getStats({ ...query, sort: '-Stat.clicks' });
    expect(await firstValueFrom(totals$)).toEqual({ Stat: { clicks: '558' } });
  });

  it('leaves conditions on groups to be applied to parts', async () => {
    const { reports } = await reportService({ happenings, heavyDays: 8 });
    const filters = { 'Stat.offer_id__gt': 0, 'Offer.name__like': 'O%' };
    expect(await collect(reports.getStats({ fields: ['Stat.clicks'], filters, ...JANUARY }))).toEqual([
      { Stat: { clicks: '558' } },
    ]);
  });
});
