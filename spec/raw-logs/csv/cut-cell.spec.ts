import { describe, expect, it } from 'vitest';
import { cutAscii, cutBytes, cutRow } from '../../../lib/raw-logs/csv/row-table.js';
import { fillRows } from '../../../lib/raw-logs/csv/block-reader.js';
import { createRowTable } from '../../../lib/raw-logs/csv/row-table.js';

/** Cuts all of `text` both ways, from within other bytes. */
const cutBoth = (text: string): string[] => {
  const bytes = Buffer.from(`"x${text}",`, 'latin1');
  const [from, to] = [2, 2 + text.length];
  return [cutAscii(bytes, bytes.toString('latin1'), from, to), cutBytes(bytes, from, to, 'latin1')];
};

describe('cutAscii and cutBytes', () => {
  it.each([
    ['', ''],
    ['a', 'a'],
    ['twelve bytes', 'twelve bytes'],
    ['thirteen byte', 'thirteen byte'],
    ['much longer than what is a view', 'much longer than what is a view'],
    ['""', ''],
    ['"a"', 'a'],
    ['"a,b\nc"', 'a,b\nc'],
    ['""""', '"'],
    ['"say ""no"" twice"', 'say "no" twice'],
    ['"\r\n"', '\r\n'],
    ['\0', '\0'],
  ])('cut %j as %j', (text, cell) => {
    expect(cutBoth(text)).toEqual([cell, cell]);
  });

  it('take no quote of the next cell for their own', () => {
    const bytes = Buffer.from('"a"');
    expect([cutAscii(bytes, '"a"', 0, 0), cutBytes(bytes, 0, 0, 'utf8')]).toEqual(['', '']);
  });
});

describe('cutBytes', () => {
  it('reads UTF-8, within quotes too', () => {
    const bytes = Buffer.from('é€,"😀"""');
    expect(cutBytes(bytes, 0, 5, 'utf8')).toBe('é€');
    expect(cutBytes(bytes, 6, bytes.length, 'utf8')).toBe('😀"');
  });

  it('puts U+FFFD for what is no UTF-8', () => {
    const bytes = Buffer.from([0x61, 0xff, 0x62, 0xe2, 0x82]);
    expect(cutBytes(bytes, 0, 5, 'utf8')).toBe('a\ufffdb\ufffd');
  });
});

describe('cutRow', () => {
  it('gives all cells of each row', () => {
    const table = createRowTable(100);
    const rows = table.scanner.scan(table.bytes.write('a,"b""",\r\n\né,ÿ\n"x\ny"\n'));
    fillRows(table, { from: 0, to: rows, columns: 9, bytes: 99 });
    expect(Array.from({ length: table.count }, (_, row) => cutRow(table, row))).toEqual([
      ['a', 'b"', ''],
      ['é', 'ÿ'],
      ['x\ny'],
    ]);
  });
});
