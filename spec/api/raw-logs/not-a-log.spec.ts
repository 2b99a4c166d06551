import type { Observable } from 'rxjs';
import { type FindLogsOptions, type LogRecord, RawLogCorruptError } from 'rxoffers';
import { describe, expect, it } from 'vitest';
import { collect, failureOf } from '../../support/collect.js';
import { csvLine, csvText, RECORDED_COLUMNS } from '../../support/log-csv.js';
import { DAY, hourName, recordsOf, serveHours, zipOf } from '../../support/raw-log-service.js';
import { buildZip } from '../../support/zip-builder.js';

const CLICK = RECORDED_COLUMNS.map((name) => (name === 'datetime' ? '2016-09-09 10:00:00' : name.endsWith('_id') ? '62' : name)); // prettier-ignore
const LOG = csvText(RECORDED_COLUMNS, [CLICK, CLICK]);
const HTML = '<!DOCTYPE html>\n<html><head><title>Sign in, please</title></head>\n<body>Oops</body></html>\n';
const S3 =
  '<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>';
const UTF16 = Buffer.from(`\ufeff${LOG}`, 'utf16le');
const COLUMNS = RECORDED_COLUMNS.slice(0, 6).join(',');

/** Files that are no logs, whatever their type, and the words of their errors. */
const FOREIGN: readonly (readonly [string, string | Buffer, RegExp])[] = [
  ['UTF-16, little-endian', UTF16, /UTF-16.*transaction_id,affiliate_id/],
  ['UTF-16, big-endian', Buffer.from(UTF16).swap16(), /UTF-16.*transaction_id,affiliate_id/],
  ['UTF-16 without a mark', Buffer.from(LOG, 'utf16le'), /UTF-16.*transaction_id,affiliate_id/],
  ['UTF-16 without a mark, big-endian', Buffer.from(LOG, 'utf16le').swap16(), /UTF-16.*transaction_id,affiliate_id/],
  ['semicolons', LOG.replaceAll(',', ';'), /semicolons between the columns.*transaction_id;affiliate_id/],
  ['semicolons, names in quotes', '"offer_id";"ip"\n"62";"192.0.2.1"\n', /semicolons.*"offer_id";"ip"/],
  ['tabs', LOG.replaceAll(',', '\t'), /tabs between the columns.*transaction_id\\taffiliate_id/],
  ['bars', LOG.replaceAll(',', '|'), /vertical bars between the columns/],
  ['an HTML page', HTML, /an HTML page: .*<!DOCTYPE html>/],
  ['an HTML page after empty lines', `\r\n\n  ${HTML}`, /an HTML page/],
  ['an HTML page after a byte order mark', `\ufeff${HTML}`, /an HTML page/],
  ['an error of S3', S3, /an S3 error document \(AccessDenied\): .*<\?xml/],
  ['another XML document', '<?xml version="1.0"?>\n<rows a="1,2"/>', /an XML document/],
  ['JSON', '{"response": {"status": -1, "data": []}}', /JSON: .*response/],
  ['a list in JSON', '[{"offer_id": 62}]\n', /JSON: /],
  ['a zip archive', zipOf(LOG), /a zip archive/],
  ['a gzip file', Buffer.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0x0a, 0x2c), /gzip/],
  ['rows without a header', csvLine(CLICK).repeat(2), /a row of data, no header: 62,62,62/],
  ['a column twice', 'offer_id,ip,offer_id\n1,2,3\n', /Repeated column.*offer_id.*: offer_id,ip,offer_id/],
  ['a column twice, malformed', 'offer_id,x"y,offer_id\n1,2,3\n', /Repeated column/],
];

/** The error that reading a CSV ends with, as a log of clicks or conversions. */
const refusalOf = async (type: 'clicks' | 'conversions', csv: string | Buffer, options: FindLogsOptions = {}) => {
  const { api } = await serveHours([zipOf(csv)]);
  const records: LogRecord[] = [];
  const error: unknown = await api.rawLogs[type]
    .findAll(DAY, options)
    .forEach((record) => void records.push(record as LogRecord))
    .catch((reason: unknown) => reason);
  expect(records).toEqual([]);
  expect(error).toBeInstanceOf(RawLogCorruptError);
  expect(error).toMatchObject({ file: hourName(0) });
  return error as RawLogCorruptError;
};

describe('a file that is no log', () => {
  it.each(FOREIGN)('is an error that names it and quotes its header: %s', async (_, csv, words) => {
    for (const type of ['clicks', 'conversions'] as const)
      for (const options of [
        {},
        { lazy: true, onBadRecord: 'skip' },
        { fields: ['offer_id', 'payout_cents'] },
      ] as const)
        expect((await refusalOf(type, csv, options)).message).toMatch(words);
  });

  it('is an error of each way to read it', async () => {
    const { api } = await serveHours([zipOf(HTML)]);
    const [file] = await collect(api.rawLogs.clicks.listFiles(DAY));
    const { clicks } = api.rawLogs;
    const ranges = [clicks.batches(DAY), clicks.findAll(DAY, { spool: true })];
    for (const stream of [...ranges, file?.records(), file?.batches()])
      expect(await failureOf(stream as Observable<unknown>)).toBeInstanceOf(RawLogCorruptError);
  });

  it('is an error for its first entry or a later one', async () => {
    const entries = [LOG, HTML].map((text, i) => ({ name: `${i}.csv`, data: Buffer.from(text) }));
    const { api } = await serveHours([buildZip(entries)]);
    expect(await failureOf(api.rawLogs.clicks.findAll(DAY))).toBeInstanceOf(RawLogCorruptError);
  });

  it('is an error that quotes at most 200 characters of its header, without control characters', async () => {
    const { message, line } = await refusalOf('clicks', `\n${'\u0007x'.repeat(5_000)}\n1\n`);
    expect(message.length).toBeLessThan(500);
    expect(message).toContain('\\u0007x\\u0007x');
    expect(message).toMatch(/…$/);
    expect(line).toBe(2);
  });
});

describe('a log of clicks', () => {
  it.each([
    ['upper case', COLUMNS.toUpperCase(), /names in upper case: TRANSACTION_ID,/],
    ['capitals', 'Transaction_ID,Offer_ID', /names in upper case/],
    ['blanks around its names', COLUMNS.replaceAll(',', ' , '), /blanks in its names: transaction_id , /],
    ['blanks in its names', 'transaction id,offer id', /blanks in its names/],
    ['one such name', 'transaction_id, offer_id,ip', /blanks in its names/],
    ['both', 'Transaction ID,Offer ID', /names in upper case/],
    ['other columns', 'name,revenue', /no known column: name,revenue/],
    ['one word', 'nothing', /no known column/],
    ['two kinds of line ends', `${COLUMNS}\r1,2\n3,4\n`, /line ends of two kinds/],
  ])('is refused for a header of %s', async (_, header, words) => {
    expect((await refusalOf('clicks', `${header}\n1,2\n`)).message).toMatch(words);
    if (!words.source.includes('upper')) return;
    expect((await refusalOf('clicks', `${header}\n1,2\n`, { fields: ['offer_id'] })).message).toMatch(words);
  });

  it('may have other columns besides one that is known, of any case', async () => {
    const { api } = await serveHours([zipOf('Offer_ID,offer_id,Extra One\n1,2,3\n')]);
    expect(await collect(api.rawLogs.clicks.findAll(DAY))).toMatchObject([{ Offer_ID: '1', offer_id: '2' }]);
  });
});

describe('columns that are asked for', () => {
  it('are an error of the file if it has none of them', async () => {
    const fields = ['google_aid', 'payout_cents'];
    const { message } = await refusalOf('clicks', 'offer_id,ip\n1,2\n', { fields });
    expect(message).toMatch(/expected google_aid, payout_cents, got .*: offer_id,ip$/);
    await refusalOf('conversions', 'x,y\n1,2\n', { fields });
  });

  it('are null if it has others of them, and an error of the call if they are nowhere known', async () => {
    const { api } = await serveHours([zipOf('offer_id,ip\n1,2\n')]);
    const { clicks, conversions } = api.rawLogs;
    expect(await collect(clicks.findAll(DAY, { fields: ['ip', 'google_aid'] }))).toMatchObject([
      { ip: '2', google_aid: null },
    ]);
    expect(await failureOf(clicks.findAll(DAY, { fields: ['offer_idd'], unlisted: true }))).toBeInstanceOf(RangeError);
    expect(await failureOf(conversions.findAll(DAY, { fields: ['ip', 'offer_idd'] }))).toBeInstanceOf(RangeError);
  });
});

describe('a file of few bytes and many cells', () => {
  it('is refused beyond maxColumns, 300 by default', async () => {
    const names = (count: number): string => Array.from({ length: count }, (_, i) => `c${i}`).join(',');
    const { message } = await refusalOf('conversions', `${names(301)}\n1\n`);
    expect(message).toMatch(/Too many columns in .*: expected at most 300, got 301: c0,c1,/);
    expect(await recordsOf(`${names(300)}\n1\n`)).toHaveLength(1);
    expect(await recordsOf(`${names(301)}\n1\n`, { maxColumns: 301 })).toHaveLength(1);
    expect((await refusalOf('conversions', 'a,b\n1\n', { maxColumns: 1 })).expected).toBe('at most 1');
    expect((await refusalOf('clicks', `${names(20_000)}\n1\n`)).message).toMatch(/got 20000/);
  });

  it.each([{}, { lazy: true }])('comes in batches of at most 262,144 cells, with nothing lost: %j', async (options) => {
    const names = Array.from({ length: 300 }, (_, i) => `c${i}`);
    const rows = 30_000;
    const text = `${names.join(',')}\n${Array.from({ length: rows }, (_, i) => `${i}\n`).join('')}x"y\n7,8`;
    const { api } = await serveHours([zipOf(text)]);
    const sizes: number[] = [];
    const seen: (string | null | undefined)[] = [];
    for await (const batch of api.rawLogs.impressions.batches(DAY, options)) {
      sizes.push(batch.length);
      for (const { c0 } of batch as unknown as Iterable<Record<string, string | null>>) seen.push(c0);
    }
    expect(Math.max(...sizes) * 300).toBeLessThanOrEqual(262_144);
    expect(seen).toEqual([...Array.from({ length: rows }, (_, i) => `${i}`), 'x"y', '7']);
  });

  it('is refused with the line of a bad record in any of these batches, after the records before it', async () => {
    const names = Array.from({ length: 300 }, (_, i) => `c${i}`).join(',');
    for (const bad of [','.repeat(300), '"', `x"y,"z`]) {
      const { api } = await serveHours([zipOf(`${names}\n${'1\n'.repeat(2_000)}${bad}\n2\n`)]);
      let count = 0;
      const reading = api.rawLogs.impressions.findAll(DAY).forEach(() => void (count += 1));
      await expect(reading).rejects.toMatchObject({ name: 'RawLogCorruptError', line: 2_002 });
      expect(count).toBe(2_000);
      const { api: other } = await serveHours([zipOf(`${names}\n${'1\n'.repeat(2_000)}${bad}\n2\n`)]);
      const rest = await collect(other.rawLogs.impressions.findAll(DAY, { onBadRecord: 'skip' }));
      expect(rest).toHaveLength(2_001);
    }
  });
});
