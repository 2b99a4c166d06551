import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import type { RawLogOptions, RawLogType, Sandbox, SandboxOptions } from 'rxoffers/sandbox';
import { openSandbox } from '../../support/sandbox-call.js';
import { bytesOf, openLogs } from '../../support/sandbox-logs.js';

type LogRow = Record<string, string>;

const fileOf = ({ rawLogs }: Sandbox, type: RawLogType = 'clicks'): string => rawLogs.files(type)[0]?.filename ?? '';

const csvOf = async (sandbox: Sandbox, type: RawLogType = 'clicks'): Promise<string> =>
  (await bytesOf(sandbox.rawLogs.csv(type, fileOf(sandbox, type)))).toString();

const rowsOf = (sandbox: Sandbox, type: RawLogType = 'clicks'): LogRow[] => [
  ...sandbox.rawLogs.rows(type, fileOf(sandbox, type)),
];

const rowsWith = async (rawLogs: RawLogOptions, options: SandboxOptions = {}): Promise<LogRow[]> =>
  rowsOf((await openLogs(rawLogs, options)).sandbox);

describe('the rows of raw logs', () => {
  it.each(['clicks', 'conversions', 'impressions'] as const)('of %s are what a parser reads', async (type) => {
    const { sandbox } = await openLogs({ rowsPerFile: 500, quirks: 0.5 });
    const csv = await csvOf(sandbox, type);
    expect(parse(csv, { columns: true, record_delimiter: '\n' })).toEqual(rowsOf(sandbox, type));
    expect(csv.endsWith('\n')).toBe(true);
  });

  it('have the 57 columns of a recorded file of clicks, in about 590 bytes', async () => {
    const { sandbox } = await openLogs({ rowsPerFile: 500, quirks: 0 });
    const csv = await csvOf(sandbox);
    const columns = csv.slice(0, csv.indexOf('\n')).split(',');
    expect(columns).toHaveLength(57);
    expect([columns[0], columns[13], columns[20], columns[56]]).toEqual([
      ...['transaction_id', 'datetime', 'user_agent', 'google_aid'],
    ]);
    expect(csv.length / 500).toBeGreaterThan(560);
    expect(csv.length / 500).toBeLessThan(640);
  });

  it('have bare ids and quotes around everything else, like a recorded file', async () => {
    const columns = { clicks: ['transaction_id', 'offer_id', 'creative_url_id', 'affiliate_source', 'status'] };
    const { sandbox } = await openLogs({ columns });
    const [, line] = (await csvOf(sandbox)).split('\n');
    expect(line).toMatch(/^"102[0-9a-f]{27}",\d+,"","[A-Z]*",""$/);
  });

  it('may have columns of any name', async () => {
    const columns = { impressions: ['offer_id', '__proto__', 'toString', 'a "b", c'] };
    const { sandbox } = await openLogs({ columns, rowsPerFile: 2 });
    expect(await csvOf(sandbox, 'impressions')).toMatch(
      /^offer_id,__proto__,toString,"a ""b"", c"\n\d+,"__proto__ 0","toString 0","a ""b"", c 0"\n/,
    );
    const [row = {}] = rowsOf(sandbox, 'impressions');
    expect(Object.keys(row)).toEqual(columns.impressions);
    expect(Object.getPrototypeOf(row)).toBe(Object.prototype);
  });

  it('are absent from a file with only a header', async () => {
    const { sandbox } = await openLogs({ rowsPerFile: 0 });
    expect(await csvOf(sandbox)).toMatch(/^transaction_id,.*,google_aid\n$/);
    expect(rowsOf(sandbox)).toEqual([]);
  });

  it('depend on seed, file and version, and on nothing else', async () => {
    const { sandbox, filename } = await openLogs({ filesPerDay: 2 });
    const first = await csvOf(sandbox);
    expect(await csvOf((await openLogs({ filesPerDay: 2 })).sandbox)).toBe(first);
    const other = sandbox.rawLogs.files('clicks')[1]?.filename ?? '';
    const seeded = await csvOf((await openLogs({ filesPerDay: 2 }, { seed: 2 })).sandbox);
    sandbox.rawLogs.change('clicks', filename);
    const changed = await csvOf(sandbox);
    const second = (await bytesOf(sandbox.rawLogs.csv('clicks', other))).toString();
    expect(new Set([first, seeded, changed, second]).size).toBe(4);
  });

  it('have transaction ids of 30 digits that never repeat', async () => {
    const { sandbox, filename } = await openLogs({ rowsPerFile: 20_000 });
    const before = rowsOf(sandbox);
    sandbox.rawLogs.change('clicks', filename);
    const ids = [...before, ...rowsOf(sandbox)].map((row) => row['transaction_id'] ?? '');
    expect(new Set(ids).size).toBe(40_000);
    for (const id of ids.slice(0, 100)) expect(id).toMatch(/^102[0-9a-f]{27}$/);
  });

  it('are spread over the hour of their file, oldest first', async () => {
    const times = async (rowsPerFile: number) => (await rowsWith({ rowsPerFile })).map((row) => row['datetime']);
    expect(await times(4)).toEqual([
      ...['2016-09-07 00:00:00', '2016-09-07 00:15:00', '2016-09-07 00:30:00', '2016-09-07 00:45:00'],
    ]);
    const many = await times(10_000);
    expect([many[0], many.at(-1)]).toEqual(['2016-09-07 00:00:00', '2016-09-07 00:59:59']);
    expect(many).toEqual(many.toSorted());
  });

  it('reference rows of the tables, or 0 where a table is empty', async () => {
    const { sandbox } = await openLogs({ rowsPerFile: 2000 });
    const rows = rowsOf(sandbox);
    const largest = (column: string) => Math.max(...rows.map((row) => Number(row[column])));
    expect([largest('offer_id'), largest('affiliate_id')]).toEqual([100, 40]);
    expect(largest('advertiser_id')).toBeLessThanOrEqual(20);
    expect(new Set(rows.map((row) => `${row['offer_id']} ${row['advertiser_id']}`)).size).toBe(100);
    const empty = await rowsWith({}, { offers: 0, affiliates: 0, advertisers: 0 });
    const none = { offer_id: '0', affiliate_id: '0', advertiser_id: '0' };
    expect(empty[0]).toMatchObject({ ...none, affiliate_manager_id: '0', advertiser_manager_id: '0' });
  });

  it('have quotes, newlines and non-ASCII letters in the requested share', async () => {
    const anomalies = async (quirks: number) =>
      (await rowsWith({ rowsPerFile: 2000, quirks })).filter((row) => (row['affiliate_sub2'] ?? '').length > 2);
    expect(await anomalies(0)).toEqual([]);
    // The one of seven anomalies that is two characters long is not counted.
    expect((await anomalies(1)).length).toBeCloseTo(1714, -2);
    const some = (await anomalies(0.1)).length;
    expect(some).toBeGreaterThan(100);
    expect(some).toBeLessThan(300);
    const texts = (await anomalies(1)).map((row) => row['affiliate_sub2']).join('|');
    for (const pattern of [/"/, /\n/, /\r\n/, /,/, /[\u0100-\uffff]/]) expect(texts).toMatch(pattern);
  });

  it('have user agents with commas, but without anything to escape', async () => {
    const agents = new Set((await rowsWith({ rowsPerFile: 500 })).map((row) => row['user_agent'] ?? ''));
    expect([...agents].filter((agent) => agent.includes(',')).length).toBeGreaterThan(2);
    for (const agent of agents) expect(agent).not.toMatch(/["\n]/);
  });

  it('have invented text only in columns that the service does not have', async () => {
    const sandbox = await openSandbox({ rawLogs: { days: 1, filesPerDay: 1, rowsPerFile: 1 } });
    for (const type of ['clicks', 'conversions', 'impressions'] as const)
      for (const cell of Object.values(rowsOf(sandbox, type)[0] ?? {})) expect(cell).not.toMatch(/^[a-z_]+ 0$/);
  });
});
