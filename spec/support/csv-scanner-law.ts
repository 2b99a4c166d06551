import { describe, expect, it } from 'vitest';
import type { CreateScanner, RowScanner } from '../../lib/raw-logs/csv/scanner.js';

/** What a scanner finds in a text: its rows as the texts of their cells, as they stand. */
const found = (scanner: RowScanner, text: string) => {
  const { input, cells, ends } = scanner;
  const rows = scanner.scan(input.write(text));
  let cell = 0;
  let at = 0;
  return Array.from(ends.subarray(0, rows), (end) => {
    const row: string[] = [];
    for (; cell < end >> 1; cell += 1) {
      row.push(input.toString('utf8', at, cells[cell]));
      at = (cells[cell] as number) + 1;
    }
    return row;
  });
};

/** The law of every scanner. */
export const itScansRows = (name: string, create: CreateScanner): void => {
  describe(name, () => {
    it.each([
      ['', []],
      ['a', []],
      ['a\n', [['a']]],
      ['a,b\nc', [['a', 'b']]],
      [',\n\n', [['', ''], ['']]],
      ['a\r\n', [['a\r']]],
      ['"a",""\r\n', [['"a"', '""\r']]],
      ['"a""b","c,d\ne"\nf\n', [['"a""b"', '"c,d\ne"'], ['f']]],
      ['"a\n', []],
      ['"a"', []],
    ])('finds the rows of %j', (text, rows) => {
      const scanner = create(100);
      expect(found(scanner, text)).toEqual(rows);
      expect(scanner.odd).toBe(-1);
    });

    it('counts newlines, those within quotes and behind the last row too', () => {
      const scanner = create(100);
      found(scanner, 'a\n"b\n\n"\n"c\n');
      expect(scanner.lines).toBe(5);
      found(scanner, 'a');
      expect(scanner.lines).toBe(0);
    });

    it.each([
      ['a"b\n', 1],
      ['x,y\na"\n', 5],
      ['"a"b\n', 3],
      ['"a" ,b\n', 3],
      ['"a"\rb\n', 4],
      ['"a"\r\r\n', 4],
      ['x,"a"b', 5],
      ['"a""b"c', 6],
    ])('stops in %j at byte %i', (text, odd) => {
      const scanner = create(100);
      const rows = found(scanner, text);
      expect(scanner.odd).toBe(odd);
      expect(rows).toEqual(text.startsWith('x,y\n') ? [['x', 'y']] : []);
    });

    it('forgets what it found before', () => {
      const scanner = create(100);
      found(scanner, 'a"b\n"c');
      expect(found(scanner, 'a,b\n')).toEqual([['a', 'b']]);
      expect(scanner.odd).toBe(-1);
    });

    it('marks the rows that have a byte beyond ASCII', () => {
      const scanner = create(400);
      const long = 'x'.repeat(100);
      const rows = scanner.scan(scanner.input.write(`a\né\nb\n${long}é${long}\n"\u{20ac}"\nc\né`));
      expect(Array.from(scanner.ends.subarray(0, rows), (end) => end & 1)).toEqual([0, 1, 0, 1, 1, 0]);
    });

    it.each([1, 63, 64, 65, 1000])('fills its whole capacity of %i bytes', (capacity) => {
      const scanner = create(capacity);
      expect([scanner.input, scanner.cells, scanner.ends].map(({ length }) => length)).toEqual(Array(3).fill(capacity));
      scanner.input.fill('\n');
      expect(scanner.scan(capacity)).toBe(capacity);
      expect([...scanner.ends].every((end, row) => end === 2 * (row + 1))).toBe(true);
      scanner.input.fill(',');
      expect(scanner.scan(capacity)).toBe(0);
      expect([...scanner.cells].every((at, cell) => at === cell)).toBe(true);
      expect(scanner.input.every((byte) => byte === 0x2c)).toBe(true);
    });

    it('refuses more than its capacity', () => {
      expect(() => create(10).scan(11)).toThrow(new RangeError('At most 10 bytes can be scanned at once, not 11'));
    });
  });
};
