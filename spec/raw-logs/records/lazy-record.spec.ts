import { describe, expect, it } from 'vitest';
import { type CellSource, defineLazyClass } from '../../../lib/raw-logs/records/lazy-records.js';
import { BaseRecord } from '../../../lib/raw-logs/records/log-record.js';

/** A source that remembers what was read of it. */
const watched = () => {
  const read: string[] = [];
  const source: CellSource = {
    cellAt: (row, cell) => {
      read.push(`${row}:${cell}`);
      return cell === 2 ? null : `${row}:${cell}`;
    },
  };
  return { source, read };
};

describe('a class of lazy records', () => {
  it('reads a cell when its column is read, and no other', () => {
    const { source, read } = watched();
    const record = new (defineLazyClass(['a', 'b', 'c', 'd'], [1, 0, 2, -1]))(source, 7);
    expect(read).toEqual([]);
    const columns = record as BaseRecord & Record<string, string | null>;
    expect([columns['a'], columns['b'], columns['c']]).toEqual(['7:1', '7:0', null]);
    expect(read).toEqual(['7:1', '7:0', '7:2']);
    expect(columns['d']).toBeNull();
    expect(read).toHaveLength(3);
  });

  it('holds nothing that shows', () => {
    const record = new (defineLazyClass(['a'], [0]))(watched().source, 0);
    expect(record).toBeInstanceOf(BaseRecord);
    expect(Reflect.ownKeys(record)).toEqual([]);
    expect({ ...record }).toStrictEqual({});
    expect(record.constructor.name).toBe('LogRecord');
  });

  it('gives all columns as a plain object', () => {
    const record = new (defineLazyClass(['b', '__proto__', 'a'], [1, 0, -1]))(watched().source, 0);
    expect(Object.entries(record.toObject())).toEqual([
      ['b', '0:1'],
      ['__proto__', '0:0'],
      ['a', null],
    ]);
  });

  it('has columns that cannot be set by accident', () => {
    const record = new (defineLazyClass(['a'], [0]))(watched().source, 0) as BaseRecord & { a: string };
    expect(() => (record.a = 'x')).toThrow(TypeError);
  });

  it('gives no cells of what is no record of its own', () => {
    const Record = defineLazyClass(['a'], [0]);
    expect(() => (Object.create(Record.prototype as object) as { a: string }).a).toThrow(TypeError);
  });
});
