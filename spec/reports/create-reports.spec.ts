import { firstValueFrom, take } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { HttpError, iterate, MaxRetriesError, RxOffersError } from 'rxoffers';
import { createReports } from '../../lib/reports/create-reports.js';
import { collect, failureOf, settle } from '../support/collect.js';
import { everyDay, reportService } from '../support/report-service.js';

const JANUARY = { dataStart: '2026-01-01', dataEnd: '2026-01-31' } as const;
const happenings = everyDay(31);

describe('createReports', () => {
  it('emits rows nested by model, with the asked columns alone, page by page', async () => {
    const { reports, asked } = await reportService({ happenings });
    const rows = await collect(reports.getStats({ fields: ['Offer.name', 'Stat.clicks'], ...JANUARY, pageSize: 1 }));
    expect(rows).toEqual([
      { Offer: { name: 'Offer 1' }, Stat: { clicks: '496' } },
      { Offer: { name: 'Offer 2' }, Stat: { clicks: '62' } },
    ]);
    expect(asked()).toEqual(['2026-01-01..2026-01-31 #1', '2026-01-01..2026-01-31 #2']);
  });

  it('sends nothing before a subscription, and again for each', async () => {
    const { reports, calls } = await reportService({ happenings });
    const report = reports.getStats({ fields: ['Stat.clicks'], ...JANUARY });
    expect(calls).toHaveLength(0);
    await collect(report);
    await collect(report);
    expect(calls).toHaveLength(2);
  });

  it('cuts a range that is too heavy into halves, in order, without a gap or a double', async () => {
    const { reports, asked } = await reportService({ happenings, heavyDays: 8 });
    const rows = await collect(reports.getConversions({ fields: ['Stat.date', 'Stat.offer_id'], ...JANUARY }));
    expect(rows.map(({ Stat }) => `${Stat.date} ${Stat.offer_id}`)).toEqual(
      happenings.map(({ day, offer }) => `${day} ${offer}`),
    );
    expect(asked()).toEqual([
      '2026-01-01..2026-01-31 #1',
      '2026-01-01..2026-01-16 #1',
      '2026-01-01..2026-01-08 #1',
      '2026-01-09..2026-01-16 #1',
      '2026-01-17..2026-01-31 #1',
      '2026-01-17..2026-01-24 #1',
      '2026-01-25..2026-01-31 #1',
    ]);
  });

  it('lets data_start and data_end follow the part', async () => {
    const { reports, calls } = await reportService({ happenings, heavyDays: 16 });
    await collect(reports.getConversions({ fields: ['Stat.date'], ...JANUARY }));
    expect(calls.map(({ params }) => `${params.get('data_start')}..${params.get('data_end')}`)).toEqual([
      '2026-01-01..2026-01-31',
      '2026-01-01..2026-01-16',
      '2026-01-17..2026-01-31',
    ]);
  });

  it('asks for the last part first where the newest day comes first', async () => {
    const { reports } = await reportService({ happenings, heavyDays: 8 });
    const rows = await collect(
      reports.getStats({ fields: ['Stat.date', 'Stat.clicks'], sort: '-Stat.date', ...JANUARY, limit: 20 }),
    );
    const days = [...new Set(happenings.map(({ day }) => day))].reverse().slice(0, 20);
    expect(rows.map(({ Stat }) => Stat.date)).toEqual(days);
  });

  it('asks for no part that the limit does not need', async () => {
    const { reports, asked } = await reportService({ happenings, heavyDays: 8 });
    const rows = await collect(reports.getConversions({ fields: ['Stat.date'], ...JANUARY, limit: 16 }));
    expect(rows).toHaveLength(16);
    expect(asked().at(-1)).toBe('2026-01-01..2026-01-08 #1');
  });

  it('adds up groups over the parts, exactly, sorted and cut by the limit', async () => {
    const { reports } = await reportService({ happenings, heavyDays: 4 });
    const query = { fields: ['Stat.payout', 'Offer.name', 'Stat.clicks'], ...JANUARY } as const;
    const rows = await collect(reports.getStats({ ...query, currency: 'EUR', sort: '-Stat.clicks' }));
    expect(rows).toEqual([
      { Stat: { payout: '46.81', clicks: '496', 'payout@EUR': '93.62' }, Offer: { name: 'Offer 1' } },
      { Stat: { payout: '10.23', clicks: '62', 'payout@EUR': '20.46' }, Offer: { name: 'Offer 2' } },
    ]);
    expect(await collect(reports.getStats({ ...query, sort: 'Stat.payout', limit: 1 }))).toEqual([
      { Stat: { payout: '10.23', clicks: '62' }, Offer: { name: 'Offer 2' } },
    ]);
  });

  it('groups by what is not shown, and sorts by sums that are not', async () => {
    const { reports } = await reportService({ happenings, heavyDays: 4 });
    const rows = await collect(
      reports.getStats({ fields: ['Stat.clicks'], groups: ['Stat.offer_id'], sort: 'Stat.payout', ...JANUARY }),
    );
    expect(rows).toEqual([{ Stat: { clicks: '62' } }, { Stat: { clicks: '496' } }]);
  });

  it('does not join what cannot be added up, and says so', async () => {
    const { reports, calls } = await reportService({ happenings, heavyDays: 4 }, { retries: 0 });
    const failure = await failureOf(reports.getStats({ fields: ['Offer.name', 'Stat.cpc'], ...JANUARY }));
    expect(failure).toBeInstanceOf(RxOffersError);
    expect(failure).toMatchObject({
      message: expect.stringMatching(/2026-01-01 to 2026-01-31 is too heavy.*Stat\.cpc of several ranges/) as string,
      cause: { status: 504 },
    });
    expect(calls).toHaveLength(1);
  });

  it('does not chain parts that another sort would mix, and says so', async () => {
    const { reports } = await reportService({ happenings, heavyDays: 4 }, { retries: 1 });
    const failure = await failureOf(
      reports.getConversions({ fields: ['Stat.id', 'Stat.payout'], sort: '-Stat.payout', ...JANUARY }),
    );
    expect(failure).toMatchObject({
      message: expect.stringContaining('sort by Stat.date first') as string,
      cause: { name: 'HttpError', status: 504 },
    });
  });

  it('keeps to one request where it must not cut, and repeats that one', async () => {
    const { reports, asked } = await reportService({ happenings, heavyDays: 4 }, { retries: 1 });
    const failure = await failureOf(reports.getConversions({ fields: ['Stat.date'], ...JANUARY, split: false }));
    expect(failure).toBeInstanceOf(MaxRetriesError);
    expect(asked()).toEqual(Array(2).fill('2026-01-01..2026-01-31 #1'));
  });

  it('repeats a single day that is too heavy, then fails', async () => {
    const { reports, asked } = await reportService(
      { happenings, fault: ({ from, to }) => (from <= '2026-01-02' && to >= '2026-01-02' ? 504 : undefined) },
      { retries: 1 },
    );
    const days = { dataStart: '2026-01-01', dataEnd: '2026-01-03' };
    const seen: unknown[] = [];
    const report = reports.getConversions({ fields: ['Stat.date'], ...days });
    await expect(
      (async () => {
        for await (const row of report) seen.push(row.Stat.date);
      })(),
    ).rejects.toThrow(MaxRetriesError);
    expect(seen).toEqual(['2026-01-01', '2026-01-01']);
    expect(asked()).toEqual([
      '2026-01-01..2026-01-03 #1',
      '2026-01-01..2026-01-02 #1',
      '2026-01-01..2026-01-01 #1',
      '2026-01-02..2026-01-02 #1',
      '2026-01-02..2026-01-02 #1',
    ]);
  });

  it('repeats a later page that is too heavy instead of cutting what is half out', async () => {
    let failures = 0;
    const { reports, asked } = await reportService({
      happenings,
      fault: ({ page }) => (page === 2 && failures++ === 0 ? 504 : undefined),
    });
    const rows = await collect(reports.getConversions({ fields: ['Stat.date'], ...JANUARY, pageSize: 40 }));
    expect(rows).toHaveLength(62);
    expect(asked()).toEqual([1, 2, 2].map((page) => `2026-01-01..2026-01-31 #${page}`));
  });

  it('ends in the error of a later page, also without retries, and repeats no row', async () => {
    const { reports } = await reportService(
      { happenings, fault: ({ page }) => (page === 2 ? 504 : undefined) },
      { retries: 0 },
    );
    const seen: unknown[] = [];
    const rows$ = reports.getConversions({ fields: ['Stat.date'], ...JANUARY, pageSize: 40 });
    const failure = await new Promise((resolve) => rows$.subscribe({ next: (row) => seen.push(row), error: resolve }));
    expect(failure).toBeInstanceOf(HttpError);
    expect(seen).toHaveLength(40);
  });

  it('cuts a range that is refused as too long', async () => {
    const { reports, asked } = await reportService({
      happenings,
      fault: ({ to, from }) =>
        Date.parse(to) - Date.parse(from) > 20 * 86_400_000
          ? 'The date range of the report is too long: at most 20 days'
          : undefined,
    });
    expect(await collect(reports.getConversions({ fields: ['Stat.date'], ...JANUARY }))).toHaveLength(62);
    expect(asked()).toHaveLength(3);
  });

  it('cuts up front into as many days as asked for', async () => {
    const { reports, asked } = await reportService({ happenings });
    const rows = await collect(reports.getStats({ fields: ['Stat.clicks'], ...JANUARY, split: { days: 14 } }));
    expect(rows).toEqual([{ Stat: { clicks: '558' } }]);
    expect(asked()).toEqual(['2026-01-01..2026-01-14 #1', '2026-01-15..2026-01-28 #1', '2026-01-29..2026-01-31 #1']);
  });

  it('says at once when what cannot be cut was to be cut up front', async () => {
    const { reports, calls } = await reportService({ happenings });
    const failure = await failureOf(reports.getStats({ fields: ['Stat.ctr'], ...JANUARY, split: { days: 7 } }));
    expect(failure).toBeInstanceOf(TypeError);
    expect(calls).toHaveLength(0);
  });

  it('has pages, which say of which days they are', async () => {
    const { reports } = await reportService({ happenings, heavyDays: 16 });
    const report = reports.getConversions({
      fields: ['Stat.date', 'Stat.payout'],
      ...JANUARY,
      totals: true,
      pageSize: 20,
    });
    const pages = await collect(report.pages);
    expect(
      pages.map(({ items, page, pageCount, count, totals, range }) => [
        items.length,
        page,
        pageCount,
        count,
        totals,
        range?.from,
      ]),
    ).toEqual([
      [20, 1, 2, 32, { Stat: { payout: '17.44' } }, '2026-01-01'],
      [12, 2, 2, 32, { Stat: { payout: '17.44' } }, '2026-01-01'],
      [20, 1, 2, 30, { Stat: { payout: '39.60' } }, '2026-01-17'],
      [10, 2, 2, 30, { Stat: { payout: '39.60' } }, '2026-01-17'],
    ]);
  });

  it('has merged pages with merged totals', async () => {
    const { reports } = await reportService({ happenings, heavyDays: 16 });
    const report = reports.getStats({ fields: ['Offer.name', 'Stat.payout'], ...JANUARY, totals: true, pageSize: 1 });
    expect(await collect(report.pages)).toEqual([
      {
        items: [{ Offer: { name: 'Offer 1' }, Stat: { payout: '46.81' } }],
        page: 1,
        pageCount: 2,
        count: 2,
        totals: { Stat: { payout: '57.04' } },
        range: { from: '2026-01-01', to: '2026-01-31' },
      },
      expect.objectContaining({ items: [{ Offer: { name: 'Offer 2' }, Stat: { payout: '10.23' } }], page: 2 }),
    ]);
  });

  it('has totals by requests of their own, of one row each, with ratios where nothing was cut', async () => {
    const whole = await reportService({ happenings });
    const query = { fields: ['Offer.name', 'Stat.payout', 'Stat.cpc'], ...JANUARY, limit: 1 } as const;
    expect(await firstValueFrom(whole.reports.getStats(query).totals$)).toEqual({
      Stat: { payout: '57.04', cpc: '62' },
    });
    expect(whole.calls.map(({ limit, page }) => [limit, page])).toEqual([[1, 1]]);
    const cut = await reportService({ happenings, heavyDays: 4 });
    expect(await collect(cut.reports.getStats(query).totals$)).toEqual([{ Stat: { payout: '57.04' } }]);
  });

  it('follows the demand of a loop: a slow one stops the paging', async () => {
    const { reports, calls } = await reportService({ happenings: everyDay(400) });
    const report = reports.getConversions({
      fields: ['Stat.date'],
      filters: { 'Stat.date__gte': '2026-01-01' },
      pageSize: 10,
    });
    const iterator = iterate(report, { highWaterMark: 10 })[Symbol.asyncIterator]();
    await iterator.next();
    await settle(100);
    expect(calls.length).toBeLessThan(5);
    await iterator.return?.();
  });

  it('follows the demand through the parts of a range', async () => {
    const { reports, calls } = await reportService({ happenings: everyDay(200), heavyDays: 5 });
    const report = reports.getConversions({ fields: ['Stat.date'], dataStart: '2026-01-01', dataEnd: '2026-07-01' });
    const iterator = iterate(report, { highWaterMark: 10 })[Symbol.asyncIterator]();
    await iterator.next();
    await settle(100);
    expect(calls.length).toBeLessThan(14);
    await iterator.return?.();
  });

  it('cancels what is in flight when it is left', async () => {
    const { reports, calls } = await reportService({ happenings, heavyDays: 2 });
    await collect(reports.getConversions({ fields: ['Stat.date'], ...JANUARY }).pipe(take(1)));
    const sent = calls.length;
    await settle(50);
    expect(calls.length).toBeLessThanOrEqual(sent + 1);
  });

  it('sends a long request as POST', async () => {
    const { reports, calls } = await reportService({ happenings });
    const ids = Array.from({ length: 400 }, (_, id) => 1_000_000 + id);
    await collect(reports.getStats({ fields: ['Stat.clicks'], filters: { 'Stat.offer_id': ids } }));
    expect(calls.map(({ verb, params }) => [verb, params.getAll('filters[Stat.offer_id][]').length])).toEqual([
      ['POST', 400],
    ]);
  });

  it('has the reports of each API', () => {
    const send = () => {
      throw new Error('not sent');
    };
    expect(Object.keys(createReports({ send, target: 'Report' }))).toHaveLength(7);
    expect(Object.keys(createReports({ send, target: 'Affiliate_Report' }))).toEqual([
      'getStats',
      'getConversions',
      'getAffiliateCommissions',
      'getAffiliateReferrals',
    ]);
    expect(Object.keys(createReports({ send, target: 'Advertiser_Report' }))).toEqual(['getStats', 'getConversions']);
  });
});
