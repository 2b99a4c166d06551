import { describe, expect, it } from 'vitest';
import { BLOCK, createPendingBytes, type PendingBytes } from '../../../lib/raw-logs/csv/pending-bytes.js';

const holding = (...inputs: string[]): PendingBytes => {
  const pending = createPendingBytes();
  for (const input of inputs) pending.add(Buffer.from(input));
  return pending;
};
const next = (pending: PendingBytes): string | undefined => pending.next()?.toString();
const rest = (pending: PendingBytes): string[] => {
  const inputs: string[] = [];
  for (let input = next(pending); input !== undefined; input = next(pending)) inputs.push(input);
  return inputs;
};

describe('createPendingBytes', () => {
  it('starts on line 1 with nothing', () => {
    const pending = createPendingBytes();
    expect([pending.line, pending.tail.length, pending.isLast, pending.next()]).toEqual([1, 0, true, undefined]);
  });

  it('gives inputs in their order, and no empty ones', () => {
    const pending = holding('a', '', 'b');
    expect(pending.isLast).toBe(false);
    expect(rest(pending)).toEqual(['a', 'b']);
    expect(pending.isLast).toBe(true);
  });

  it('gives at most a block at once', () => {
    const pending = createPendingBytes();
    const input = Buffer.alloc(2 * BLOCK + 1, 'ab');
    pending.add(input);
    const blocks = [pending.next(), pending.next(), pending.next()].map((block) => block as Buffer);
    expect(blocks.map(({ length }) => length)).toEqual([BLOCK, BLOCK, 1]);
    expect(Buffer.concat(blocks).equals(input)).toBe(true);
    expect(pending.next()).toBeUndefined();
  });

  it('keeps a tail, and counts the lines before it', () => {
    const pending = holding('a\nb\nc');
    pending.next();
    pending.keep(Buffer.from('c'), 2);
    expect([pending.line, String(pending.tail)]).toEqual([3, 'c']);
  });

  it('takes the first line of the tail, and gives the rest of it once more', () => {
    const pending = holding('x', 'later');
    pending.next();
    pending.keep(Buffer.from('"a\nb\nc'), 4);
    expect(String(pending.takeLine())).toBe('"a\n');
    expect([pending.line, pending.tail.length, pending.isLast]).toEqual([6, 0, false]);
    expect(rest(pending)).toEqual(['b\nc', 'later']);
  });

  it('passes over the rest of a line that has not ended, as it comes', () => {
    const pending = createPendingBytes();
    pending.keep(Buffer.from('long'), 0);
    expect(String(pending.takeLine())).toBe('long');
    expect([pending.line, pending.tail.length]).toEqual([1, 0]);
    pending.add(Buffer.from(' and longer'));
    expect(pending.next()).toBeUndefined();
    pending.add(Buffer.from(' and over\nb\n'));
    pending.add(Buffer.from('c\n'));
    expect(rest(pending)).toEqual(['b\n', 'c\n']);
    expect(pending.line).toBe(2);
  });

  it('goes on behind a passed line that ends with an input', () => {
    const pending = createPendingBytes();
    pending.keep(Buffer.from('long'), 0);
    pending.takeLine();
    pending.add(Buffer.from('\n'));
    expect(pending.next()).toBeUndefined();
    pending.add(Buffer.from('b\n'));
    expect([next(pending), pending.line]).toEqual(['b\n', 2]);
  });
});

it('scans 64 KiB at once', () => {
  expect(BLOCK).toBe(65_536);
});
