import { describe, expect, it } from 'vitest';
import { loadMalformedParser } from '../../../lib/raw-logs/csv/csv-reader.js';

const parseOdd = await loadMalformedParser();
const parse = (line: string | Buffer) => parseOdd(Buffer.from(line));

describe('loadOddLineParser', () => {
  it.each([
    ['a"b,c\n', ['a"b', 'c']],
    ['a"b",c\r\n', ['a"b"', 'c']],
    ['"a"b,c\n', ['"a"b', 'c']],
    ['"a" ,"b"\n', ['"a" ', 'b']],
    ['"a","b""c",d"\n', ['a', 'b"c', 'd"']],
    ['"a"\r,b\n', ['"a"\r', 'b']],
    ['é"€,😀\n', ['é"€', '😀']],
    ['\ufeffa"\n', ['\ufeffa"']],
  ])('reads %j as %j', (line, cells) => {
    expect(parse(line)).toEqual({ cells });
  });

  it('puts U+FFFD for what is no UTF-8', () => {
    expect(parse(Buffer.from([0x61, 0x22, 0xff, 0x0a]))).toEqual({ cells: ['a"\ufffd'] });
  });

  it('says why it cannot, without the line number of csv-parse, which is not one of the file', () => {
    for (const line of ['a"b,"c\n', 'a"b,"c\r\n', 'a"b,"c']) {
      const result = parse(line);
      expect(result).toEqual({
        reason: 'Quote Not Closed: the parsing is finished with an opening quote',
        cause: expect.objectContaining({ code: 'CSV_QUOTE_NOT_CLOSED' }) as unknown,
      });
    }
  });

  it('reads each line by itself', () => {
    expect(parse('a"b,"c\n')).toHaveProperty('reason');
    expect(parse('d"e\n')).toEqual({ cells: ['d"e'] });
  });
});
