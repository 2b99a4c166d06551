import { describe, expect, it } from 'vitest';
import { createSeenConversions } from '../../../lib/managers/conversion-sync/tracker.js';

describe('createKnownConversions', () => {
  it('says of each content once that it is new', () => {
    const known = createSeenConversions([['a', 'f1', 't1']]);
    known.startWalk();
    expect(known.note('a', 'f1', 't1')).toBe(false);
    expect(known.note('a', 'f2', 't1')).toBe(true);
    expect(known.note('a', 'f2', 't1')).toBe(false);
    expect(known.note('a', 'f1', 't1')).toBe(true);
    expect(known.note('b', 'f1', null)).toBe(true);
    expect(known.timeOf('a')).toBe('t1');
    expect(known.timeOf('b')).toBeNull();
    expect(known.timeOf('c')).toBeNull();
  });

  it('gives snapshots that stay as they were, whatever comes and is forgotten later', () => {
    const known = createSeenConversions([['a', 'f1', '1']]);
    const first = known.snapshot();
    known.startWalk();
    known.note('b', 'f1', '2');
    known.note('a', 'f2', '1');
    const second = known.snapshot();
    known.startWalk();
    known.note('b', 'f1', '2');
    known.forget('2');
    known.note('c', 'f1', '3');
    expect(first()).toEqual([['a', 'f1', '1']]);
    expect(second()).toEqual([
      ['a', 'f2', '1'],
      ['b', 'f1', '2'],
    ]);
    expect(known.snapshot()()).toEqual([
      ['b', 'f1', '2'],
      ['c', 'f1', '3'],
    ]);
    expect(second()).toEqual(second());
  });

  it('forgets what lies before a time, unless the walk that ends has read it', () => {
    const known = createSeenConversions([]);
    known.startWalk();
    for (const key of ['old', 'read', 'new']) known.note(key, 'f', key === 'new' ? '5' : '1');
    known.startWalk();
    known.note('read', 'f', '1');
    known.forget('5');
    const keys = known
      .snapshot()()
      .map(([key]) => key);
    expect(keys).toEqual(['read', 'new']);
    expect(known.note('old', 'f', '1')).toBe(true);
  });

  it('keeps what has no time for as long as one of two walks reads it', () => {
    const known = createSeenConversions([]);
    known.startWalk();
    known.note('a', 'f', null);
    known.startWalk();
    known.forget('9');
    expect(known.note('a', 'f', null)).toBe(false);
    known.startWalk();
    known.startWalk();
    known.forget('9');
    expect(known.note('a', 'f', null)).toBe(true);
  });
});
