import { describe, expect, it } from 'vitest';
import type { ReportOptions, Row, Sandbox, SandboxOptions } from 'rxoffers/sandbox';
import { dataOf, openSandbox, type Params, refusalOf, urlOf } from '../../support/sandbox-call.js';
import { column, conversionRow, dates, rowsOf } from '../../support/sandbox-reports.js';

const openWith = async (rows: readonly Row[], options: SandboxOptions = {}): Promise<Sandbox> => {
  const sandbox = await openSandbox({ conversions: 0, rawLogs: { days: 0 }, ...options });
  for (const row of rows) sandbox.tables.Conversion.insert(conversionRow(row));
  return sandbox;
};

const found = async (sandbox: Sandbox, filters: Params, field = 'Stat.source') => {
  const params = Object.fromEntries(Object.entries(filters).map(([name, value]) => [`filters${name}`, value]));
  return column(await rowsOf(sandbox, { fields: [field], ...params }, 'Report.getConversions'), field);
};

describe('the filters of reports', () => {
  it.each<[Params, readonly (string | null)[]]>([
    [{}, ['1', '9', '10', 'abc', null]],
    [{ '[Stat.source]': '1' }, ['1']],
    [{ '[Stat.source]': '10.0' }, ['10']],
    [{ '[Stat.source]': ['1', 'abc'] }, ['1', 'abc']],
    [{ '[Stat.source][LIKE]': 'a%' }, ['abc']],
    [{ '[Stat.source][conditional]': 'LESS_THAN', '[Stat.source][values]': '10' }, ['1', '9']],
    [{ '[Stat.source][values]': ['9'] }, ['9']],
    [{ '[Stat.source][GREATER_THAN]': '1', '[Stat.source][LESS_THAN]': '10' }, ['9']],
    [{ '[Stat.source][BETWEEN]': ['9', '10'] }, ['9', '10']],
    [{ '[Stat.source][conditional]': 'NULL' }, [null]],
    [{ '[Stat.source][NULL]': '1' }, [null]],
    [{ '[Stat.source][conditional]': 'NOT_NULL' }, ['1', '9', '10', 'abc']],
    [{ '[OR][Stat.source]': '9', '[OR][Stat.id]': '1' }, ['1', '9']],
    [{ '[OR][Stat.source]': '9', '[OR][Stat.ad_id][NOT_NULL]': '1', '[Stat.id]': '2' }, ['9']],
    [{ '[AND][Stat.source]': '9', '[AND][Stat.id]': '1' }, []],
  ])('%j', async (filters, sources) => {
    const sandbox = await openWith(['1', '9', '10', 'abc', null].map((source) => ({ source })));
    expect(await found(sandbox, filters)).toEqual(sources);
  });

  it('include both ends of a range of dates', async () => {
    const days = ['2024-02-29', '2024-03-01', '2024-03-31', '2024-04-01'];
    const sandbox = await openWith([...days.map((day) => ({ datetime: `${day} 23:59:59` })), { datetime: null }]);
    const range = dates('2024-03-01', '2024-03-31');
    const rows = await rowsOf(sandbox, { fields: ['Stat.date'], ...range }, 'Report.getConversions');
    expect(column(rows, 'Stat.date')).toEqual(['2024-03-01', '2024-03-31']);
  });

  it.each<[Params, string]>([
    [{ '[Stat.source][LIKES]': '1' }, "Conditional 'LIKES' is not supported."],
    [{ '[Stat.source][constructor]': '1' }, "Conditional 'constructor' is not supported."],
    [{ '[Stat.source][conditional]': ['LIKE'] }, "Conditional 'conditional' is not supported."],
    [{ '[Stat.source][EQUAL_TO][a][b]': '1' }, "Conditional 'EQUAL_TO' is not supported."],
    [{ '[Stat.source][BETWEEN]': ['1'] }, "Conditional 'BETWEEN' takes two values."],
    [{ '[Stat.source][BETWEEN]': ['1', '2', '3'] }, "Conditional 'BETWEEN' takes two values."],
    [{ '[Stat.source][conditional]': 'LESS_THAN' }, "Conditional 'LESS_THAN' takes a single value."],
    [{ '[Stat.source][LESS_THAN]': ['1', '2'] }, "Conditional 'LESS_THAN' takes a single value."],
    ...['', '[EQUAL_TO]', '[values]'].map((form): [Params, string] => [
      { [`[Stat.conversion_status]${form}`]: 'approved' },
      "Filter 'Stat.conversion_status' requires an array of values.",
    ]),
  ])('refuse %j', async (filters, message) => {
    await expect(found(await openWith([{}]), filters)).rejects.toThrow(message);
  });
});

describe('the order of reports', () => {
  it('puts null first, then numbers by value, then text regardless of case', async () => {
    const sandbox = await openWith(['10', '9', null, 'b', 'A', '9'].map((source) => ({ source })));
    const sorted = async (sort: Params) =>
      column(await rowsOf(sandbox, { fields: ['Stat.id'], ...sort }, 'Report.getConversions'), 'Stat.id').join('');
    expect(await sorted({ 'sort[Stat.source]': 'asc' })).toBe('326154');
    expect(await sorted({ 'sort[Stat.source]': 'desc' })).toBe('451263');
    expect(await sorted({ 'sort[Stat.source]': 'asc', 'sort[Stat.id]': 'desc' })).toBe('362154');
  });
});

describe('the pages of reports', () => {
  const open = (options: SandboxOptions = {}) =>
    openWith(
      ['a', 'b', 'c'].map((source) => ({ source })),
      options,
    );
  const row = (source: string) => ({ Stat: { source } });
  const ask = (sandbox: Sandbox, params: Params = {}) =>
    dataOf(sandbox, 'Report.getConversions', { fields: ['Stat.source'], ...params });

  it('have a wrapper with a limit, or with totals', async () => {
    const sandbox = await open();
    expect(await ask(sandbox)).toEqual(['a', 'b', 'c'].map(row));
    const first = { page: 1, current: 2, count: 3, pageCount: 2, data: [row('a'), row('b')] };
    expect(await ask(sandbox, { limit: '2' })).toEqual(first);
    expect(await ask(sandbox, { limit: '2', page: '2' })).toMatchObject({ page: 2, current: 1, data: [row('c')] });
    expect(await ask(sandbox, { limit: '2', page: '3' })).toMatchObject({ current: 0, data: [] });
    expect(await ask(sandbox, { totals: '1' })).toMatchObject({ page: 1, pageCount: 1, count: 3, current: 3 });
    expect(await ask(sandbox, { totals: '0' })).toBeInstanceOf(Array);
  });

  it('keep to the largest page size', async () => {
    const sandbox = await open({ maxPageSize: 1 });
    expect(await ask(sandbox, { limit: '3' })).toMatchObject({ pageCount: 3, data: [row('a')] });
  });

  it('key their rows by index where the options say so', async () => {
    const sandbox = await open({ reports: { rows: 'object' } });
    expect(await ask(sandbox)).toEqual({ 0: row('a'), 1: row('b'), 2: row('c') });
    expect(await ask(sandbox, { limit: '3', page: '2' })).toMatchObject({ data: [] });
  });
});

describe('the parameters of reports', () => {
  it.each(['x', '1.5', ''])('refuse the offset %j', async (hour_offset) => {
    expect(await refusalOf(await openWith([]), 'Report.getStats', { fields: ['Stat.clicks'], hour_offset })).toBe(
      'hour_offset is not valid.',
    );
  });

  it.each(['XXX', 'eur', 'constructor'])('refuse the currency %s', async (currency) => {
    expect(await refusalOf(await openWith([]), 'Report.getStats', { fields: ['Stat.clicks'], currency })).toBe(
      `Currency '${currency}' is not supported.`,
    );
  });

  it('convert each conversion on its own, rounded to five places', async () => {
    const sandbox = await openWith([{ payout: '10.00003' }, { payout: '0.00001' }]);
    const convert = async (currency: string) =>
      column(await rowsOf(sandbox, { fields: ['Stat.payout'], currency }), `Stat.payout@${currency}`);
    expect(await convert('EUR')).toEqual(['9.20004']);
    expect(await convert('USD')).toEqual(['10.00004']);
    expect(await rowsOf(sandbox, { fields: ['Stat.payout'], currency: '' })).toEqual([
      { Stat: { payout: '10.00004' } },
    ]);
  });

  it('request each field once', async () => {
    const fields = ['Stat.payout', 'Stat.date', 'Stat.payout'];
    const [{ Stat = {} } = {}] = await rowsOf(await openWith([{}]), { fields });
    expect(Object.keys(Stat)).toEqual(['payout', 'date']);
  });
});

describe('the limits of reports', () => {
  const ask = async (reports: ReportOptions, params: Params, rows: readonly Row[] = []) => {
    const logs = { from: '20240330', days: 3, filesPerDay: 24, rowsPerFile: 1 };
    const sandbox = await openWith(rows, { reports, rawLogs: logs });
    return fetch(urlOf(sandbox, 'Report.getStats', { fields: ['Stat.clicks'], ...params }));
  };
  const messageOf = async (reply: Response) =>
    ((await reply.json()) as { response: { errorMessage: string | null } }).response.errorMessage;

  const LONG = 'The date range of the report is too long: at most 3 days';
  const after = (day: string): Params => ({ 'filters[Stat.date][GREATER_THAN_OR_EQUAL_TO]': day });
  const until = (day: string): Params => ({ 'filters[Stat.date][LESS_THAN_OR_EQUAL_TO]': day });

  it.each<[string, Params, string | null]>([
    ['three days', dates('2024-03-30', '2024-04-01'), null],
    ['four days', dates('2024-03-30', '2024-04-02'), LONG],
    ['all data', {}, null],
    ['an open end that starts early', after('2024-03-29'), LONG],
    ['an open end that starts with the data', after('2024-03-30'), null],
    ['an open start', until('2024-04-02'), LONG],
    ['a single day', { 'filters[Stat.date]': '2020-01-01' }, null],
    ['a list of days', { 'filters[Stat.date]': ['2024-03-09', '2024-03-01'] }, LONG],
    [
      'bounds on the time',
      { ...after('2024-03-01'), 'filters[Stat.datetime][LESS_THAN]': '2024-03-03 00:00:00' },
      null,
    ],
    [
      'bounds under AND',
      { ...dates('2024-03-01', '2024-03-31'), 'filters[AND][Stat.date][GREATER_THAN]': '2024-03-29' },
      null,
    ],
    ['days under OR, which limit nothing', { 'filters[OR][Stat.date]': '2020-01-01' }, null],
    ['a pattern, which limits nothing', { 'filters[Stat.date][LIKE]': '2024-03%' }, null],
    ['an end before its start', dates('2024-03-30', '2024-03-01'), null],
  ])('allow three days: %s', async (_name, params, message) => {
    expect(await messageOf(await ask({ maxDays: 3 }, params))).toBe(message);
  });

  it('count the days of conversions', async () => {
    const early = [{ datetime: '2024-03-29 23:59:59' }, { datetime: '2024-03-30 00:00:00' }, { datetime: null }];
    expect(await messageOf(await ask({ maxDays: 3 }, {}, early))).toBe(LONG);
    const late = [{ datetime: '2024-04-02 00:00:00' }];
    expect(await messageOf(await ask({ maxDays: 3 }, {}, late))).toBe(LONG);
  });

  it('answer like a gateway to a heavy report', async () => {
    const four = dates('2024-03-30', '2024-04-02');
    const heavy = await ask({ heavyDays: 3 }, four);
    expect([heavy.status, await heavy.text()]).toEqual([504, '']);
    expect((await ask({ heavyDays: 3, maxDays: 4 }, dates('2024-03-30', '2024-04-01'))).status).toBe(200);
    expect(await messageOf(await ask({ heavyDays: 2, maxDays: 3 }, four))).toBe(LONG);
  });

  it('allow everything where there is no data, or no limit', async () => {
    const empty = await openWith([], { reports: { maxDays: 1 } });
    expect(await refusalOf(empty, 'Report.getStats', { fields: ['Stat.clicks'] })).toBeNull();
    expect((await ask({}, dates('1900-01-01', '2100-01-01'))).status).toBe(200);
  });

  it.each([
    [{ maxDays: 0 }, ': reports.maxDays should be a number of at least 1, not 0'],
    [{ heavyDays: NaN }, ': reports.heavyDays should be a number of at least 1, not NaN'],
    [{ rows: 'map' }, ": reports.rows should be 'list' or 'object', not 'map'"],
  ])('refuse the option %j, at the start and later', async (options, message) => {
    const reports = options as ReportOptions;
    const refusal = { name: 'RangeError', message: expect.stringContaining(message) as string };
    await expect(openSandbox({ reports })).rejects.toMatchObject(refusal);
    const sandbox = await openSandbox();
    expect(() => sandbox.configure({ reports })).toThrow(expect.objectContaining(refusal));
  });
});
