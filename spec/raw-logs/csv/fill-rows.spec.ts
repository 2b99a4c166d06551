import { describe, expect, it } from 'vitest';
import { cutRow } from '../../../lib/raw-logs/csv/row-table.js';
import { fillRows, type RowLimits } from '../../../lib/raw-logs/csv/block-reader.js';
import { createRowTable, type RowTable } from '../../../lib/raw-logs/csv/row-table.js';

const scanned = (text: string): { table: RowTable; rows: number } => {
  const table = createRowTable(200);
  return { table, rows: table.scanner.scan(table.bytes.write(text)) };
};
const filled = (text: string, limits: Partial<RowLimits> = {}) => {
  const { table, rows } = scanned(text);
  const stopped = fillRows(table, { from: 0, to: rows, columns: 9, bytes: 99, ...limits });
  return { table, stopped, rows: Array.from({ length: table.count }, (_, row) => cutRow(table, row)) };
};

describe('fillRows', () => {
  it('fills the table with every row, and says where it is', () => {
    const { table, stopped, rows } = filled('a,b\nc\n\u{e9},\nrest');
    expect(rows).toEqual([['a', 'b'], ['c'], ['é', '']]);
    expect(stopped).toBe(3);
    expect(table.end).toBe('a,b\nc\n##,\n'.length);
    expect([...table.beyondAscii.subarray(0, 3)]).toEqual([0, 0, 1]);
    expect([...table.width.subarray(0, 3)]).toEqual([2, 1, 2]);
    expect([...table.start.subarray(0, 3)]).toEqual([0, 4, 6]);
  });

  it('cuts one carriage return off the end of a row, and none anywhere else', () => {
    expect(filled('a\r,b\r\n"c\r"\r\nd\r\r\ne,\r\n').rows).toEqual([['a\r', 'b'], ['c\r'], ['d\r'], ['e', '']]);
  });

  it('leaves out empty lines, and nothing else that looks like them', () => {
    expect(filled('\n\r\na\n\n""\n,\n \n\r\r\n').rows).toEqual([['a'], [''], ['', ''], [' '], ['\r']]);
  });

  it('stops before a row with more cells than there are columns, and goes on behind it', () => {
    const { table, stopped, rows } = filled('a,b\nc,d,e\nf,g\n', { columns: 2 });
    expect([stopped, table.end, rows]).toEqual([1, 4, [['a', 'b']]]);
    table.end = 10;
    expect(fillRows(table, { from: 2, to: 3, columns: 2, bytes: 99 })).toBe(3);
    expect([table.count, cutRow(table, 0), cutRow(table, 1)]).toEqual([2, ['a', 'b'], ['f', 'g']]);
  });

  it('stops before a row with more bytes than a record may have, its carriage return included', () => {
    expect(filled('abcd\nabcde\n', { bytes: 4 })).toMatchObject({ stopped: 1, rows: [['abcd']] });
    expect(filled('abc\r\nabcd\r\n', { bytes: 4 })).toMatchObject({ stopped: 1, rows: [['abc']] });
    expect(filled('"a\n"\n"a\nb"\n', { bytes: 4 })).toMatchObject({ stopped: 1, rows: [['a\n']] });
  });

  it('takes only the rows it is asked for', () => {
    const { table, stopped, rows } = filled('a\nb\nc\n', { to: 2 });
    expect([stopped, table.end, rows]).toEqual([2, 4, [['a'], ['b']]]);
    expect(filled('a\n', { to: 0 })).toMatchObject({ stopped: 0, rows: [] });
  });

  it('begins anew with row 0', () => {
    const { table } = filled('a\nb\n');
    const rows = table.scanner.scan(table.bytes.write('c\n'));
    fillRows(table, { from: 0, to: rows, columns: 9, bytes: 99 });
    expect([table.count, table.end, cutRow(table, 0)]).toEqual([1, 2, ['c']]);
  });
});
