import { describe, expect, it } from 'vitest';
import { withoutMark } from '../../../lib/raw-logs/csv/pending-bytes.js';

const MARK = [0xef, 0xbb, 0xbf];

/** What is left of a file that comes in these chunks. */
const left = (...chunks: (readonly number[])[]): number[] => {
  const take = withoutMark();
  const taken = chunks.map((chunk) => take(Buffer.from(chunk)));
  return [...Buffer.concat([...taken, take(Buffer.alloc(0), true)])];
};

describe('withoutMark', () => {
  it('takes the mark from the start, however it is cut', () => {
    expect(left([...MARK, 1, 2])).toEqual([1, 2]);
    expect(left([0xef], [0xbb], [0xbf], [1])).toEqual([1]);
    expect(left([0xef, 0xbb], [0xbf, 1])).toEqual([1]);
    expect(left([], [0xef], [], [0xbb, 0xbf, 1])).toEqual([1]);
    expect(left(MARK)).toEqual([]);
  });

  it('takes one, and only at the start', () => {
    expect(left([...MARK, ...MARK])).toEqual(MARK);
    expect(left([1], MARK)).toEqual([1, ...MARK]);
    expect(left(MARK, MARK)).toEqual(MARK);
  });

  it('loses nothing of what only begins like it', () => {
    expect(left([0xef])).toEqual([0xef]);
    expect(left([0xef, 0xbb])).toEqual([0xef, 0xbb]);
    expect(left([0xef], [0xbb, 0xbe])).toEqual([0xef, 0xbb, 0xbe]);
    expect(left([0xef, 0xbf])).toEqual([0xef, 0xbf]);
    expect(left()).toEqual([]);
  });

  it('hands on at once what cannot be the start of one', () => {
    const take = withoutMark();
    const chunk = Buffer.from([0x61]);
    expect([...take(chunk)]).toEqual([0x61]);
    expect(take(chunk)).toBe(chunk);
  });
});
