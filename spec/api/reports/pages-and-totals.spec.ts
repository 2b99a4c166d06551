import { firstValueFrom } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { ProtocolError } from 'rxoffers';
import { collect, failureOf } from '../../support/collect.js';
import { type Answer, recordedApi } from '../../support/recorded-api.js';
import { everyDay, reportService } from '../../support/report-service.js';

const JANUARY = { dataStart: '2026-01-01', dataEnd: '2026-01-31' } as const;
const happenings = everyDay(31);

const row = { Offer: { name: 'A' }, Stat: { clicks: '1', payout: '2' } };
const page = (totals?: unknown, data: unknown = [row]) => ({ page: 1, count: 1, pageCount: 1, data, totals });

const open = async (answers: readonly Answer[], query: object = {}) => {
  const { api, lines } = await recordedApi(answers);
  const fields = ['Offer.name', 'Stat.clicks', 'Stat.payout'] as const;
  return { report: api.reports.getStats({ fields, totals: true, ...query }), lines };
};

describe('the pages of a report', () => {
  it('say which days they are of, and have the totals of all', async () => {
    const { reports } = await reportService({ happenings, heavyDays: 16 });
    const fields = ['Stat.date', 'Stat.payout'] as const;
    const { pages } = reports.getConversions({ fields, ...JANUARY, totals: true, pageSize: 20 });
    const facts = (await collect(pages)).map(({ items, range, totals, ...counts }) => [
      [items.length, counts.page, counts.pageCount, counts.count],
      totals,
      range,
    ]);
    const first = { from: '2026-01-01', to: '2026-01-16' };
    const second = { from: '2026-01-17', to: '2026-01-31' };
    expect(facts).toEqual([
      [[20, 1, 2, 32], { Stat: { payout: '57.04' } }, first],
      [[12, 2, 2, 32], { Stat: { payout: '57.04' } }, first],
      [[20, 1, 2, 30], { Stat: { payout: '57.04' } }, second],
      [[10, 2, 2, 30], { Stat: { payout: '57.04' } }, second],
    ]);
  });

  it('are of the whole range where parts are added up, with their totals', async () => {
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

  it('have no totals when a part has none, and none unless requested', async () => {
    const days = { dataStart: '2026-01-01', dataEnd: '2026-01-04', split: { days: 2 } };
    const { report } = await open([page({ Stat: { clicks: '1' } }), page()], days);
    expect(await collect(report.pages)).toMatchObject([{ totals: undefined }]);
    const { report: plain, lines } = await open([page()], { totals: undefined });
    expect(await collect(plain.pages)).toMatchObject([{ totals: undefined, range: undefined }]);
    expect(lines()[0]).not.toContain('totals');
  });

  it.each([
    [{ Stat: { clicks: 12, 'payout@EUR': '3', other: '4' } }, { Stat: { clicks: '12' } }],
    [{ Stat: { payout: '2', 'payout@EUR': '3' } }, { Stat: { payout: '2', 'payout@EUR': '3' } }],
    [undefined, undefined],
    [null, {}],
    ['', {}],
    [[], {}],
  ])('read the totals %j as %j', async (totals, read) => {
    const { report } = await open([page(totals)]);
    expect(await collect(report.pages)).toMatchObject([{ totals: read }]);
  });

  it('refuse totals that are not an object', async () => {
    const { report } = await open([page(3)]);
    expect(await failureOf(report.pages)).toBeInstanceOf(ProtocolError);
  });
});

describe('the totals of a report', () => {
  it('come by a request for one row, with ratios, whatever the limit, the page and the sort', async () => {
    const { reports, calls } = await reportService({ happenings });
    const query = { fields: ['Offer.name', 'Stat.payout', 'Stat.cpc'], ...JANUARY } as const;
    for (const more of [{ limit: 0 }, { sort: '-Stat.payout', page: 3 }] as const)
      expect(await firstValueFrom(reports.getStats({ ...query, ...more }).totals$)).toEqual({
        Stat: { payout: '57.04', cpc: '62' },
      });
    expect(calls.map(({ limit, page: number }) => [limit, number])).toEqual(Array(2).fill([1, 1]));
    expect([...(calls.at(-1)?.params.keys() ?? [])].some((name) => name.startsWith('sort'))).toBe(false);
  });

  it('are added up over parts, without ratios, and in other currencies', async () => {
    const { reports } = await reportService({ happenings, heavyDays: 4 });
    const query = { fields: ['Offer.name', 'Stat.payout', 'Stat.cpc'], ...JANUARY } as const;
    expect(await collect(reports.getStats(query).totals$)).toEqual([{ Stat: { payout: '57.04' } }]);
    const answers = [1, 2].map(() => page({ Stat: { payout: '0.10', 'payout@EUR': '1' } }));
    const { report } = await open(answers, { dataStart: '2026-01-01', dataEnd: '2026-01-02', split: { days: 1 } });
    expect(await collect(report.totals$)).toEqual([{ Stat: { payout: '0.20', 'payout@EUR': '2' } }]);
  });

  it('are empty where there are no rows, and fail where there are rows and no totals', async () => {
    expect(await collect((await open([page(undefined, [])])).report.totals$)).toEqual([{}]);
    expect(await failureOf((await open([page()])).report.totals$)).toBeInstanceOf(ProtocolError);
  });
});
