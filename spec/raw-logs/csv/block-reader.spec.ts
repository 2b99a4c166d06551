import { describe, expect, it } from 'vitest';
import { damageOf } from '../../../lib/raw-logs/archive/damage.js';
import { createBadRecords } from '../../../lib/raw-logs/csv/bad-record.js';
import { createBlockReader, tooLong } from '../../../lib/raw-logs/csv/block-reader.js';
import type { MakerOf } from '../../../lib/raw-logs/csv/row-table.js';
import { createRowTable } from '../../../lib/raw-logs/csv/row-table.js';
import { cellsMaker } from '../../support/csv-read.js';

type Cells = readonly string[];

const opened = ({
  makerOf = cellsMaker(),
  maxRecordBytes = 50,
}: {
  makerOf?: MakerOf<Cells>;
  maxRecordBytes?: number;
}) => {
  const table = createRowTable(400);
  const bad: [number, string][] = [];
  const judge = createBadRecords('f', ({ line, reason }) => void bad.push([line, reason]), damageOf('f'));
  const block = createBlockReader({ table, makerOf, bad: judge, maxRecordBytes });
  const take = (text: string, line = 1): Cells[] => {
    const records: Cells[] = [];
    block.takeRows(table.scanner.scan(table.bytes.write(text)), line, records);
    return records;
  };
  return { table, bad, block, take };
};

describe('createBlockReader', () => {
  it('takes the first row that is not empty for the header', () => {
    const headers: Cells[] = [];
    const { block, take } = opened({ makerOf: (header) => (headers.push(header), cellsMaker()(header)) });
    expect([take('\n\r\n'), block.hasHeader]).toEqual([[], false]);
    expect([take('a,"b"\r\nc,d\n'), block.hasHeader]).toEqual([[['c', 'd']], true]);
    expect(take('a,b\n')).toEqual([['a', 'b']]);
    expect(headers).toEqual([['a', 'b']]);
  });

  it('is done with a block where its last whole row ends', () => {
    const { table, take } = opened({});
    take('a\nb\nc');
    expect(table.end).toBe(4);
    take('no row');
    expect(table.end).toBe(0);
  });

  it('passes over rows that are too wide, and tells their lines', () => {
    const { bad, take } = opened({});
    expect(take('h\n"a\n"\nb,b\n\nc\n"d\n\n",d,d\ne,e\nf\n', 10)).toEqual([['a\n'], ['c'], ['f']]);
    expect(bad).toEqual([
      [13, 'Too many cells: expected 1, got 2'],
      [16, 'Too many cells: expected 1, got 3'],
      [19, 'Too many cells: expected 1, got 2'],
    ]);
  });

  it('regression: makes the records of a block at once, however many of its rows are bad', () => {
    let made = 0;
    const { bad, take } = opened({
      makerOf: (header) => {
        const maker = cellsMaker()(header);
        return { ...maker, make: (table, records) => void ((made += 1), maker.make(table, records)) };
      },
    });
    expect(take(`h\n${'a\nb,b\n'.repeat(30)}`)).toHaveLength(30);
    expect([made, bad.length]).toEqual([1, 30]);
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

  it('stops before a row that is too long', () => {
    const { table, bad, take } = opened({ maxRecordBytes: 3 });
    expect(take('h\na\n"b\n"\ncccc\nd\n')).toEqual([['a']]);
    expect([table.end, bad]).toEqual([4, []]);
  });

  it('has no limit to the width of a header, but to its length', () => {
    const { table, block, take } = opened({ maxRecordBytes: 9 });
    expect([take('1234567890\n'), table.end, block.hasHeader]).toEqual([[], 0, false]);
    take(',,,,,,,,,\n');
    expect(block.hasHeader).toBe(true);
  });

  it('takes cells that were read otherwise: a header, a record, one that is too wide', () => {
    const { block, bad, take } = opened({});
    const records: Cells[] = [];
    block.takeCells(['h"', 'i'], 1, records);
    block.takeCells(['a"'], 2, records);
    block.takeCells(['b"', 'b', 'b'], 3, records);
    expect(records).toEqual([['a"']]);
    expect(bad).toEqual([[3, 'Too many cells: expected 2, got 3']]);
    expect(take('c,d\n', 4)).toEqual([['c', 'd']]);
  });

  it('leaves what a maker throws to its caller', () => {
    const refuse = new RangeError('no such column');
    const { take, block } = opened({
      makerOf: () => {
        throw refuse;
      },
    });
    expect(() => take('h\na\n')).toThrow(refuse);
    expect(block.hasHeader).toBe(false);
  });
});

it('tooLong says how long a record may be', () => {
  expect(tooLong(7, 5)).toEqual({ line: 7, what: 'Record too long', expected: 'at most 5 bytes', actual: 'more' });
});
