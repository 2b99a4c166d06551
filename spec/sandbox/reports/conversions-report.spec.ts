import { describe, expect, it } from 'vitest';
import type { Row } from 'rxoffers/sandbox';
import { conversionsReport } from '../../../lib/sandbox/reports/conversions-report.js';
import { CONVERSION_FIELDS } from '../../../lib/sandbox/reports/kinds.js';
import type { ReportScope } from '../../../lib/sandbox/reports/request.js';
import { textIn } from '../../../lib/sandbox/store/entity.js';
import { between, column, conversionRow, createCalls, fieldPairs, rowsOf, type Pairs } from './report-call.js';

const { callOf, store } = createCalls({ counts: { conversions: 50 } });
const table = [...store.tables.Conversion.rows()];

const report = (pairs: Pairs, scope: ReportScope = { fields: CONVERSION_FIELDS }, isIn?: (row: Row) => boolean) =>
  conversionsReport(scope, isIn)(callOf(pairs));

const ids = (pairs: Pairs, ...more: [ReportScope?, ((row: Row) => boolean)?]) =>
  column(rowsOf(report([...fieldPairs('Stat.id'), ...pairs], ...more)), 'Stat.id');

const idsOf = (wanted: (row: Row) => boolean) => table.filter(wanted).map((row) => row['id']);

describe('conversionsReport', () => {
  it('has a row for each conversion, with the fields asked for in their order', () => {
    const rows = rowsOf(report(fieldPairs('Stat.payout', 'Stat.id', 'Stat.tune_event_id')));
    expect(rows).toEqual(table.map(({ payout, id, tune_event_id }) => ({ Stat: { payout, id, tune_event_id } })));
    expect(Object.keys(rows[0]?.['Stat'] ?? {})).toEqual(['payout', 'id', 'tune_event_id']);
  });

  it('filters, in the forms of reports', () => {
    const day = (row: Row) => textIn(row, 'datetime').slice(0, 10);
    const from = '2024-01-20';
    expect(ids(between(from, '2024-02-10'))).toEqual(idsOf((row) => day(row) >= from && day(row) <= '2024-02-10'));
    const statuses: Pairs = ['pending', 'rejected'].map((status) => ['filters[Stat.conversion_status][]', status]);
    expect(ids(statuses)).toEqual(idsOf(({ status }) => status !== 'approved'));
    expect(ids([['filters[Stat.payout][GREATER_THAN]', '20']])).toEqual(idsOf(({ payout }) => Number(payout) > 20));
  });

  it('does not filter by data_start and data_end', () => {
    const pairs: Pairs = [
      ['data_start', '2030-01-01'],
      ['data_end', '2030-01-02'],
    ];
    expect(ids(pairs)).toHaveLength(50);
  });

  it('sorts by numbers where there are some', () => {
    const payouts = column(
      rowsOf(report([...fieldPairs('Stat.payout'), ['sort[Stat.payout]', 'desc']])),
      'Stat.payout',
    );
    expect(payouts).toEqual([...payouts].sort((a, b) => Number(b) - Number(a)));
  });

  it('gives money in another currency beside it, and totals of all rows', () => {
    const pairs: Pairs = [
      ...fieldPairs('Stat.id', 'Stat.payout'),
      ['currency', 'EUR'],
      ['totals', '1'],
      ['limit', '1'],
    ];
    const { totals, data } = report(pairs) as unknown as { totals: unknown; data: { Stat: Record<string, string> }[] };
    const [{ Stat = {} } = {}] = data;
    expect(Object.keys(Stat)).toEqual(['id', 'payout', 'payout@EUR']);
    expect(Number(Stat['payout@EUR'])).toBeCloseTo(Number(Stat['payout']) * 0.92, 4);
    const sum = table.reduce((total, { payout }) => total + Math.round(Number(payout) * 100), 0) / 100;
    expect(totals).toMatchObject({ Stat: { payout: sum.toFixed(5) } });
    expect(Object.keys((totals as { Stat: object }).Stat)).toEqual(['payout', 'payout@EUR']);
  });

  it('shows a principal its own, and a report what belongs to it', () => {
    const principal = { dimension: 'affiliate_id' as const, id: () => '3' };
    expect(ids([], { fields: CONVERSION_FIELDS, principal })).toEqual(idsOf((row) => row['affiliate_id'] === '3'));
    expect(ids([], {}, ({ status }) => status === 'pending')).toEqual(idsOf(({ status }) => status === 'pending'));
  });

  it.each<[string, Pairs]>([
    ['fields', fieldPairs('Stat.clicks')],
    ['filters', [...fieldPairs('Stat.id'), ['filters[OR][Stat.clicks]', '1']]],
    ['sort', [...fieldPairs('Stat.id'), ['sort[Stat.clicks]', 'asc']]],
  ])('refuses an unknown field in %s', (_name, pairs) => {
    expect(() => report(pairs)).toThrow("Field 'Stat.clicks' does not exist or is not allowed to be used.");
  });

  it('sees rows that were added a moment ago', () => {
    const { id = '' } = store.tables.Conversion.insert(conversionRow({}));
    expect(ids([]).at(-1)).toBe(id);
    store.tables.Conversion.remove(id as string);
    expect(ids([])).toHaveLength(50);
  });

  it('must be told fields, unless it has its own', () => {
    expect(() => report([])).toThrow('Missing required argument: fields');
    expect(rowsOf(report([], { defaults: ['Stat.id'] }))[0]).toEqual({ Stat: { id: '1' } });
  });

  it('keeps to the limits', () => {
    const limited = createCalls({ reports: { maxDays: 1 } }).callOf(fieldPairs('Stat.id'));
    expect(() => conversionsReport({})(limited)).toThrow('too long: at most 1 days');
  });
});
