import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSandbox, type Sandbox } from 'rxoffers/sandbox';
import { dataOf, type Params, refusalOf } from '../../support/sandbox-call.js';
import { column, conversionRow, dates, type ReportRow, rowsOf, sumOf } from '../../support/sandbox-reports.js';
import { soak } from '../../support/soak.js';

const DAY = 86_400_000;

// From before the clocks change in America to after they change in Europe, over a leap day and the end of a month.
const FIRST = Date.UTC(2024, 1, 27);
const DAYS = 37;

const timeOf = (instant: number): string => new Date(instant).toISOString().slice(0, 19).replace('T', ' ');
const dayOf = (index: number): string => timeOf(FIRST + index * DAY).slice(0, 10);

const SUMS = ['clicks', 'unique_clicks', 'impressions', 'conversions', 'payout', 'profit'].map(
  (name) => `Stat.${name}`,
);
const sums = (found: readonly ReportRow[]) => SUMS.map((field) => sumOf(column(found, field)));

describe('a report of sums', () => {
  let sandbox: Sandbox;
  beforeAll(async () => {
    sandbox = await createSandbox({
      ...{ rateLimit: false, conversions: 0, offers: 7, affiliates: 5 },
      rawLogs: { from: '20240227', days: DAYS, filesPerDay: 24, rowsPerFile: 2 },
    });
    for (let index = 0; index < 300; index++) {
      // Every third in the last or the first second of a day.
      const edge = Math.floor(index / 9) * DAY - (index % 2) * 1000;
      const at = FIRST + (index % 3 === 0 ? Math.max(0, edge) : (index * 7_919_000) % (DAYS * DAY));
      const money = { payout: `${index % 13}.${String(index * 37).padStart(5, '0')}`, revenue: `${index % 17}.00003` };
      sandbox.tables.Conversion.insert(
        conversionRow({ datetime: timeOf(at), offer_id: String(1 + (index % 7)), ...money }),
      );
    }
  });
  afterAll(() => sandbox.close());

  const rows = (fields: readonly string[], params: Params = {}) => rowsOf(sandbox, { fields, ...params });

  it('adds up to the whole over any parts of a range, with any offset', async () => {
    const cuts = fc.uniqueArray(fc.integer({ min: 1, max: DAYS }), { maxLength: 4 });
    const ends = fc.tuple(fc.integer({ min: -2, max: DAYS + 1 }), fc.integer({ min: 0, max: DAYS }));
    const check = async (inner: number[], [from, length]: [number, number], offset: number) => {
      const until = from + length;
      const borders = [from, ...inner.filter((cut) => cut > from && cut <= until).sort((a, b) => a - b), until + 1];
      const parts = borders.slice(0, -1).map((start, index) => [start, (borders[index + 1] ?? 0) - 1] as const);
      const ask = (first: number, last: number, ...fields: string[]) =>
        rows([...fields, ...SUMS], {
          ...dates(dayOf(first), dayOf(last)),
          hour_offset: String(offset),
          currency: 'VND',
        });
      const askParts = async (field: string) =>
        (await Promise.all(parts.map(([first, last]) => ask(first, last, field)))).flat();
      expect(await askParts('Stat.date')).toEqual(await ask(from, until, 'Stat.date'));
      const byOffer = await askParts('Stat.offer_id');
      expect(sums(byOffer)).toEqual(sums(await ask(from, until, 'Stat.offer_id')));
      expect(sumOf(column(byOffer, 'Stat.payout@VND'))).toBe(sumOf(column(await ask(from, until), 'Stat.payout@VND')));
    };
    await fc.assert(fc.asyncProperty(cuts, ends, fc.integer({ min: -14, max: 14 }), check), {
      numRuns: soak(3, 25),
      examples: [[[10, 30], [-1, DAYS + 1], -5]],
    });
  });

  it.each(['Stat.offer_id', 'Stat.hour', 'Stat.week', 'Country.name', 'Stat.source', 'Stat.device_os'])(
    'adds up to the whole by %s',
    async (field) => {
      const whole = await rows(SUMS);
      expect(whole).toHaveLength(1);
      expect(sums(await rows([field, ...SUMS]))).toEqual(sums(whole));
    },
  );

  it('moves events at the edge of a day with the offset', async () => {
    const clicks = async (hour_offset: string, date: string) =>
      (await rows(['Stat.date', 'Stat.clicks'], { hour_offset })).find(({ Stat }) => Stat?.['date'] === date)?.['Stat'];
    expect(await clicks('0', '2024-02-26')).toBeUndefined();
    expect(await clicks('-1', '2024-02-26')).toEqual({ date: '2024-02-26', clicks: '2' });
    expect(await clicks('-1', dayOf(DAYS - 1))).toEqual({ date: dayOf(DAYS - 1), clicks: '46' });
  });

  it('is ordered by its groups, numbers as numbers, unless it is sorted', async () => {
    const hours = column(await rows(['Stat.hour', 'Stat.clicks']), 'Stat.hour');
    expect(hours).toEqual(Array.from({ length: 24 }, (_, hour) => String(hour)));
    const sorted = await rows(['Stat.date', 'Stat.payout'], { 'sort[Stat.payout]': 'desc' });
    const payouts = column(sorted, 'Stat.payout');
    expect(payouts).toEqual(payouts.toSorted((a, b) => Number(b) - Number(a)));
  });

  it('sorts by several fields in turn', async () => {
    const sorted = await rows(['Stat.offer_id', 'Stat.conversions', 'Stat.year'], {
      ...{ 'sort[Stat.conversions]': 'asc', 'sort[Stat.year]': 'asc', 'sort[Stat.offer_id]': 'desc' },
    });
    const keys = sorted.map(({ Stat = {} }) => [Number(Stat['conversions']), -Number(Stat['offer_id'])] as const);
    expect(keys).toEqual(keys.toSorted(([a, b], [c, d]) => a - c || b - d));
  });

  it('has pages that make up the whole, each with the totals of all rows', async () => {
    const fields = ['Stat.date', 'Stat.clicks', 'Stat.cpc', 'Stat.payout'];
    const page = async (number: number) =>
      (await dataOf(sandbox, 'Report.getStats', { fields, limit: '10', page: String(number), totals: '1' })) as {
        readonly data: readonly ReportRow[];
        readonly totals: ReportRow;
      };
    const pages = await Promise.all([1, 2, 3, 4].map(page));
    const all = await rows(fields);
    expect(pages.flatMap(({ data }) => data)).toEqual(all);
    for (const { totals } of pages) {
      expect(Object.keys(totals['Stat'] ?? {})).toEqual(['clicks', 'payout']);
      for (const field of ['Stat.clicks', 'Stat.payout'])
        expect(sumOf(column([totals], field))).toBe(sumOf(column(all, field)));
    }
  });

  it('applies filters on sums to groups, and totals to what remains', async () => {
    const params = {
      ...{ fields: ['Stat.offer_id', 'Stat.conversions'], totals: '1' },
      ...{ 'filters[Stat.offer_id][LESS_THAN]': '3', 'filters[Stat.conversions][GREATER_THAN]': '0' },
    };
    const { totals } = (await dataOf(sandbox, 'Report.getStats', params)) as { totals: ReportRow };
    const wanted = [...sandbox.tables.Conversion.rows()].filter(({ offer_id }) => Number(offer_id) < 3);
    expect(totals).toEqual({ Stat: { conversions: String(wanted.length) } });
  });

  it('applies an OR with a sum to groups, and requires that they are grouped by its other fields', async () => {
    const either = { 'filters[OR][Stat.offer_id]': '3', 'filters[OR][Stat.conversions][LESS_THAN]': '1' };
    const found = await rows(['Stat.offer_id', 'Stat.conversions'], either);
    expect(column(found, 'Stat.offer_id')).toContain('3');
    for (const { Stat = {} } of found) expect(Stat['offer_id'] === '3' || Stat['conversions'] === '0').toBe(true);
    expect(await refusalOf(sandbox, 'Report.getStats', { fields: ['Stat.clicks'], ...either })).toMatch(
      "Field 'Stat.offer_id' does not exist",
    );
  });

  it('groups by groups[] in addition to its fields', async () => {
    const found = await rows(['Stat.clicks'], { groups: ['Stat.hour', 'Stat.hour'] });
    expect(found).toHaveLength(24);
    expect(sumOf(column(found, 'Stat.clicks'))).toBe(sumOf(column(await rows(['Stat.clicks']), 'Stat.clicks')));
    expect(found[0]).toEqual({ Stat: { clicks: expect.any(String) as string } });
  });

  it('counts distinct affiliates and offers', async () => {
    expect(await rows(['Stat.affiliate_count', 'Stat.offer_count'])).toEqual([
      { Stat: { affiliate_count: '5', offer_count: '7' } },
    ]);
  });

  it('is empty where nothing happened', async () => {
    expect(await rows(['Stat.clicks'], dates('2030-01-01', '2030-01-02'))).toEqual([]);
  });

  it.each(['fields', 'groups', 'filters[Stat.x]', 'filters[OR][Stat.x][LIKE]', 'sort[Stat.x]'])(
    'refuses an unknown field in %s',
    async (name) => {
      const value = name === 'fields' || name === 'groups' ? ['Stat.x'] : 'x';
      expect(await refusalOf(sandbox, 'Report.getStats', { fields: ['Stat.clicks'], [name]: value })).toBe(
        "Field 'Stat.x' does not exist or is not allowed to be used.",
      );
    },
  );

  it('refuses to group by a sum', async () => {
    expect(await refusalOf(sandbox, 'Report.getStats', { fields: ['Stat.date'], groups: ['Stat.clicks'] })).toMatch(
      "Field 'Stat.clicks'",
    );
  });
});
