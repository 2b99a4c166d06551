import type { BadRecord } from 'rxoffers';
import { describe, expect, it } from 'vitest';
import { damageOf } from '../../../lib/raw-logs/damage.js';
import { createBadRecords } from '../../../lib/raw-logs/damage.js';
import { createBlockReader } from '../../../lib/raw-logs/csv/block-reader.js';
import { createRowTable, type MakerOf } from '../../../lib/raw-logs/csv/row-table.js';
import { cellsMaker } from '../../support/csv-read.js';

type Cells = readonly string[];

const opened = ({
  makerOf = cellsMaker(),
  maxRecordBytes = 50,
}: { makerOf?: MakerOf<Cells>; maxRecordBytes?: number } = {}) => {
  const table = createRowTable(400);
  const told: BadRecord[] = [];
  const bad = createBadRecords('f', (one) => void told.push(one), damageOf('f'));
  const block = createBlockReader({ table, makerOf, bad, maxRecordBytes });
  const take = (text: string, line = 1): Cells[] => {
    const records: Cells[] = [];
    block.takeRows(table.scanner.scan(table.bytes.write(text)), line, records);
    return records;
  };
  return { table, block, take, bad: () => told.map(({ line, reason }) => [line, reason]) };
};

describe('a block reader', () => {
  it('takes the first row that is not empty for the header', () => {
    const headers: Cells[] = [];
    const { block, take } = opened({ makerOf: (header) => (headers.push(header), cellsMaker()(header)) });
    expect([take('\n\r\n'), block.hasHeader]).toEqual([[], false]);
    expect([take('a,"b"\r\nc,d\n'), block.hasHeader]).toEqual([[['c', 'd']], true]);
    expect(take('a,b\n')).toEqual([['a', 'b']]);
    expect(headers).toEqual([['a', 'b']]);
  });

  it('ends a block after its last whole row', () => {
    const { table, take } = opened();
    take('a\nb\nc');
    expect(table.end).toBe(4);
    take('no row');
    expect(table.end).toBe(0);
  });

  it('cuts one carriage return off the end of a row, and leaves out empty rows alone', () => {
    const { take } = opened();
    expect(take('h,i\na\r,b\r\n"c\r"\r\nd\r\r\ne,\r\n')).toEqual([['a\r', 'b'], ['c\r'], ['d\r'], ['e', '']]);
    expect(take('\n\r\na\n\n""\n,\n \n\r\r\n')).toEqual([['a'], [''], ['', ''], [' '], ['\r']]);
    expect(take('"b""","say ""no"" twice"\né,"😀"""\n')).toEqual([['b"', 'say "no" twice'], ['é', '😀"']]); // prettier-ignore
  });

  it('skips rows that are too wide, and reports their lines', () => {
    const { bad, take } = opened();
    expect(take('h\n"a\n"\nb,b\n\nc\n"d\n\n",d,d\ne,e\nf\n', 10)).toEqual([['a\n'], ['c'], ['f']]);
    expect(bad()).toEqual([
      [13, 'Too many cells: expected 1, got 2'],
      [16, 'Too many cells: expected 1, got 3'],
      [19, 'Too many cells: expected 1, got 2'],
    ]);
  });

  it('regression: makes the records of a block in one call, however many of its rows are bad', () => {
    let calls = 0;
    const makerOf: MakerOf<Cells> = (header) => {
      const maker = cellsMaker()(header);
      return { ...maker, make: (table, records) => void ((calls += 1), maker.make(table, records)) };
    };
    const { bad, take } = opened({ makerOf });
    expect(take(`h\n${'a\nb,b\n'.repeat(30)}`)).toHaveLength(30);
    expect([calls, bad().length]).toEqual([1, 30]);
  });

  it('makes the records before a bad one that ends the file', () => {
    const table = createRowTable(100);
    const bad = createBadRecords('f', 'error', damageOf('f'));
    const block = createBlockReader({ table, makerOf: cellsMaker(), bad, maxRecordBytes: 50 });
    const records: Cells[] = [];
    const rows = table.scanner.scan(table.bytes.write('h\na\nb\nc,c\nd\n'));
    expect(() => block.takeRows(rows, 1, records)).toThrow('Too many cells in f, line 4: expected 1, got 2');
    expect(records).toEqual([['a'], ['b']]);
  });

  it('stops before a row with more bytes than a record may have, its carriage return included', () => {
    for (const [row, tooLong, cell] of [
      ['abcd\n', 'abcde\n', 'abcd'],
      ['abc\r\n', 'abcd\r\n', 'abc'],
      ['"a\n"\n', '"a\nb"\n', 'a\n'],
    ] as const) {
      const { table, bad, take } = opened({ maxRecordBytes: 4 });
      expect(take(`h\n${row}${tooLong}x\n`)).toEqual([[cell]]);
      expect([table.end, bad()]).toEqual([2 + row.length, []]);
    }
  });

  it('limits the length of a header, and not its width', () => {
    const { table, block, take } = opened({ maxRecordBytes: 9 });
    expect([take('1234567890\n'), table.end, block.hasHeader]).toEqual([[], 0, false]);
    take(',,,,,,,,,\n');
    expect(block.hasHeader).toBe(true);
  });

  it('takes cells that csv-parse read: a header, a record, one that is too wide', () => {
    const { block, bad, take } = opened();
    const records: Cells[] = [];
    block.takeCells(['h"', 'i'], 1, records);
    block.takeCells(['a"'], 2, records);
    block.takeCells(['b"', 'b', 'b'], 3, records);
    expect(records).toEqual([['a"']]);
    expect(bad()).toEqual([[3, 'Too many cells: expected 2, got 3']]);
    expect(take('c,d\n', 4)).toEqual([['c', 'd']]);
  });

  it('throws the error of the record maker for the header', () => {
    const refusal = new RangeError('no such column');
    const makerOf = (): never => {
      throw refusal;
    };
    const { take, block } = opened({ makerOf });
    expect(() => take('h\na\n')).toThrow(refusal);
    expect(block.hasHeader).toBe(false);
  });
});
