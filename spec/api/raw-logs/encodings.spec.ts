import type { ClientEvent, FindLogsOptions, LogRecord } from 'rxoffers';
import { describe, expect, it } from 'vitest';
import { collect } from '../../support/collect.js';
import { csvLine, csvText } from '../../support/log-csv.js';
import { DAY, hourName, recordsOf, serveHours, zipOf } from '../../support/raw-log-service.js';
import { buildZip } from '../../support/zip-builder.js';

const COLUMNS = ['offer_id', 'ip', 'user_agent'];
const ROWS = Array.from({ length: 40 }, (_, i) => [`${i}`, `192.0.2.${i}`, i % 3 === 0 ? `say "${i}"` : `agent, ${i}`]);
const LOG = csvText(COLUMNS, ROWS);

/** What reading archives of clicks gives: rows of cells, and the events. */
const read = async (archives: readonly Buffer[], options: FindLogsOptions = {}) => {
  const { api, events } = await serveHours(archives);
  const records = (await collect(api.rawLogs.clicks.findAll(DAY, options))) as LogRecord[];
  const rows = records.map((record) => Object.values(record.toObject()));
  return { rows, events: events };
};

const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1');

describe('line ends of carriage returns alone', () => {
  const cr = LOG.replaceAll('\n', '\r');

  it.each([
    ['with one at the end', cr],
    ['without one at the end', cr.slice(0, -1)],
    ['after a byte order mark', `\ufeff${cr}`],
    ['with empty lines', `\r\r${cr.replace('\r', '\r\r')}\r\r`],
  ])('are read: %s', async (_, text) => {
    for (const options of [{}, { lazy: true }, { encoding: 'latin1' }] as const)
      expect((await read([zipOf(text)], options)).rows).toEqual(ROWS);
  });

  it('are read in a large file, and a row has its line', async () => {
    const rows = Array.from({ length: 60_000 }, (_, i) => [`${i}`, '192.0.2.1', 'a']);
    const text = csvText(COLUMNS, rows).replaceAll('\n', '\r');
    expect((await read([zipOf(text)])).rows).toEqual(rows);
    await expect(read([zipOf(`${text}1,2,3,4\r5,6,7\r`)])).rejects.toMatchObject({ line: 60_002, actual: 4 });
  });

  it('are read where a cell in quotes has newlines: its carriage returns are newlines too', async () => {
    const rows = [['1', 'a\nb', 'x'], ['2', 'c', 'd\n']]; // prettier-ignore
    const text = `${COLUMNS.join(',')}\r${csvLine(rows[0] ?? []).replace('\n', '\0')}${csvLine(rows[1] ?? [])}`;
    const written = text.slice(0, -1).replace('\n"', '\r"').replace('\n', '\0').replaceAll('\0', '\r');
    expect((await read([zipOf(written)])).rows).toEqual(rows);
    const kept = `${COLUMNS.join(',')}\r1,"a\nb",x\r2,c,"d\n"\r`;
    expect((await read([zipOf(kept)])).rows).toEqual(rows);
  });

  it('are not taken for line ends where the file has newlines', async () => {
    const rows = [['1', 'a\rb', 'c']];
    expect((await read([zipOf(`${COLUMNS.join(',')}\r\n1,a\rb,c\r\n`)])).rows).toEqual(rows);
    const [record] = await recordsOf('offer_id,"i\rp"\n1,a\rb\n');
    expect(record).toMatchObject({ offer_id: '1', 'i\rp': 'a\rb' });
  });
});

describe('text that is not UTF-8', () => {
  const text = `${COLUMNS.join(',')}\n1,Köln,ok\n2,"Málaga, ""x""",ok\n3,Oslo,ok\n4,ý"z,ok\n5,Köln,é`;

  it('has U+FFFD for its bytes, and an event counts its records, once for each file', async () => {
    for (const lazy of [false, true]) {
      const { rows, events } = await read([zipOf(latin1(text)), zipOf(text), zipOf(latin1(text))], { lazy });
      expect(rows.slice(0, 4).map(([, ip]) => ip)).toEqual(['K\ufffdln', 'M\ufffdlaga, "x"', 'Oslo', '\ufffd"z']);
      expect(events).toEqual([0, 2].map((hour) => ({ type: 'invalid utf-8', file: hourName(hour), count: 4 })));
    }
  });

  it('is counted over all entries and blocks of a file', async () => {
    const data = latin1(`${COLUMNS.join(',')}\n${`1,Köln,${'x'.repeat(500)}\n2,Oslo,y\n`.repeat(1_000)}`);
    const archive = buildZip(['a.csv', 'b.csv'].map((name) => ({ name, data })));
    expect((await read([archive])).events).toEqual([{ type: 'invalid utf-8', file: hourName(0), count: 2_000 }]);
  });

  it('is counted in a header too', async () => {
    const { events } = await read([zipOf(latin1('offer_id,größe\n1,2\n'))]);
    expect(events).toEqual([{ type: 'invalid utf-8', file: hourName(0), count: 1 }]);
  });

  it('is read right with encoding latin1, without an event', async () => {
    const expected = [
      ['1', 'Köln', 'ok'],
      ['2', 'Málaga, "x"', 'ok'],
      ['3', 'Oslo', 'ok'],
      ['4', 'ý"z', 'ok'],
      ['5', 'Köln', 'é'],
    ];
    for (const options of [{}, { lazy: true }, { fields: COLUMNS }]) {
      const { rows, events } = await read([zipOf(latin1(text))], { ...options, encoding: 'latin1' });
      expect([rows, events]).toEqual([expected, []]);
    }
    const { api } = await serveHours([zipOf(latin1('größe,"é""x"\n1,2\n'))]);
    const [record] = await collect(api.rawLogs.conversions.findAll(DAY, { encoding: 'latin1' }));
    expect(record).toMatchObject({ größe: '1', 'é"x': '2' });
  });

  it('is what UTF-8 is not: no event for it, and latin1 shows its bytes', async () => {
    expect((await read([zipOf(text)], { encoding: 'utf8' })).events).toEqual([]);
    expect((await read([zipOf(text)], { encoding: 'latin1' })).rows[0]).toEqual(['1', 'KÃ¶ln', 'ok']);
  });
});

describe('entries that hold no log', () => {
  const log = (name: string) => ({ name, data: Buffer.from(LOG) });
  const skipped = (...names: string[]) =>
    names.map((entry) => expect.objectContaining({ type: 'entry skipped', file: hourName(0), entry }) as ClientEvent);

  it.each([
    [['logs/', 'logs/a.csv'], ['logs/']],
    [['a.csv', '__MACOSX/._a.csv'], ['__MACOSX/._a.csv']],
    [
      ['__MACOSX/', '__MACOSX/logs/._a.csv', 'logs/', 'logs/a.csv'],
      ['__MACOSX/', '__MACOSX/logs/._a.csv', 'logs/'],
    ],
    [
      ['.DS_Store', 'logs/._a.csv', 'logs/a.csv', 'logs/.DS_Store'],
      ['.DS_Store', 'logs/._a.csv', 'logs/.DS_Store'],
    ],
  ])('are skipped with an event: %j', async (names, left) => {
    const archive = buildZip(
      names.map((name) => (left.includes(name) ? { name, data: Buffer.of(0, 5, 22, 7, 0, 2), method: 0 } : log(name))),
    );
    for (const options of [{}, { spool: true }]) {
      const { rows, events } = await read([archive], options);
      expect([rows, events]).toEqual([ROWS, skipped(...left)]);
    }
    const { api, events } = await serveHours([archive], { keepLogBytes: 0 });
    const [file] = await collect(api.rawLogs.clicks.listFiles(DAY));
    const content = file && (await collect(file.content()));
    expect(String(content?.[0])).toBe(LOG);
    expect(events).toEqual(skipped(...left));
  });

  it('are verified all the same', async () => {
    const archive = buildZip([log('a.csv'), { name: '__MACOSX/._a.csv', data: Buffer.of(1), local: { crc: 7 } }]);
    await expect(read([archive])).rejects.toThrow(/CRC-32 of __MACOSX/);
  });
});
