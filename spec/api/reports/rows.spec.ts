import { firstValueFrom, take } from 'rxjs';
import { describe, expect, it } from 'vitest';
import {
  HasOffers,
  HasOffersAdvertiser,
  HasOffersAffiliate,
  iterate,
  ProtocolError,
  ReportStream,
  Stream,
} from 'rxoffers';
import { collect, failureOf, settle } from '../../support/collect.js';
import { type Answer, recordedApi, Text } from '../../support/recorded-api.js';
import { watchRejections } from '../../support/rejections.js';
import { everyDay, reportService } from '../../support/report-service.js';

const JANUARY = { dataStart: '2026-01-01', dataEnd: '2026-01-31' } as const;
const happenings = everyDay(31);

/** A page of a report as the service wraps it. */
const page = (data: unknown, number = 1, pageCount = 1) => ({ page: number, current: 0, count: 100, pageCount, data });

const rowsOf = async (fields: readonly string[], ...answers: readonly Answer[]) => {
  const { api, calls } = await recordedApi(answers);
  const rows = await collect(api.reports.getStats({ fields: fields as never }));
  return { rows, text: JSON.stringify(rows), calls };
};

describe('the rows of a report', () => {
  it('are nested by model, have only the requested columns, and come page by page', async () => {
    const { reports, asked } = await reportService({ happenings });
    const rows = await collect(reports.getStats({ fields: ['Offer.name', 'Stat.clicks'], ...JANUARY, pageSize: 1 }));
    expect(rows).toEqual([
      { Offer: { name: 'Offer 1' }, Stat: { clicks: '496' } },
      { Offer: { name: 'Offer 2' }, Stat: { clicks: '62' } },
    ]);
    expect(asked()).toEqual(['2026-01-01..2026-01-31 #1', '2026-01-01..2026-01-31 #2']);
  });

  it('have their columns in the requested order, null where the service left one out, and strings', async () => {
    const fields = ['Stat.clicks', 'Offer.name', 'Stat.payout'];
    const { text } = await rowsOf(fields, [
      { Offer: { name: 'A', id: '3' }, Stat: { payout: '1.50', clicks: '3' }, Other: { x: '1' } },
      { Stat: { clicks: null } },
      { Stat: [], Offer: { id: '4' } },
      { Stat: { clicks: 3, payout: 0.5 }, Offer: { name: true } },
      { Offer: { name: { 1: 'a' } }, Stat: { clicks: false } },
    ]);
    expect(text).toBe(
      JSON.stringify([
        { Stat: { clicks: '3', payout: '1.50' }, Offer: { name: 'A' } },
        { Stat: { clicks: null, payout: null }, Offer: { name: null } },
        { Stat: { clicks: null, payout: null }, Offer: { name: null } },
        { Stat: { clicks: '3', payout: '0.5' }, Offer: { name: '1' } },
        { Stat: { clicks: '0', payout: null }, Offer: { name: '{"1":"a"}' } },
      ]),
    );
  });

  it('keep amounts in other currencies of the requested columns', async () => {
    const Stat = { clicks: '3', payout: '1', 'payout@EUR': '0.9', 'revenue@EUR': '2', '@EUR': '1' };
    const { rows } = await rowsOf(['Stat.clicks', 'Stat.payout'], [{ Stat }]);
    expect(rows).toEqual([{ Stat: { clicks: '3', payout: '1', 'payout@EUR': '0.9' } }]);
  });

  it('are read from a list, from an object by index, from one row, and from nothing', async () => {
    const two = [{ Stat: { clicks: '2' } }, { Stat: { clicks: '1' } }];
    const fields = ['Stat.clicks'];
    expect((await rowsOf(fields, page(two))).rows).toEqual(two);
    expect((await rowsOf(fields, page({ 0: two[0], 1: two[1] }))).rows).toEqual(two);
    expect((await rowsOf(fields, page(two[0]))).rows).toEqual([two[0]]);
    expect((await rowsOf(fields, { ...page([]), count: 0, pageCount: 0 })).rows).toEqual([]);
    expect((await rowsOf(fields, two)).rows).toEqual(two);
    expect((await rowsOf(fields, null)).rows).toEqual([]);
  });

  it('end where a service that counts no pages sends the same page again', async () => {
    const repeated = { page: 1, data: [{ Stat: { clicks: '1' } }] };
    const { rows, calls } = await rowsOf(['Stat.clicks'], repeated);
    expect([rows.length, calls.length]).toEqual([1, 2]);
    const other = { page: 2, data: [{ Stat: { clicks: '2' } }] };
    expect((await rowsOf(['Stat.clicks'], repeated, other)).rows).toHaveLength(2);
    // With a count, pages may well be equal.
    const counted = [1, 2].map((number) => page([{ Stat: { clicks: '1' } }], number, 2));
    expect((await rowsOf(['Stat.clicks'], ...counted)).rows).toHaveLength(2);
  });

  it('are missing from a page that should hold some: a ProtocolError, after the rows before it', async () => {
    const first = { page: 1, count: 3, pageCount: 2, data: [{ Stat: { clicks: '2' } }, { Stat: { clicks: '1' } }] };
    const { api } = await recordedApi([first, []], { retries: 1, retryDelay: 1 });
    const rows: unknown[] = [];
    const failure = await new Promise((resolve) => {
      api.reports.getStats({ fields: ['Stat.clicks'] }).subscribe({ next: (row) => rows.push(row), error: resolve });
    });
    expect(rows).toHaveLength(2);
    expect(String(failure)).toMatch(/^ProtocolError: Report\.getStats: page 2 of 2 should hold rows/);
  });

  it('are objects: anything else is a ProtocolError', async () => {
    for (const data of ['["x"]', '[[1]]']) {
      const { api } = await recordedApi([new Text(data)]);
      const failure = await failureOf(api.reports.getStats({ fields: ['Stat.clicks'] }));
      expect(failure).toBeInstanceOf(ProtocolError);
      expect(String(failure)).toContain('A row of a report should be an object');
    }
  });
});

describe('the option coerce', () => {
  const fields = ['Stat.clicks', 'Stat.payout', 'Stat.session_datetime', 'Stat.is_adjustment', 'Stat.brand_new'];
  const wire = { clicks: '12', payout: '1.50', 'payout@EUR': '1.40', session_datetime: '0000-00-00 00:00:00' };
  const row = { Stat: { ...wire, is_adjustment: '1', brand_new: '5' } };
  const made = { Stat: { ...row.Stat, clicks: 12, session_datetime: null, is_adjustment: true } };

  const open = async (coerce: unknown) => {
    const { api } = await recordedApi([{ ...page([row]), totals: { Stat: { clicks: '12' } } }]);
    const query = { fields, coerce, totals: true } as never;
    return api.reports.getStats(query, { unlisted: true }) as ReportStream<unknown, unknown>;
  };

  it.each([[undefined], [false]])('leaves rows as they are on the wire for %s', async (coerce) => {
    expect(await collect(await open(coerce))).toEqual([row]);
  });

  it('converts rows, pages and totals by the kinds of the catalog; amounts stay exact', async () => {
    expect(await collect(await open(true))).toEqual([made]);
    expect(await collect((await open({})).pages)).toMatchObject([{ items: [made], totals: { Stat: { clicks: 12 } } }]);
    expect(await collect((await open(true)).totals$)).toEqual([{ Stat: { clicks: 12 } }]);
    expect(await collect(await open({ decimal: 'number' }))).toMatchObject([
      { Stat: { payout: 1.5, 'payout@EUR': 1.4 } },
    ]);
  });

  it('refuses options that it does not have', async () => {
    expect(await failureOf(await open({ decimals: 'number' }))).toBeInstanceOf(TypeError);
  });
});

describe('a report as a stream', () => {
  it('is a Stream of rows, with separate pages and totals, for subscribers and loops', async () => {
    const { reports } = await reportService({ happenings: everyDay(1) });
    const report = reports.getStats({ fields: ['Offer.name', 'Stat.clicks'], ...JANUARY });
    expect(report).toBeInstanceOf(ReportStream);
    expect(report).toBeInstanceOf(Stream);
    const seen: unknown[] = [];
    for await (const { Offer } of report) seen.push(Offer.name);
    for await (const { items } of report.pages) seen.push(items.length);
    expect(seen).toEqual(['Offer 1', 'Offer 2', 2]);
  });

  it('sends nothing before a subscription, and again for each', async () => {
    const { reports, calls } = await reportService({ happenings });
    const report = reports.getStats({ fields: ['Stat.clicks'], ...JANUARY });
    expect(calls).toHaveLength(0);
    await collect(report);
    await collect(report);
    await collect(report.totals$);
    expect(calls).toHaveLength(3);
  });

  it('ends with the error of a wrong query, as do its pages and totals, and sends nothing', async () => {
    const { reports, calls } = await reportService();
    const report = reports.getStats({ filter: {} } as never);
    for (const source of [report, report.pages, report.totals$])
      expect(await failureOf(source)).toBeInstanceOf(TypeError);
    expect(calls).toEqual([]);
  });

  it('sends nothing when it is left while it opens, and leaves no unhandled rejection', async () => {
    const rejections = watchRejections();
    const { reports, calls } = await reportService();
    reports
      .getStats({ fields: ['Stat.clicks'] })
      .subscribe()
      .unsubscribe();
    reports
      .getStats({} as never)
      .subscribe({ error: () => undefined })
      .unsubscribe();
    await collect(reports.getStats({ fields: ['Stat.clicks'] }));
    expect(calls).toHaveLength(1);
    expect(rejections).toEqual([]);
  });

  it('sends nothing more once it is left', async () => {
    const { reports, calls } = await reportService({ happenings, heavyDays: 2 });
    await collect(reports.getConversions({ fields: ['Stat.date'], ...JANUARY }).pipe(take(1)));
    const sent = calls.length;
    await settle(50);
    expect(calls.length).toBeLessThanOrEqual(sent + 1);
  });

  it.each([
    ['pages', { filters: { 'Stat.date__gte': '2026-01-01' }, pageSize: 10 }, Infinity, 5],
    ['parts of a range', { dataStart: '2026-01-01', dataEnd: '2026-07-01' }, 5, 14],
  ] as const)('waits with further %s for a slow loop', async (_, query, heavyDays, most) => {
    const { reports, calls } = await reportService({ happenings: everyDay(400), heavyDays });
    const report = reports.getConversions({ fields: ['Stat.date'], ...query });
    const iterator = iterate(report, { highWaterMark: 10 })[Symbol.asyncIterator]();
    await iterator.next();
    await settle(100);
    expect(calls.length).toBeLessThan(most);
    await iterator.return?.();
  });

  it('is there for each method of the three APIs', () => {
    const key = { networkId: 'net', apiKey: 'key' };
    expect(Object.keys(new HasOffers({ networkId: 'net', networkToken: 'NETx' }).reports)).toEqual([
      'getStats',
      'getConversions',
      'getModSummaryLogs',
      'getAffiliateCommissions',
      'getReferrals',
      'getManagerCommissions',
      'getSubscriptions',
    ]);
    expect(Object.keys(new HasOffersAffiliate(key).reports)).toEqual([
      'getStats',
      'getConversions',
      'getAffiliateCommissions',
      'getAffiliateReferrals',
    ]);
    expect(Object.keys(new HasOffersAdvertiser(key).reports)).toEqual(['getStats', 'getConversions']);
  });

  it('sends a long query as POST', async () => {
    const { reports, calls } = await reportService({ happenings });
    const ids = Array.from({ length: 400 }, (_, id) => 1_000_000 + id);
    await firstValueFrom(reports.getStats({ fields: ['Stat.clicks'], filters: { 'Stat.offer_id': ids } }), {
      defaultValue: null,
    });
    expect(calls.map(({ verb, params }) => [verb, params.getAll('filters[Stat.offer_id][]').length])).toEqual([
      ['POST', 400],
    ]);
  });
});
