import { toArray, lastValueFrom } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { createSandbox, type RawLogOptions } from 'rxoffers/sandbox';
import { openClient } from '../../support/client-of.js';
import { dataOf, openSandbox } from '../../support/sandbox-call.js';
import { bytesOf } from '../../support/sandbox-logs.js';

const CLICKS = [
  { datetime: '2026-03-02 23:59:59', offer_id: '7', affiliate_source: 'last', ip: '192.0.2.1' },
  { datetime: '2026-03-01 09:30:00', offer_id: '62', affiliate_source: 'say "hello",\nagain', ip: '' },
  { datetime: '2026-03-01 09:00:00', offer_id: '62', affiliate_source: 'naïve 東京 💶', is_click_unique: '1' },
  { datetime: '2026-03-02 00:00:00', offer_id: '5', my_column: 'mine, all mine' },
];

const BY_TIME = [2, 1, 3, 0].map((index) => CLICKS[index] ?? {});

const openOwn = (rawLogs: RawLogOptions = {}) => openClient({ rawLogs: { rows: { clicks: CLICKS }, ...rawLogs } });

describe('rows of one’s own in raw logs', () => {
  it('come out of the client as they were given, oldest first', async () => {
    const { api } = await openOwn();
    const records = await lastValueFrom(api.rawLogs.clicks.findAll('202603').pipe(toArray()));
    expect(records).toHaveLength(4);
    records.forEach((record, index) => expect(record).toMatchObject(BY_TIME[index] ?? {}));
  });

  it('are in the files of their hours, which are the only ones of their type', async () => {
    const { sandbox, api } = await openOwn();
    const { rawLogs } = sandbox;
    const files = rawLogs.files('clicks');
    expect(files.map(({ dirName, startTime, rows }) => [dirName, startTime.toISOString(), rows])).toEqual([
      ['20260301', '2026-03-01T09:00:00.000Z', 2],
      ['20260302', '2026-03-02T00:00:00.000Z', 1],
      ['20260302', '2026-03-02T23:00:00.000Z', 1],
    ]);
    expect(rawLogs.rows('clicks', files[0]?.filename ?? '')).toMatchObject(BY_TIME.slice(0, 2));
    const dirs = await lastValueFrom(api.rawLogs.clicks.listDateDirs().pipe(toArray()));
    expect(dirs.map(({ dirName }) => dirName)).toEqual(['20260302', '20260301']);
    expect(rawLogs.files('impressions').length).toBeGreaterThan(0);
  });

  it('are written with the recorded columns and quotes, further columns at the end', async () => {
    const { sandbox } = await openOwn({ rows: { clicks: CLICKS.slice(0, 2) } });
    const [file, other] = sandbox.rawLogs.files('clicks');
    const text = (await bytesOf(sandbox.rawLogs.csv('clicks', file?.filename ?? ''))).toString();
    const [header = ''] = text.split('\n');
    expect(header.split(',')).toHaveLength(57);
    expect(text).toContain('"say ""hello"",\nagain"');
    // Ids are bare, as in a recorded file; a cell that was not given is empty.
    expect(text.slice(header.length + 1)).toMatch(/^"","","","","",62,"","say/);
    expect(other?.startTime.getUTCHours()).toBe(23);
    const { sandbox: more } = await openOwn();
    const late = more.rawLogs.files('clicks')[1]?.filename ?? '';
    const wide = (await bytesOf(more.rawLogs.csv('clicks', late))).toString();
    expect(wide).toMatch(/,google_aid,my_column\n/);
    expect(wide.endsWith(',"mine, all mine"\n')).toBe(true);
  });

  it('may have times of any form, and dates instead of texts', async () => {
    const rows = [
      { datetime: new Date('2026-03-01T10:00:00Z'), offer_id: 1 },
      { datetime: '2026-03-01 11', offer_id: 2n },
      { datetime: '2026-03-01', offer_id: '3' },
    ];
    const { api } = await openOwn({ rows: { clicks: rows } });
    const records = await lastValueFrom(api.rawLogs.clicks.findAll('20260301').pipe(toArray()));
    expect(records.map(({ datetime, offer_id }) => [datetime, offer_id])).toEqual([
      ['2026-03-01', '3'],
      ['2026-03-01 10:00:00', '1'],
      ['2026-03-01 11', '2'],
    ]);
  });

  it('of a type can be none: then it has no files', async () => {
    const { sandbox } = await openOwn({ rows: { clicks: [], impressions: [] } });
    expect(sandbox.rawLogs.files('clicks')).toEqual([]);
    expect(sandbox.rawLogs.files('impressions')).toEqual([]);
    expect(sandbox.rawLogs.files('conversions').length).toBeGreaterThan(0);
  });

  it('can be added to while the sandbox runs, also to files of other hours', async () => {
    const { sandbox, api } = await openOwn();
    const rows = [{ datetime: '2026-03-03 04:00:00', offer_id: '9' }];
    const filename = sandbox.rawLogs.add('clicks', { startTime: new Date('2026-03-03T04:00:00Z'), rows });
    expect(sandbox.rawLogs.files('clicks').find((file) => file.filename === filename)?.rows).toBe(1);
    const records = await lastValueFrom(api.rawLogs.clicks.findAll('20260303').pipe(toArray()));
    expect(records).toMatchObject(rows);
    rows[0] = { datetime: 'changed', offer_id: 'later' };
    expect(sandbox.rawLogs.rows('clicks', filename)[0]).toMatchObject({ offer_id: '9' });
  });

  it('stay as they are when their file gets a new version', async () => {
    const { sandbox } = await openOwn();
    const { rawLogs } = sandbox;
    const { filename = '' } = rawLogs.files('clicks')[0] ?? {};
    const before = rawLogs.rows('clicks', filename);
    rawLogs.change('clicks', filename);
    expect(rawLogs.rows('clicks', filename)).toEqual(before);
  });

  it('are counted by reports', async () => {
    const rows = { clicks: CLICKS, impressions: [{ datetime: '2026-03-01 00:10:00', offer_id: '62' }] };
    const { sandbox } = await openOwn({ rows });
    const fields = [
      'Stat.offer_id',
      'Stat.source',
      'Stat.date',
      'Stat.clicks',
      'Stat.unique_clicks',
      'Stat.impressions',
    ];
    const params = { fields, 'filters[Stat.offer_id]': '62', 'filters[Stat.date]': '2026-03-01' };
    expect(await dataOf(sandbox, 'Report.getStats', params)).toEqual(
      [
        [null, '0', '0', '1'],
        ['naïve 東京 💶', '1', '1', '0'],
        ['say "hello",\nagain', '1', '0', '0'],
      ].map(([source, clicks, unique_clicks, impressions]) => ({
        Stat: { offer_id: '62', source: source ?? '', date: '2026-03-01', clicks, unique_clicks, impressions },
      })),
    );
  });

  it.each<[unknown, string]>([
    [{ click: [] }, 'rows has no "click"; known: clicks, conversions, impressions'],
    [{ clicks: {} }, 'rows.clicks should be an array of rows, not an object'],
    [{ clicks: [5] }, 'rows.clicks[0] should be a plain object, not a number'],
    [{ clicks: [{}] }, 'rows.clicks[0].datetime should be a time, YYYY-MM-DD HH:MM:SS or a Date, not undefined'],
    [
      { clicks: [CLICKS[0], { datetime: 'noon' }] },
      "rows.clicks[1].datetime should be a time, YYYY-MM-DD HH:MM:SS or a Date, not 'noon'",
    ],
    [
      { clicks: [{ datetime: new Date(NaN) }] },
      'rows.clicks[0].datetime should be a time, YYYY-MM-DD HH:MM:SS or a Date, not a Date',
    ],
    [
      { clicks: [{ datetime: '2026-03-01 00:00:00', ip: {} }] },
      'rows.clicks[0].ip should be text, a number or null, not an object',
    ],
  ])('are refused: %j', async (rows, message) => {
    await expect(createSandbox({ rawLogs: { rows: rows as object } })).rejects.toThrow(
      new TypeError(`createSandbox: rawLogs.${message}`),
    );
  });

  it('are refused by `add` too', async () => {
    const { rawLogs } = await openSandbox();
    const add = (rows: unknown) => () => rawLogs.add('clicks', { startTime: new Date(0), rows: rows as number });
    expect(add([{ ip: [] }])).toThrow(
      new TypeError('rawLogs.add: rows[0].ip should be text, a number or null, not an array'),
    );
    expect(add('5')).toThrow(TypeError);
  });
});
