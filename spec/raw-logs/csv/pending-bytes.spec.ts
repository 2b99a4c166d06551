import { describe, expect, it } from 'vitest';
import {
  BLOCK,
  createMarkRemover,
  createPendingBytes,
  type PendingBytes,
} from '../../../lib/raw-logs/csv/pending-bytes.js';

const holding = (...inputs: string[]): PendingBytes => {
  const pending = createPendingBytes();
  for (const input of inputs) pending.add(Buffer.from(input));
  return pending;
};
const rest = (pending: PendingBytes): string[] => {
  const inputs: string[] = [];
  for (let input = pending.next(); input !== undefined; input = pending.next()) inputs.push(input.toString());
  return inputs;
};

describe('pending bytes', () => {
  it('start on line 1 with nothing', () => {
    const { line, tail, isLast, next } = createPendingBytes();
    expect([line, tail.length, isLast, next()]).toEqual([1, 0, true, undefined]);
  });

  it('return inputs in order, empty ones left out', () => {
    const pending = holding('a', '', 'b');
    expect(pending.isLast).toBe(false);
    expect(rest(pending)).toEqual(['a', 'b']);
    expect(pending.isLast).toBe(true);
  });

  it('return at most a block of 64 KiB at once', () => {
    const pending = createPendingBytes();
    const input = Buffer.alloc(2 * 65_536 + 1, 'ab');
    pending.add(input);
    const blocks = [pending.next(), pending.next(), pending.next()].map((block) => block as Buffer);
    expect(blocks.map(({ length }) => length)).toEqual([BLOCK, BLOCK, 1]);
    expect(Buffer.concat(blocks).equals(input)).toBe(true);
    expect(pending.next()).toBeUndefined();
  });

  it('keep a tail, and count the lines before it', () => {
    const pending = holding('a\nb\nc');
    pending.next();
    pending.keep(Buffer.from('c'), 2);
    expect([pending.line, String(pending.tail)]).toEqual([3, 'c']);
  });

  it('lose the first line of the tail when it is taken, and return the rest again', () => {
    const pending = holding('x', 'later');
    pending.next();
    pending.keep(Buffer.from('"a\nb\nc'), 4);
    expect(String(pending.takeLine())).toBe('"a\n');
    expect([pending.line, pending.tail.length, pending.isLast]).toEqual([6, 0, false]);
    expect(rest(pending)).toEqual(['b\nc', 'later']);
  });

  it.each([
    [[' and longer'], [' and over\nb\n', 'c\n'], ['b\n', 'c\n']],
    [['\n'], ['b\n'], ['b\n']],
  ])('skip the rest of a taken line as it arrives: %j, then %j', (skipped, later, left) => {
    const pending = createPendingBytes();
    pending.keep(Buffer.from('long'), 0);
    expect(String(pending.takeLine())).toBe('long');
    expect([pending.line, pending.tail.length]).toEqual([1, 0]);
    for (const input of skipped) pending.add(Buffer.from(input));
    expect(pending.next()).toBeUndefined();
    for (const input of later) pending.add(Buffer.from(input));
    expect(rest(pending)).toEqual(left);
    expect(pending.line).toBe(2);
  });
});

const MARK = [0xef, 0xbb, 0xbf];

/** The bytes left of a file that comes in these chunks. */
const left = (...chunks: (readonly number[])[]): number[] => {
  const remove = createMarkRemover();
  const kept = chunks.map((chunk) => remove(Buffer.from(chunk)));
  return [...Buffer.concat([...kept, remove(Buffer.alloc(0), true)])];
};

describe('a byte order mark', () => {
  it.each([
    ['is removed from the start, however it is cut', [[...MARK, 1, 2]], [1, 2]],
    ['is removed byte by byte', [[0xef], [0xbb], [0xbf], [1]], [1]],
    ['is removed between empty chunks', [[], [0xef], [], [0xbb, 0xbf, 1]], [1]],
    ['is removed where nothing follows', [MARK], []],
    ['is removed once', [[...MARK, ...MARK]], MARK],
    ['is removed only at the start', [[1], MARK], [1, ...MARK]],
    ['is not its first bytes', [[0xef, 0xbb]], [0xef, 0xbb]],
    ['is not its first bytes before others', [[0xef], [0xbb, 0xbe]], [0xef, 0xbb, 0xbe]],
    ['is not in an empty file', [], []],
  ])('%s', (_, chunks, bytes) => {
    expect(left(...chunks)).toEqual(bytes);
  });

  it('holds back nothing that cannot be its start', () => {
    const remove = createMarkRemover();
    const chunk = Buffer.from([0x61]);
    expect([...remove(chunk)]).toEqual([0x61]);
    expect(remove(chunk)).toBe(chunk);
  });
});
