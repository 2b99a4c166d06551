import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RecordFault } from '../../../lib/raw-logs/damage.js';
import { createFileStart } from '../../../lib/raw-logs/csv/file-start.js';
import { BLOCK } from '../../../lib/raw-logs/csv/pending-bytes.js';
import { cutAt, cutEvery } from '../../support/csv-cut.js';
import { cuts } from '../../support/csv-text.js';
import { soak } from '../../support/soak.js';

/** What a file that comes in these chunks is read as: its bytes, or why it is refused. */
const read = (chunks: readonly Buffer[]): string => {
  let fault: RecordFault | undefined;
  const take = createFileStart((found) => {
    fault = found;
    throw new Error('refused');
  });
  try {
    return Buffer.concat([...chunks.map((chunk) => take(chunk, false)), take(Buffer.alloc(0), true)]).toString(
      'latin1',
    );
  } catch {
    return `refused: ${fault?.actual}`;
  }
};

const readText = (text: string | Buffer): string => read([Buffer.from(text)]);

const FILES = {
  'a log': 'a,b\r\n1,2\n',
  'lines that end in carriage returns': 'a,"b"\r1,"\n"\r',
  'a name with a carriage return': 'a\rb,c\n1\n',
  'UTF-16': Buffer.from('\ufeffa,b\n1,2\n', 'utf16le'),
  'UTF-16 without a mark': Buffer.from('abcd,b\n1,2\n', 'utf16le').swap16(),
  'a page': `\n ${'<html>'.padEnd(2_000, '.')}`,
  'bytes of zero': 'a\0b\0\n\0\0\0\0',
  'a name like an archive': 'PK\u0003,b\n',
};

describe('the start of a file', () => {
  it.each(Object.entries(FILES))('is read the same wherever it is cut: %s', (_, text) => {
    const bytes = Buffer.from(text);
    const whole = read([bytes]);
    for (let size = 1; size < 20; size += 1) expect(read(cutEvery(bytes, size))).toBe(whole);
    for (let at = 1; at < Math.min(bytes.length, 100); at += 1) expect(read(cutAt(bytes, [at]))).toBe(whole);
  });

  it('is read the same wherever it is cut, whatever bytes it has', () => {
    const bytes = fc.array(
      fc.constantFrom(0xff, 0xfe, 0xef, 0xbb, 0xbf, 0, 0x0a, 0x0d, 0x22, 0x2c, 0x3c, 0x50, 0x4b, 0x61),
      {
        maxLength: 20,
      },
    );
    fc.assert(
      fc.property(bytes, cuts, (some, places) => {
        const file = Buffer.from(some);
        expect(read(cutAt(file, places))).toBe(read([file]));
      }),
      { numRuns: soak(1_000, 50_000) },
    );
  });

  it.each([
    ['a\rb\r', 'a\nb\n'],
    ['a\r"b\nc"\r', 'a\n"b\nc"\n'],
    ['a\r"b\nc', 'a\r"b\nc'],
    ['a\r"b"x\nc', 'a\r"b"x\nc'],
    ['a\rb\r\n', 'a\rb\r\n'],
    ['"a\rb"\n1\r2\n', '"a\rb"\n1\r2\n'],
    ['', ''],
    ['\r', '\n'],
  ])('has newlines where lines end in carriage returns: %j', (text, expected) => {
    expect(readText(text)).toBe(expected);
  });

  it('decides by the first block', () => {
    const line = 'a,b\r';
    const lines = line.repeat(BLOCK / line.length);
    expect(readText(`${lines}\n`)).toBe(`${lines.replaceAll('\r', '\n')}\n`);
    expect(readText(`${lines.slice(1)}\n`)).toBe(`${lines.slice(1)}\n`);
  });

  it('takes no time for quotes that never close', () => {
    const text = `a\r${',"""'.repeat(BLOCK / 4)}`;
    expect(readText(text)).toBe(text.replaceAll('\r', '\n'));
  });

  it('holds nothing back once a newline came', () => {
    const take = createFileStart(() => undefined);
    const chunk = Buffer.from('a,b\n1');
    expect([take(Buffer.from('a'), false).length, String(take(chunk, false))]).toEqual([0, 'aa,b\n1']);
    expect(take(chunk, false)).toBe(chunk);
  });
});
