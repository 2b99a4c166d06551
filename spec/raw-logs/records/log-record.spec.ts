import { inspect } from 'node:util';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { type LazyLogRecord, LogRecord } from 'rxoffers';
import { BaseRecord, FIELDS } from '../../../lib/raw-logs/records/log-record.js';
import { recordsOf } from '../../support/raw-log-csv.js';

const CSV = 'transaction_id,offer_id,ip\n102f,62,\n103a,7\n';

const kinds = [
  ['a record', {}],
  ['a lazy record', { lazy: true }],
] as const;

describe.each(kinds)('%s', (_, options) => {
  const records = async (csv = CSV) => (await recordsOf(csv, options)) as [LogRecord, LogRecord];

  it('is a LogRecord', async () => {
    const [record] = await records();
    expect(record).toBeInstanceOf(LogRecord);
    expect(Object.getPrototypeOf(record) === BaseRecord.prototype).toBe(false);
    expect(record.constructor.name).toBe('LogRecord');
  });

  it('has null for a cell that its row has not, and "" for an empty one (row 133)', async () => {
    const [full, short] = await records();
    expect([full['ip'], short['ip']]).toEqual(['', null]);
    expect(full['country_code']).toBeUndefined();
  });

  it('gives its columns as a plain object, each time a new one', async () => {
    const [record] = await records();
    const object = record.toObject();
    expect(object).toStrictEqual({ transaction_id: '102f', offer_id: '62', ip: '' });
    expect(Object.getPrototypeOf(object)).toBe(Object.prototype);
    object['ip'] = 'changed';
    expect(record.toJSON()).toEqual({ transaction_id: '102f', offer_id: '62', ip: '' });
  });

  it('is its columns as JSON, also inside of something', async () => {
    const [, record] = await records();
    expect(JSON.stringify([record])).toBe('[{"transaction_id":"103a","offer_id":"7","ip":null}]');
  });

  it('prints its offer and transaction (row 84)', async () => {
    const [record] = await records();
    expect(String(record)).toBe('LogRecord: 62 (102f)');
    expect(record.toString()).toBe('LogRecord: 62 (102f)');
    expect(`${record as unknown as string}`).toBe('LogRecord: 62 (102f)');
  });

  it('shows its columns when inspected, and only its name where that is deep', async () => {
    const [record] = await records();
    expect(inspect(record)).toBe("LogRecord { transaction_id: '102f', offer_id: '62', ip: '' }");
    expect(inspect({ a: { record } }, { depth: 0 })).toBe('{ a: [Object] }');
    expect(inspect({ record }, { depth: 0 })).toBe('{ record: [LogRecord] }');
  });

  it('equals records of the same data (row 83), lazy or not', async () => {
    const [one, other] = await records();
    const [same] = await recordsOf(CSV);
    const [lazy] = await recordsOf(CSV, { lazy: true });
    expect([one.equals(one), one.equals(same), one.equals(lazy)]).toEqual([true, true, true]);
    expect([one.equals(other), one.equals({ ...same }), one.equals(null), one.equals('')]).toEqual(
      Array.from({ length: 4 }, () => false),
    );
    const [fewer] = await recordsOf(CSV, { fields: ['transaction_id', 'offer_id'] });
    expect([one.equals(fewer), fewer?.equals(one)]).toEqual([false, false]);
  });

  it('tells a missing cell from an empty one, and a column from what every object has', async () => {
    const [empty] = await records('a,b\n1,""\n');
    const [missing] = await records('a,b\n1\n');
    expect(empty.equals(missing)).toBe(false);
    const [named] = await records('a,toString\n1,2\n');
    expect([empty.equals(named), LogRecord.prototype.equals.call(named, empty)]).toEqual([false, false]);
  });
});

describe('LogRecord', () => {
  it('is a class that nobody makes records of', () => {
    expectTypeOf<typeof LogRecord>().not.toExtend<new () => unknown>();
    expect(LogRecord).toBe(BaseRecord);
  });

  it('has columns as types, those of any name where none are known', () => {
    expectTypeOf<LogRecord<'ip'>['ip']>().toEqualTypeOf<string | null>();
    expectTypeOf<LazyLogRecord<'ip'>['ip']>().toEqualTypeOf<string | null>();
    expectTypeOf<LogRecord['whatever']>().toEqualTypeOf<string | null>();
    expectTypeOf<LogRecord<'ip'>['equals']>().toEqualTypeOf<(other: unknown) => boolean>();
  });

  it('keeps what it is made of under a symbol', () => {
    expect(Reflect.ownKeys(BaseRecord.prototype)).toContain(FIELDS);
  });
});
