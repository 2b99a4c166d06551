import { inspect } from 'node:util';
import { type FindLogsOptions, LogRecord } from 'rxoffers';
import { describe, expect, it } from 'vitest';
import { collect, failureOf } from '../../support/collect.js';
import { HOSTILE_COLUMNS, HOSTILE_CSV, hostileCell, RECORDED_COLUMNS } from '../../support/log-csv.js';
import { DAY, hourName, recordsOf, serveHours, zipOf } from '../../support/raw-log-service.js';

const CSV = 'transaction_id,offer_id,refer\n"102f",62,"a ""b"", c"\n"103a",7\n"Půlnoc","š","x"\n';
const ROWS = [
  { transaction_id: '102f', offer_id: '62', refer: 'a "b", c' },
  { transaction_id: '103a', offer_id: '7', refer: null },
  { transaction_id: 'Půlnoc', offer_id: 'š', refer: 'x' },
];
const toObjects = (records: readonly LogRecord[]) => records.map((record) => record.toObject());
const clicksOf = async (csv: string, options: FindLogsOptions) => {
  const { api } = await serveHours([zipOf(csv)]);
  return (await collect(api.rawLogs.clicks.findAll(DAY, options))) as LogRecord[];
};

describe('a record', () => {
  it('has its columns as own enumerable properties: it is spread, cloned and walked like a plain object', async () => {
    const records = await recordsOf(CSV);
    expect(records.map((record) => ({ ...record }))).toStrictEqual(ROWS);
    expect(records.map((record) => structuredClone(record) as object)).toStrictEqual(ROWS);
    const walked: string[] = [];
    for (const name in records[0]) walked.push(name);
    expect(walked).toEqual(['transaction_id', 'offer_id', 'refer']);
    expect(Object.getOwnPropertyDescriptor(records[1], 'refer')).toEqual({
      value: null,
      ...{ writable: true, enumerable: true, configurable: true },
    });
  });
});

describe('a lazy record', () => {
  it('reads like the others, in any order, also after the whole file', async () => {
    const records = await recordsOf(CSV, { lazy: true });
    for (const [index, record] of [...records.entries()].reverse()) {
      expect(record['refer']).toBe(ROWS[index]?.refer);
      expect(record['refer']).toBe(record['refer']);
      expect(record.toObject()).toStrictEqual(ROWS[index]);
    }
  });

  it('has accessors for columns, which spreading does not see and which cannot be set', async () => {
    const [record] = (await recordsOf('a,b\n"1","2"\n', { lazy: true })) as [LogRecord];
    expect([Object.keys(record), Reflect.ownKeys(record), { ...record }, structuredClone(record)]).toEqual([[], [], {}, {}]); // prettier-ignore
    expect(['a' in record, Object.hasOwn(record, 'a')]).toEqual([true, false]);
    expect(() => Object.assign(record, { a: 'x' })).toThrow(TypeError);
    expect(() => (Object.create(record) as { a: string }).a).toThrow(TypeError);
  });

  it('keeps its cells when later blocks of the file are read', async () => {
    const csv = `id,name\n${Array.from({ length: 40_000 }, (_, i) => `${i},"Šárka ""${i}"""\n`).join('')}`;
    const records = await recordsOf(csv, { lazy: true });
    const names = [...records].reverse().map((record) => record['name']);
    expect(names).toEqual(Array.from({ length: 40_000 }, (_, i) => `Šárka "${39_999 - i}"`));
  });
});

describe.each([
  ['a record', {}],
  ['a lazy record', { lazy: true }],
] as const)('%s', (_, options) => {
  const pair = async (csv: string) => (await recordsOf(csv, options)) as [LogRecord, LogRecord];
  const CELLS = 'transaction_id,offer_id,ip\n"102f",62,""\n"103a",7\n';

  it('is a LogRecord with a cell or null in each column: null where its row ends earlier', async () => {
    const [full, short] = await pair(CELLS);
    expect(full).toBeInstanceOf(LogRecord);
    expect(full.constructor.name).toBe('LogRecord');
    expect([full['ip'], short['ip'], full['country_code']]).toEqual(['', null, undefined]);
  });

  it('returns its columns as a new plain object, and is written as JSON like that', async () => {
    const [full, short] = await pair(CELLS);
    const object = full.toObject();
    expect(object).toStrictEqual({ transaction_id: '102f', offer_id: '62', ip: '' });
    expect(Object.getPrototypeOf(object)).toBe(Object.prototype);
    object['ip'] = 'changed';
    expect(full.toJSON()).toEqual({ transaction_id: '102f', offer_id: '62', ip: '' });
    expect(JSON.stringify([short])).toBe('[{"transaction_id":"103a","offer_id":"7","ip":null}]');
  });

  it('prints its offer and transaction, and shows its columns when it is inspected', async () => {
    const [record] = await pair(CELLS);
    for (const text of [String(record), record.toString(), `${record as unknown as string}`])
      expect(text).toBe('LogRecord: 62 (102f)');
    expect(inspect(record)).toBe("LogRecord { transaction_id: '102f', offer_id: '62', ip: '' }");
    expect(inspect({ record }, { depth: 0 })).toBe('{ record: [LogRecord] }');
  });

  it('equals records of the same columns and values, lazy or not', async () => {
    const [one, other] = await pair(CELLS);
    const [[same], [lazy], [fewer]] = [
      await recordsOf(CELLS),
      await recordsOf(CELLS, { lazy: true }),
      await recordsOf(CELLS, { fields: ['transaction_id', 'offer_id'] }),
    ];
    expect([one, same, lazy].map((record) => one.equals(record))).toEqual([true, true, true]);
    for (const different of [other, { ...same }, null, '', fewer]) expect(one.equals(different)).toBe(false);
    expect(fewer?.equals(one)).toBe(false);
    const [[empty], [missing], [named]] = [
      await pair('a,b\n1,""\n'),
      await pair('a,b\n1\n'),
      await pair('a,toString\n1,2\n'),
    ];
    expect(empty.equals(missing)).toBe(false);
    expect([empty.equals(named), LogRecord.prototype.equals.call(named, empty)]).toEqual([false, false]);
  });

  it('has the columns that fields names, in that order, each once', async () => {
    const records = await recordsOf(CSV, { ...options, fields: ['refer', 'transaction_id', 'refer'] });
    expect(records.map((record) => JSON.stringify(record))).toEqual(
      ROWS.map(({ refer, transaction_id }) => JSON.stringify({ refer, transaction_id })),
    );
    expect(records[0]?.['offer_id']).toBeUndefined();
  });

  it('is made of a malformed line too', async () => {
    const csv = 'a,b\n1,2\nx"y,3\n4\n5"6\n';
    expect(toObjects(await recordsOf(csv, { ...options, fields: ['b', 'a'] }))).toStrictEqual([
      { b: '2', a: '1' },
      { b: '3', a: 'x"y' },
      { b: null, a: '4' },
      { b: null, a: '5"6' },
    ]);
  });

  it('has null for a column of the catalog that an older file lacks; a name in neither is an error', async () => {
    const fields = ['refer', 'google_aid', 'offer_id'];
    expect(toObjects(await clicksOf(CSV, { ...options, fields }))[0]).toStrictEqual({
      ...{ refer: 'a "b", c', google_aid: null, offer_id: '62' },
    });
    expect(Object.keys(toObjects(await clicksOf(CSV, { ...options, fields: RECORDED_COLUMNS }))[0] ?? {})).toEqual(
      RECORDED_COLUMNS,
    );
    const { api } = await serveHours([zipOf(CSV)]);
    const { clicks, conversions } = api.rawLogs;
    for (const name of ['offer_idd', '__proto__', 'constructor', 'toString'])
      expect(await failureOf(clicks.findAll(DAY, { ...options, fields: [name], unlisted: true }))).toEqual(
        new RangeError(`${hourName(0)} has no column "${name}"; it has transaction_id, offer_id, refer`),
      );
    expect(await failureOf(conversions.findAll(DAY, { ...options, fields }))).toBeInstanceOf(RangeError);
  });

  it('takes any name for a column, and stays a record', async () => {
    // Without toJSON, which makes lazy records eager: see the next test.
    const columns = HOSTILE_COLUMNS.filter((name) => name !== 'toJSON');
    const records = await recordsOf(HOSTILE_CSV, { ...options, fields: columns });
    expect(records).toHaveLength(2);
    for (const [row, record] of records.entries()) {
      const cells = columns.map((name) => hostileCell(HOSTILE_COLUMNS.indexOf(name), row));
      const object = LogRecord.prototype.toObject.call(record);
      expect(Object.keys(object)).toEqual(columns);
      expect(columns.map((name) => record[name])).toEqual(cells);
      expect(columns.map((name) => Object.getOwnPropertyDescriptor(object, name)?.value as unknown)).toEqual(cells);
      expect(Object.keys(JSON.parse(JSON.stringify(record)) as object)).toEqual(columns);
      expect(String(record)).toBe(`LogRecord: ${hostileCell(1, row)} (${hostileCell(0, row)})`);
      expect(inspect(record)).toMatch(/^LogRecord \{/);
    }
    expect(Object.hasOwn(Object.prototype, 'cell')).toBe(false);
  });

  it('is written as JSON with all columns, also if one of them is called toJSON', async () => {
    const [record] = await recordsOf('a,toJSON\n1,2\n', options);
    expect(JSON.stringify(record)).toBe('{"a":"1","toJSON":"2"}');
  });

  it('shares its class with the records of other files of the same columns', async () => {
    const { api } = await serveHours(['a,b\n1,2\n', 'a,b\n3,4\n', 'b,a\n5,6\n', '"a,b"\n7\n'].map(zipOf));
    const records = await collect(api.rawLogs.impressions.findAll(DAY, options));
    const classes = records.map(({ constructor }) => constructor);
    expect(classes[0]).toBe(classes[1]);
    expect(new Set(classes).size).toBe(3);
  });
});
