import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { LogRecord } from 'rxoffers';
import { createLazyMaker } from '../../../lib/raw-logs/records/lazy-records.js';
import { defineLazyClass } from '../../../lib/raw-logs/records/lazy-records.js';
import { csvReaderOf, ODD_COLUMNS, ODD_CSV, oddCell, recordsOf } from '../../support/raw-log-csv.js';

const CSV = 'transaction_id,offer_id,refer\n102f,62,"a ""b"", c"\n103a,7\nPůlnoc,"š",x\n';

const lazy = async (csv: string, fields?: readonly string[], known?: readonly string[]) =>
  (await recordsOf(csv, { lazy: true, fields }, known)) as LogRecord[];

describe('records whose columns are cut when they are read', () => {
  it('read like the others, in any order, also after the whole file', async () => {
    const [eager, records] = [await recordsOf(CSV), await lazy(CSV)];
    for (const [index, record] of [...records.entries()].reverse()) {
      expect(record['refer']).toBe(eager[index]?.toObject()['refer']);
      expect(record['refer']).toBe(record['refer']);
      expect(record.toObject()).toStrictEqual(eager[index]?.toObject());
    }
  });

  it('have the columns asked for alone, in that order; known ones that are missing are null', async () => {
    const [record] = await lazy(CSV, ['refer', 'google_aid', 'offer_id'], ['google_aid']);
    expect(JSON.stringify(record)).toBe('{"refer":"a \\"b\\", c","google_aid":null,"offer_id":"62"}');
    expect(record?.['transaction_id']).toBeUndefined();
    expect(record?.['google_aid']).toBeNull();
  });

  it('spread to nothing, and show everything otherwise', async () => {
    const [record] = (await lazy('a,b\n1,2\n')) as [LogRecord];
    expect(record).toBeInstanceOf(LogRecord);
    expect([Object.keys(record), { ...record }, structuredClone(record)]).toEqual([[], {}, {}]);
    expect(inspect(record)).toBe("LogRecord { a: '1', b: '2' }");
    expect(['a' in record, Object.hasOwn(record, 'a')]).toEqual([true, false]);
  });

  it('have the last of two columns of one name', async () => {
    expect((await lazy('a,b,a\n1,2,3\n'))[0]?.toObject()).toStrictEqual({ a: '3', b: '2' });
  });

  it('take any name for a column', async () => {
    // One of that name makes records of the other kind: see createMakerOf.
    const columns = ODD_COLUMNS.filter((name) => name !== 'toJSON');
    const records = await lazy(ODD_CSV, columns);
    expect(records).toHaveLength(2);
    records.forEach((record, row) => {
      const fields = LogRecord.prototype.toObject.call(record);
      expect(Object.keys(fields)).toEqual(columns);
      columns.forEach((name) => {
        expect(record[name]).toBe(oddCell(ODD_COLUMNS.indexOf(name), row));
        expect(Object.getOwnPropertyDescriptor(fields, name)?.value).toBe(record[name]);
      });
      expect(Object.keys(JSON.parse(JSON.stringify(record)) as object)).toEqual(columns);
      expect(String(record)).toBe(`LogRecord: ${oddCell(1, row)} (${oddCell(0, row)})`);
      expect(inspect(record)).toMatch(/^LogRecord \{/);
    });
  });

  it('keep their cells when the next block takes the place of theirs', async () => {
    const reader = csvReaderOf((header) => createLazyMaker(defineLazyClass(header, [0, 1]), header));
    const kept = (await reader.read(Buffer.from('id,name\nfirst,Šárka\n'))) as LogRecord[];
    const later = (await reader.read(Buffer.from('XXXXX,XXXXXX\nYYYYY,"Y ""Y"" Y"\n'))) as LogRecord[];
    expect(kept[0]?.toObject()).toStrictEqual({ id: 'first', name: 'Šárka' });
    expect(later[1]?.toObject()).toStrictEqual({ id: 'YYYYY', name: 'Y "Y" Y' });
  });

  it('are made of cells that were read otherwise too', () => {
    const maker = createLazyMaker(defineLazyClass(['b', 'a'], [1, 0]), ['a', 'b']);
    expect(maker.columns).toBe(2);
    expect(maker.fromCells(['1', '2']).toObject()).toStrictEqual({ b: '2', a: '1' });
    expect(maker.fromCells(['1']).toObject()).toStrictEqual({ b: null, a: '1' });
  });
});
