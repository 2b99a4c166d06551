import { describe, expect, it } from 'vitest';
import type { Row, Sandbox } from 'rxoffers/sandbox';
import { dataOf, openSandbox, type Params, refusalOf } from '../../support/sandbox-call.js';
import { column, conversionRow, dates, type ReportRow, rowsOf } from '../../support/sandbox-reports.js';

const NO_LOGS = { rawLogs: { days: 0 } };

const open = () => openSandbox({ ...NO_LOGS, conversions: 50 });

const textIn = (row: Row, field: string): string => row[field] as string;

const table = (sandbox: Sandbox) => [...sandbox.tables.Conversion.rows()];

const idsOf = (sandbox: Sandbox, wanted: (row: Row) => boolean) =>
  table(sandbox)
    .filter(wanted)
    .map((row) => row['id']);

const report = (sandbox: Sandbox, params: Params) => rowsOf(sandbox, params, 'Report.getConversions');

const ids = async (sandbox: Sandbox, params: Params = {}) =>
  column(await report(sandbox, { fields: ['Stat.id'], ...params }), 'Stat.id');

describe('the report of conversions', () => {
  it('has a row for each conversion, with the requested fields in their order', async () => {
    const sandbox = await open();
    const rows = await report(sandbox, { fields: ['Stat.payout', 'Stat.id', 'Stat.tune_event_id'] });
    expect(rows).toEqual(
      table(sandbox).map(({ payout, id, tune_event_id }) => ({ Stat: { payout, id, tune_event_id } })),
    );
    expect(Object.keys(rows[0]?.['Stat'] ?? {})).toEqual(['payout', 'id', 'tune_event_id']);
  });

  it('filters in every form that reports take', async () => {
    const sandbox = await open();
    const day = (row: Row) => textIn(row, 'datetime').slice(0, 10);
    const [from, to] = ['2024-01-20', '2024-02-10'];
    expect(await ids(sandbox, dates(from, to))).toEqual(idsOf(sandbox, (row) => day(row) >= from && day(row) <= to));
    expect(await ids(sandbox, { 'filters[Stat.conversion_status]': ['pending', 'rejected'] })).toEqual(
      idsOf(sandbox, ({ status }) => status !== 'approved'),
    );
    expect(await ids(sandbox, { 'filters[Stat.payout][GREATER_THAN]': '20' })).toEqual(
      idsOf(sandbox, ({ payout }) => Number(payout) > 20),
    );
    expect(await ids(sandbox, { 'filters[Offer.id]': '3' })).toEqual(
      idsOf(sandbox, ({ offer_id }) => offer_id === '3'),
    );
  });

  it('does not filter by data_start and data_end', async () => {
    expect(await ids(await open(), { data_start: '2030-01-01', data_end: '2030-01-02' })).toHaveLength(50);
  });

  it('sorts numbers as numbers', async () => {
    const params = { fields: ['Stat.payout'], 'sort[Stat.payout]': 'desc' };
    const payouts = column(await report(await open(), params), 'Stat.payout');
    expect(payouts).toEqual(payouts.toSorted((a, b) => Number(b) - Number(a)));
  });

  it('has a second currency next to money, and totals of all rows', async () => {
    const sandbox = await open();
    const params = { fields: ['Stat.id', 'Stat.payout'], currency: 'EUR', totals: '1', limit: '1' };
    const { totals, data } = (await dataOf(sandbox, 'Report.getConversions', params)) as {
      totals: ReportRow;
      data: readonly ReportRow[];
    };
    const [{ Stat = {} } = {}] = data;
    expect(Object.keys(Stat)).toEqual(['id', 'payout', 'payout@EUR']);
    expect(Number(Stat['payout@EUR'])).toBeCloseTo(Number(Stat['payout']) * 0.92, 4);
    const sum = table(sandbox).reduce((total, { payout }) => total + Math.round(Number(payout) * 100), 0) / 100;
    expect(totals).toMatchObject({ Stat: { payout: sum.toFixed(5) } });
    expect(Object.keys(totals['Stat'] ?? {})).toEqual(['payout', 'payout@EUR']);
  });

  it('sees changes of the table at once', async () => {
    const sandbox = await open();
    const { id } = sandbox.tables.Conversion.insert(conversionRow());
    expect((await ids(sandbox)).at(-1)).toBe(id);
    sandbox.tables.Conversion.remove(id as string);
    expect(await ids(sandbox)).toHaveLength(50);
  });

  it('requires fields, unless it has defaults', async () => {
    const sandbox = await open();
    for (const params of [{}, { fields: '' }, { fields: [''] }])
      expect(await refusalOf(sandbox, 'Report.getConversions', params)).toBe('Missing required argument: fields');
    expect(await dataOf(sandbox, 'Advertiser_Report.getConversions')).toBeInstanceOf(Array);
  });

  it.each([
    ['fields', { fields: ['Stat.clicks'] }],
    ['filters', { 'filters[OR][Stat.clicks]': '1' }],
    ['sort', { 'sort[Stat.clicks]': 'asc' }],
  ])('refuses an unknown field in %s', async (_name, params) => {
    expect(await refusalOf(await open(), 'Report.getConversions', { fields: ['Stat.id'], ...params })).toBe(
      "Field 'Stat.clicks' does not exist or is not allowed to be used.",
    );
  });

  it('keeps to the longest span', async () => {
    const sandbox = await openSandbox({ ...NO_LOGS, reports: { maxDays: 1 } });
    expect(await refusalOf(sandbox, 'Report.getConversions', { fields: ['Stat.id'] })).toMatch(
      'too long: at most 1 days',
    );
  });
});

describe('the fields of a conversion', () => {
  const openWith = async (...rows: Row[]) => {
    const sandbox = await openSandbox({ ...NO_LOGS, conversions: 0 });
    for (const row of rows) sandbox.tables.Conversion.insert(conversionRow(row));
    return sandbox;
  };

  const statsOf = async (sandbox: Sandbox, names: readonly string[], params: Params = {}) =>
    (await report(sandbox, { fields: names.map((name) => `Stat.${name}`), ...params })).map(({ Stat = {} }) => Stat);

  it('come from its row', async () => {
    const click = { session_datetime: '2024-02-29 23:59:30', ip: '192.0.2.1', sale_amount: null };
    const expected = {
      ...{ id: '1', conversion_id: '1', payout: '1.00000', conversion_payout: '1.00000', revenue: '2.00000' },
      ...{ sale_amount: null, date: '2024-03-01', hour: '8', datetime: '2024-03-01 08:30:00' },
      ...{ session_date: '2024-02-29', session_datetime: '2024-02-29 23:59:30', datetime_diff: '30630' },
      ...{ status: 'approved', conversion_status: 'approved', ip: '192.0.2.1' },
    };
    expect(await statsOf(await openWith(click), Object.keys(expected))).toEqual([expected]);
  });

  it('depend on its status', async () => {
    const fields = [
      'approved_payout',
      'pending_payout',
      'net_payout',
      'count_approved',
      'approved_rate',
      'rejected_rate',
    ];
    const sandbox = await openWith({ status: 'approved' }, { status: 'pending' }, { status: 'rejected' });
    expect((await statsOf(sandbox, fields)).map((stat) => fields.map((field) => stat[field]))).toEqual([
      ['1.00000', '0.00000', '1.00000', '1', '100.00000', '0.00000'],
      ['0.00000', '1.00000', '1.00000', '0', '0.00000', '0.00000'],
      ['0.00000', '0.00000', '0.00000', '0', '0.00000', '100.00000'],
    ]);
  });

  it('follow the time offset', async () => {
    const sandbox = await openWith({ session_datetime: '2024-03-01 08:00:00' });
    const fields = ['datetime', 'session_date', 'datetime_diff'];
    expect(await statsOf(sandbox, fields, { hour_offset: '-9' })).toEqual([
      { datetime: '2024-02-29 23:30:00', session_date: '2024-02-29', datetime_diff: '1800' },
    ]);
  });

  it('are null where the times are', async () => {
    const nothing = { date: null, session_date: null, datetime_diff: null };
    const sandbox = await openWith({ datetime: null, session_datetime: null });
    expect(await statsOf(sandbox, Object.keys(nothing))).toEqual([nothing]);
  });

  it('have a second currency only for money that there is', async () => {
    const sandbox = await openWith({ sale_amount: null });
    const [stat] = await statsOf(sandbox, ['sale_amount', 'net_revenue', 'approved_rate', 'id'], { currency: 'EUR' });
    expect(stat).toEqual({
      ...{ sale_amount: null, 'sale_amount@EUR': null, net_revenue: '2.00000', 'net_revenue@EUR': '1.84000' },
      ...{ approved_rate: '100.00000', id: '1' },
    });
  });

  it('may come from related rows, and are null for unknown models', async () => {
    const sandbox = await openWith({ offer_id: '3' });
    const [row] = await report(sandbox, { fields: ['Offer.name', 'ConversionsMobile.device_os'] });
    expect(row).toEqual({
      ...{ Offer: { name: sandbox.tables.Offer.get(3)?.['name'] }, ConversionsMobile: { device_os: null } },
    });
  });
});
