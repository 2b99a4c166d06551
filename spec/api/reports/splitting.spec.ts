import type { Observable } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { HttpError, MaxRetriesError, type Reports, RxOffersError } from 'rxoffers';
import { collect, failureOf } from '../../support/collect.js';
import { everyDay, reportService } from '../../support/report-service.js';

const JANUARY = { dataStart: '2026-01-01', dataEnd: '2026-01-31' } as const;
const WHOLE = '2026-01-01..2026-01-31 #1';
const happenings = everyDay(31);
const DAY_MS = 86_400_000;

/** Refuses in these words a range of more than 20 days. */
const refusing =
  (answer: number | string) =>
  ({ from, to }: { readonly from: string; readonly to: string }) =>
    Date.parse(to) - Date.parse(from) > 20 * DAY_MS ? answer : undefined;

describe('a range that is too heavy', () => {
  it('is split into halves, in order, without a gap or a duplicate', async () => {
    const { reports, asked } = await reportService({ happenings, heavyDays: 8 });
    const rows = await collect(reports.getConversions({ fields: ['Stat.date', 'Stat.offer_id'], ...JANUARY }));
    expect(rows.map(({ Stat }) => `${Stat.date} ${Stat.offer_id}`)).toEqual(
      happenings.map(({ day, offer }) => `${day} ${offer}`),
    );
    expect(asked()).toEqual([
      WHOLE,
      '2026-01-01..2026-01-16 #1',
      '2026-01-01..2026-01-08 #1',
      '2026-01-09..2026-01-16 #1',
      '2026-01-17..2026-01-31 #1',
      '2026-01-17..2026-01-24 #1',
      '2026-01-25..2026-01-31 #1',
    ]);
  });

  it('takes data_start and data_end along to its parts', async () => {
    const { reports, calls } = await reportService({ happenings, heavyDays: 16 });
    await collect(reports.getConversions({ fields: ['Stat.date'], ...JANUARY }));
    expect(calls.map(({ params }) => `${params.get('data_start')}..${params.get('data_end')}`)).toEqual([
      '2026-01-01..2026-01-31',
      '2026-01-01..2026-01-16',
      '2026-01-17..2026-01-31',
    ]);
  });

  it('is read from its last part on where the newest day comes first', async () => {
    const { reports } = await reportService({ happenings, heavyDays: 8 });
    const rows = await collect(
      reports.getStats({ fields: ['Stat.date', 'Stat.clicks'], sort: '-Stat.date', ...JANUARY, limit: 20 }),
    );
    const days = [...new Set(happenings.map(({ day }) => day))].reverse().slice(0, 20);
    expect(rows.map(({ Stat }) => Stat.date)).toEqual(days);
  });

  it('is read as far as the limit needs, by rows and by pages', async () => {
    const { reports, asked } = await reportService({ happenings, heavyDays: 8 });
    const query = { fields: ['Stat.date'], ...JANUARY } as const;
    expect(await collect(reports.getConversions({ ...query, limit: 16 }))).toHaveLength(16);
    expect(asked().at(-1)).toBe('2026-01-01..2026-01-08 #1');
    const pages = await collect(reports.getConversions({ ...query, limit: 20 }).pages);
    expect(pages.map(({ items }) => items.length)).toEqual([16, 4]);
    const before = asked().length;
    expect(await collect(reports.getConversions({ ...query, limit: 0 }))).toEqual([]);
    expect(asked()).toHaveLength(before);
  });

  it.each([
    'The date range of the report is too long: at most 31 days',
    'Date range exceeds the maximum of 762 days.',
    'Please select a maximum of 31 days',
    'Your date range is too large',
    'You may not request more than 90 days: the interval exceeds it',
  ])('may be refused as %j', async (words) => {
    const { reports, asked } = await reportService({ happenings, fault: refusing(words) });
    expect(await collect(reports.getConversions({ fields: ['Stat.date'], ...JANUARY }))).toHaveLength(62);
    expect(asked()).toHaveLength(3);
  });

  it.each([
    [500, 'HttpError'],
    [503, 'HttpError'],
    ['API usage exceeded rate limit. Configured: 50/10s window', 'RateLimitError'],
    ['NetworkToken NETx is not authenticated: the date range is too long', 'AuthenticationError'],
    ["Field 'Stat.days' does not exist or is not allowed to be used.", 'HasOffersError'],
    ['Missing required argument: fields', 'HasOffersError'],
  ])('is not what the answer %j says', async (answer, name) => {
    const { reports, asked } = await reportService({ happenings, fault: refusing(answer) }, { retries: 0 });
    const query = { fields: ['Stat.date'], ...JANUARY } as const;
    expect(await failureOf(reports.getConversions(query))).toMatchObject({ name });
    expect(await failureOf(reports.getStats({ ...query, fields: ['Stat.clicks'] }))).toMatchObject({ name });
    expect(await failureOf(reports.getStats({ ...query, fields: ['Stat.ctr'] }))).toMatchObject({ name });
    expect(asked()).toEqual(Array(3).fill(WHOLE));
  });
});

describe('a report that is summed over its range', () => {
  it('is added up over the parts, exactly, then sorted and limited', async () => {
    const { reports, calls } = await reportService({ happenings, heavyDays: 4 });
    const query = { fields: ['Stat.payout', 'Offer.name', 'Stat.clicks'], ...JANUARY } as const;
    const rows = await collect(reports.getStats({ ...query, currency: 'EUR', sort: '-Stat.clicks' }));
    expect(rows).toEqual([
      { Stat: { payout: '46.81', clicks: '496', 'payout@EUR': '93.62' }, Offer: { name: 'Offer 1' } },
      { Stat: { payout: '10.23', clicks: '62', 'payout@EUR': '20.46' }, Offer: { name: 'Offer 2' } },
    ]);
    expect(await collect(reports.getStats({ ...query, sort: 'Stat.payout', limit: 1 }))).toEqual([
      { Stat: { payout: '10.23', clicks: '62' }, Offer: { name: 'Offer 2' } },
    ]);
    // Parts are read whole, whatever the limit, and unsorted.
    expect(calls.at(-1)?.limit).toBe(500);
    expect([...(calls.at(-1)?.params.keys() ?? [])].some((name) => name.startsWith('sort'))).toBe(false);
  });

  it('may be grouped by columns besides its fields, and sorted by hidden sums', async () => {
    const { reports } = await reportService({ happenings, heavyDays: 4 });
    const rows = await collect(
      reports.getStats({ fields: ['Stat.clicks'], groups: ['Stat.offer_id'], sort: 'Stat.payout', ...JANUARY }),
    );
    expect(rows).toEqual([{ Stat: { clicks: '62', offer_id: '2' } }, { Stat: { clicks: '496', offer_id: '1' } }]);
  });

  it('starts again with each subscription', async () => {
    const { reports } = await reportService({ happenings, heavyDays: 16 });
    const report = reports.getStats({ fields: ['Stat.clicks'], ...JANUARY });
    expect([await collect(report), await collect(report)]).toEqual(Array(2).fill([{ Stat: { clicks: '558' } }]));
  });

  it('cannot be added up where a cell is not a number', async () => {
    const data = [{ Stat: { payout: '1,5' } }];
    const { reports } = await reportService({ fault: () => data });
    const report = reports.getStats({ fields: ['Stat.payout'], ...JANUARY, split: { days: 20 } });
    expect(await failureOf(report)).toMatchObject({
      name: 'ProtocolError',
      message: expect.stringContaining('Stat.payout should be a number') as string,
    });
  });

  it.each([
    [{ fields: ['Offer.name', 'Stat.cpc'] }, /2026-01-01 to 2026-01-31 is too heavy.*Stat\.cpc of several ranges/],
    [{ fields: ['Stat.date'], page: 2 }, /a page is of the whole range/],
  ] as const)('is not split where that would be wrong, and says so: %j', async (query, message) => {
    const { reports, calls } = await reportService({ happenings, heavyDays: 4 }, { retries: 0 });
    const failure = await failureOf(reports.getStats({ ...query, ...JANUARY }));
    expect(failure).toBeInstanceOf(RxOffersError);
    expect(failure).toMatchObject({ message: expect.stringMatching(message) as string, cause: { status: 504 } });
    expect(calls).toHaveLength(1);
  });
});

describe('what is not split', () => {
  it('is a sort that would mix the parts, which the error says', async () => {
    const { reports } = await reportService({ happenings, heavyDays: 4 }, { retries: 1 });
    const failure = await failureOf(
      reports.getConversions({ fields: ['Stat.id', 'Stat.payout'], sort: '-Stat.payout', ...JANUARY }),
    );
    expect(failure).toMatchObject({
      message: expect.stringContaining('sort by Stat.date first') as string,
      cause: { name: 'HttpError', status: 504 },
    });
  });

  it.each([
    [{ ...JANUARY, split: false }, WHOLE],
    [{}, '0000-00-00..9999-99-99 #1'],
    [{ filters: { 'Stat.date': '2026-01-02' } }, '2026-01-02..2026-01-02 #1'],
  ] as const)('is %j: one request, which is repeated', async (query, line) => {
    const { reports, asked } = await reportService({ fault: () => 504 }, { retries: 1 });
    const failure = await failureOf(reports.getConversions({ fields: ['Stat.date'], ...query }));
    expect(failure).toBeInstanceOf(MaxRetriesError);
    expect(asked()).toEqual([line, line]);
  });

  it('is a single day: it is repeated, then fails, after the rows before it', async () => {
    const { reports, asked } = await reportService(
      { happenings, fault: ({ from, to }) => (from <= '2026-01-02' && to >= '2026-01-02' ? 504 : undefined) },
      { retries: 1 },
    );
    const seen: unknown[] = [];
    const report = reports.getConversions({ fields: ['Stat.date'], dataStart: '2026-01-01', dataEnd: '2026-01-03' });
    await expect(report.forEach(({ Stat }) => void seen.push(Stat.date))).rejects.toThrow(MaxRetriesError);
    expect(seen).toEqual(['2026-01-01', '2026-01-01']);
    expect(asked()).toEqual([
      '2026-01-01..2026-01-03 #1',
      '2026-01-01..2026-01-02 #1',
      '2026-01-01..2026-01-01 #1',
      '2026-01-02..2026-01-02 #1',
      '2026-01-02..2026-01-02 #1',
    ]);
  });

  it('is a range whose rows were emitted: a later page is repeated instead', async () => {
    let failures = 0;
    const { reports, asked } = await reportService({
      happenings,
      fault: ({ page }) => (page === 2 && failures++ === 0 ? 504 : undefined),
    });
    const rows = await collect(reports.getConversions({ fields: ['Stat.date'], ...JANUARY, pageSize: 40 }));
    expect(rows).toHaveLength(62);
    expect(asked()).toEqual([1, 2, 2].map((page) => `2026-01-01..2026-01-31 #${page}`));
  });

  it('ends with the error of a later page, also without retries, and repeats no row', async () => {
    const fault = ({ page }: { readonly page: number }) => (page === 2 ? 504 : undefined);
    const { reports } = await reportService({ happenings, fault }, { retries: 0 });
    const seen: unknown[] = [];
    const rows$ = reports.getConversions({ fields: ['Stat.date'], ...JANUARY, pageSize: 40 });
    const failure = await new Promise((resolve) => rows$.subscribe({ next: (row) => seen.push(row), error: resolve }));
    expect(failure).toBeInstanceOf(HttpError);
    expect(seen).toHaveLength(40);
  });
});

describe('the option split.days', () => {
  it('splits up front into parts of at most that many days', async () => {
    const { reports, asked } = await reportService({ happenings });
    const rows = await collect(reports.getStats({ fields: ['Stat.clicks'], ...JANUARY, split: { days: 14 } }));
    expect(rows).toEqual([{ Stat: { clicks: '558' } }]);
    expect(asked()).toEqual(['2026-01-01..2026-01-14 #1', '2026-01-15..2026-01-28 #1', '2026-01-29..2026-01-31 #1']);
  });

  it.each<[keyof Reports, Record<string, unknown>, string]>([
    [
      'getConversions',
      { fields: ['Stat.payout'], sort: 'Stat.payout' },
      'sort by Stat.date first, not by Stat.payout, or leave the sort out',
    ],
    ['getStats', { fields: ['Stat.date', 'Stat.clicks'], sort: '-Stat.clicks' }, 'sort by Stat.date first'],
    ['getStats', { fields: ['Stat.clicks'], sort: 'Stat.cpc' }, 'Stat.cpc of several ranges does not add up'],
    ['getStats', { fields: ['Stat.clicks'], sort: 'Offer.name' }, 'the sort needs Offer.name, which is not requested'],
    ['getStats', { fields: ['Stat.clicks', 'Stat.brand_new'] }, 'does not know whether Stat.brand_new is a sum'],
    ['getConversions', { fields: ['Stat.id'], groups: ['Stat.offer_id'] }, 'not known whether rows are of one day'],
    ['getReferrals', { fields: ['Affiliate.company'] }, 'not known whether rows are of one day'],
    ['getStats', { fields: ['Stat.date'], page: 2 }, 'a page is of the whole range'],
    ...['offer_count', 'affiliate_count', 'count', 'ctr', 'unique_ctr', 'cpc', 'cpa', 'cpm', 'epc', 'rpa', 'ltr'].map(
      (column): [keyof Reports, Record<string, unknown>, string] => [
        'getStats',
        { fields: ['Stat.clicks', `Stat.${column}`] },
        `Stat.${column} of several ranges does not add up`,
      ],
    ),
  ])('is refused at once where the report cannot be split: %s %j', async (method, query, why) => {
    const { reports, calls } = await reportService({ happenings });
    const report = reports[method] as (query: unknown, options: object) => Observable<unknown>;
    const failure = await failureOf(report({ ...query, ...JANUARY, split: { days: 7 } }, { unlisted: true }));
    expect(failure).toBeInstanceOf(TypeError);
    expect(String(failure)).toContain(`Report.${method}: split.days should be left out: `);
    expect(String(failure)).toContain(why);
    expect(calls).toEqual([]);
  });
});
