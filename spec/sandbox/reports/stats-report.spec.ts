import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY, dateTime } from '../../../lib/sandbox/store/dates.js';
import { STATS_FIELDS } from '../../../lib/sandbox/reports/kinds.js';
import { STATS } from '../../../lib/sandbox/reports/kinds.js';
import { statsReport } from '../../../lib/sandbox/reports/stats-report.js';
import { conversionRow, createCalls, between, column, fieldPairs, rowsOf, sumOf } from './report-call.js';
import type { Pairs, ReportRow } from './report-call.js';

// From before the clocks change in America, over the end of a month in which they change in Europe.
const FIRST = Date.UTC(2024, 1, 27);
const DAYS = 37;

const { callOf, store } = createCalls({
  counts: { conversions: 0, offers: 7, affiliates: 5 },
  rawLogs: { from: '20240227', days: DAYS, filesPerDay: 24, rowsPerFile: 2 },
});
for (let index = 0; index < 300; index++) {
  // Every third in the last or the first second of a day.
  const edge = Math.floor(index / 9) * DAY - (index % 2) * 1000;
  const at = FIRST + (index % 3 === 0 ? Math.max(0, edge) : (index * 7_919_000) % (DAYS * DAY));
  const money = { payout: `${index % 13}.${String(index * 37).padStart(5, '0')}`, revenue: `${index % 17}.00003` };
  store.tables.Conversion.insert(
    conversionRow({ datetime: dateTime(at), offer_id: String(1 + (index % 7)), ...money }),
  );
}

const report = (pairs: Pairs) => statsReport(STATS, { fields: STATS_FIELDS })(callOf(pairs));
const rows = (pairs: Pairs): readonly ReportRow[] => rowsOf(report(pairs));
const dayOf = (index: number): string => dateTime(FIRST + index * DAY).slice(0, 10);

const SUMS = [
  'Stat.clicks',
  'Stat.unique_clicks',
  'Stat.impressions',
  'Stat.conversions',
  'Stat.payout',
  'Stat.profit',
];
const sums = (found: readonly ReportRow[]) => SUMS.map((field) => sumOf(column(found, field)));

describe('statsReport', () => {
  it('adds up to the whole over any parts of a range, whatever the offset', () => {
    const cuts = fc.uniqueArray(fc.integer({ min: 1, max: DAYS }), { maxLength: 6 });
    const ends = fc.tuple(fc.integer({ min: -2, max: DAYS + 1 }), fc.integer({ min: 0, max: DAYS }));
    fc.assert(
      fc.property(cuts, ends, fc.integer({ min: -14, max: 14 }), (inner, [from, length], offset) => {
        const until = from + length;
        const borders = [from, ...inner.filter((cut) => cut > from && cut <= until).sort((a, b) => a - b), until + 1];
        const parts = borders.slice(0, -1).map((start, index) => [start, (borders[index + 1] ?? 0) - 1] as const);
        const ask = (first: number, last: number, ...fields: string[]) =>
          rows([
            ...fieldPairs(...fields, ...SUMS, 'Stat.payout'),
            ...between(dayOf(first), dayOf(last)),
            ['hour_offset', String(offset)],
            ['currency', 'VND'],
          ]);
        const byDay = parts.flatMap(([first, last]) => ask(first, last, 'Stat.date'));
        expect(byDay).toEqual(ask(from, until, 'Stat.date'));
        const byOffer = parts.flatMap(([first, last]) => ask(first, last, 'Stat.offer_id'));
        expect(sums(byOffer)).toEqual(sums(ask(from, until, 'Stat.offer_id')));
        expect(sumOf(column(byOffer, 'Stat.payout@VND'))).toBe(sumOf(column(ask(from, until), 'Stat.payout@VND')));
      }),
      { numRuns: 25 },
    );
  });

  it('adds up to the whole whatever it is grouped by', () => {
    const whole = rows(fieldPairs(...SUMS));
    expect(whole).toHaveLength(1);
    for (const field of ['Stat.offer_id', 'Stat.hour', 'Stat.week', 'Country.name', 'Stat.source', 'Stat.device_os'])
      expect([field, sums(rows(fieldPairs(field, ...SUMS)))]).toEqual([field, sums(whole)]);
  });

  it('moves what lies at the edge of a day with the offset', () => {
    const days = (offset: string) => rows([...fieldPairs('Stat.date', 'Stat.clicks'), ['hour_offset', offset]]);
    const clicks = (offset: string, date: string) => days(offset).find(({ Stat }) => Stat?.['date'] === date)?.['Stat'];
    expect(clicks('0', '2024-02-26')).toBeUndefined();
    expect(clicks('-1', '2024-02-26')).toEqual({ date: '2024-02-26', clicks: '2' });
    expect(clicks('-1', dayOf(DAYS - 1))).toEqual({ date: dayOf(DAYS - 1), clicks: '46' });
  });

  it('goes by what it is grouped by, numbers as numbers, unless it is to be sorted', () => {
    expect(column(rows(fieldPairs('Stat.hour', 'Stat.clicks')), 'Stat.hour')).toEqual(
      Array.from({ length: 24 }, (_, hour) => String(hour)),
    );
    const payouts = column(
      rows([...fieldPairs('Stat.date', 'Stat.payout'), ['sort[Stat.payout]', 'desc']]),
      'Stat.payout',
    );
    expect(payouts).toEqual([...payouts].sort((a, b) => Number(b) - Number(a)));
  });

  it('gives pages that make up the whole, each with the totals of all', () => {
    const pairs = fieldPairs('Stat.date', 'Stat.clicks', 'Stat.cpc', 'Stat.payout');
    const page = (number: number) =>
      report([...pairs, ['limit', '10'], ['page', String(number)], ['totals', '1']]) as unknown as {
        readonly data: readonly ReportRow[];
        readonly totals: ReportRow;
      };
    const pages = [1, 2, 3, 4].map(page);
    const all = rows(pairs);
    expect(pages.flatMap(({ data }) => data)).toEqual(all);
    for (const { totals } of pages) {
      expect(Object.keys(totals['Stat'] ?? {})).toEqual(['clicks', 'payout']);
      for (const field of ['Stat.clicks', 'Stat.payout'])
        expect(sumOf(column([totals], field))).toBe(sumOf(column(all, field)));
    }
  });

  it('has the totals of what a filter on sums lets through', () => {
    const { totals } = report([
      ...fieldPairs('Stat.offer_id', 'Stat.conversions'),
      ['filters[Stat.offer_id][LESS_THAN]', '3'],
      ['filters[Stat.conversions][GREATER_THAN]', '0'],
      ['totals', '1'],
    ]) as unknown as { totals: ReportRow };
    const wanted = [...store.tables.Conversion.rows()].filter(({ offer_id }) => Number(offer_id) < 3);
    expect(totals).toEqual({ Stat: { conversions: String(wanted.length) } });
  });

  it('has no rows where nothing happened', () => {
    expect(report([...fieldPairs('Stat.clicks'), ...between('2030-01-01', '2030-01-02')])).toEqual([]);
  });

  it('must be told fields, unless it has its own', () => {
    expect(() => report([])).toThrow('Missing required argument: fields');
    const scope = { fields: STATS_FIELDS, defaults: ['Stat.conversions'] };
    expect(statsReport(STATS, scope)(callOf([]))).toEqual([{ Stat: { conversions: '300' } }]);
  });

  it('counts different affiliates and offers', () => {
    const [row] = rows(fieldPairs('Stat.affiliate_count', 'Stat.offer_count'));
    expect(row).toEqual({ Stat: { affiliate_count: '5', offer_count: '7' } });
  });
});
