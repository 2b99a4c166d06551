import { describe, expect, it } from 'vitest';
import { countLines } from '../../../lib/raw-logs/csv/block-reader.js';

const text = Buffer.from('a\nb\r\n\nc\rd');

describe('countLines', () => {
  it.each([
    [0, 0],
    [1, 0],
    [2, 1],
    [4, 1],
    [5, 2],
    [6, 3],
    [9, 3],
  ])('before byte %i counts %i newlines', (to, lines) => {
    expect(countLines(text, to)).toBe(lines);
  });

  it('goes on from a byte', () => {
    expect([0, 1, 2, 5, 6].map((from) => countLines(text, text.length, from))).toEqual([3, 3, 2, 1, 0]);
    expect(countLines(text, 5, 5)).toBe(0);
  });

  it('counts none in nothing', () => {
    expect(countLines(Buffer.alloc(0), 0)).toBe(0);
  });
});
