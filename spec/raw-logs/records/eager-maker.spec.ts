import { describe, expect, it } from 'vitest';
import { createEagerMaker } from '../../../lib/raw-logs/records/eager-records.js';
import { project } from '../../../lib/raw-logs/records/record-maker.js';
import { defineRecordClass } from '../../../lib/raw-logs/records/eager-records.js';
import { csvReaderOf, ODD_COLUMNS, ODD_CSV, oddCell, recordsOf } from '../../support/raw-log-csv.js';

const CSV = 'transaction_id,offer_id,refer\n102f,62,"a ""b"", c"\n103a,7\nPůlnoc,"š",x\n';
const ROWS = [
  { transaction_id: '102f', offer_id: '62', refer: 'a "b", c' },
  { transaction_id: '103a', offer_id: '7', refer: null },
  { transaction_id: 'Půlnoc', offer_id: 'š', refer: 'x' },
];

describe('records whose columns are cut at once', () => {
  it('are spread, walked, cloned and written as what they hold', async () => {
    const records = await recordsOf(CSV);
    expect(records.map((record) => ({ ...record }))).toStrictEqual(ROWS);
    expect(records.map((record) => structuredClone(record) as object)).toStrictEqual(ROWS);
    expect(records.map((record) => Object.assign({}, record))).toStrictEqual(ROWS);
    expect(JSON.stringify(records)).toBe(JSON.stringify(ROWS));
    const seen: string[] = [];
    for (const name in records[0]) seen.push(name);
    expect(seen).toEqual(['transaction_id', 'offer_id', 'refer']);
    expect(Object.keys(records[0] ?? {})).toEqual(seen);
  });

  it('have the columns asked for alone, in that order', async () => {
    const records = await recordsOf(CSV, { fields: ['refer', 'transaction_id'] });
    expect(records.map((record) => JSON.stringify(record))).toEqual(
      ROWS.map(({ refer, transaction_id }) => JSON.stringify({ refer, transaction_id })),
    );
  });

  it('have null for a column that is known and that the file has not', async () => {
    const [record] = await recordsOf(CSV, { fields: ['google_aid', 'offer_id'] }, ['google_aid']);
    expect({ ...record }).toStrictEqual({ google_aid: null, offer_id: '62' });
  });

  it('have the last of two columns of one name', async () => {
    expect({ ...(await recordsOf('a,b,a\n1,2,3\n'))[0] }).toStrictEqual({ a: '3', b: '2' });
    expect({ ...(await recordsOf('a,b,a\n1,2\n'))[0] }).toStrictEqual({ a: null, b: '2' });
  });

  it('take any name for a column, and stay what they are', async () => {
    const records = await recordsOf(ODD_CSV);
    expect(records).toHaveLength(2);
    records.forEach((record, row) => {
      expect(Object.keys(record)).toEqual(ODD_COLUMNS);
      expect(Object.values(record)).toEqual(ODD_COLUMNS.map((_, column) => oddCell(column, row)));
      expect(Object.keys(JSON.parse(JSON.stringify(record)) as object)).toEqual(ODD_COLUMNS);
      expect(String(record)).toBe(`LogRecord: ${oddCell(1, row)} (${oddCell(0, row)})`);
    });
    expect(Object.hasOwn(Object.prototype, 'cell')).toBe(false);
  });

  it('are made of cells that were read otherwise too', () => {
    const header = ['a', 'b'];
    const projection = project(header, ['b', 'c', 'a'], ['c'], 'x.zip');
    const maker = createEagerMaker(defineRecordClass(projection.columns), header, projection);
    expect(maker.columns).toBe(2);
    expect({ ...maker.fromCells(['1', '2']) }).toStrictEqual({ b: '2', c: null, a: '1' });
    expect({ ...maker.fromCells(['1']) }).toStrictEqual({ b: null, c: null, a: '1' });
  });

  it('hold strings of their own: nothing of the block that they stood in', async () => {
    const header = ['id', 'filler'];
    const projection = project(header, undefined, [], 'x.zip');
    const reader = csvReaderOf(() => createEagerMaker(defineRecordClass(projection.columns), header, projection));
    const kept = await reader.read(Buffer.from('id,filler\nfirst,second\n'));
    await reader.read(Buffer.from('XXXXX,XXXXXX\nYYYYY,YYYYYY\nZZZZZ,ZZZZZZ\n'));
    expect({ ...kept[0] }).toStrictEqual({ id: 'first', filler: 'second' });
  });
});
