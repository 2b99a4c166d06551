import { describe, expect, it } from 'vitest';
import { createSeenFiles } from '../../../lib/raw-logs/follow/tracker.js';

const A = '20160909/a.zip';
const B = '20160910/b.zip';

describe('createKnownFiles', () => {
  it('tells a file that is new from one that is known, also from a checkpoint', () => {
    const known = createSeenFiles([[A, 10]]);
    expect(known.note(A, 10, '20160909')).toBe(false);
    expect(known.note(B, 20, '20160910')).toBe(true);
    expect(known.note(B, 20, '20160911')).toBe(false);
    expect(known.startingFrom(10)).toEqual([
      [A, 10],
      [B, 20],
    ]);
    expect(known.startingFrom(11)).toEqual([[B, 20]]);
  });

  it('keeps the first start that it saw', () => {
    const known = createSeenFiles();
    known.note(A, 10, '20160909');
    known.note(A, 99, '20160909');
    expect(known.startingFrom(50)).toEqual([]);
  });

  it('tells once what a poll that listed the dir did not find', () => {
    const known = createSeenFiles();
    known.startPoll(['20160909', '20160910']);
    known.note(A, 10, '20160909');
    known.note(B, 20, '20160910');
    expect(known.takeVanished(0)).toEqual([]);
    known.startPoll(['20160909']);
    expect(known.takeVanished(11)).toEqual([]);
    expect(known.takeVanished(0)).toEqual([[A, 10]]);
    expect(known.takeVanished(0)).toEqual([]);
    known.note(A, 10, '20160909');
    known.startPoll(['20160909']);
    expect(known.takeVanished(0)).toEqual([]);
  });

  it('finds the dir of a file of a checkpoint in its name, or waits until a dir lists it', () => {
    const known = createSeenFiles([
      [A, 10],
      ['odd.zip', 20],
    ]);
    known.startPoll(['20160909', '20160910']);
    known.note('odd.zip', 20, '20160910');
    expect(known.takeVanished(0)).toEqual([[A, 10]]);
    known.startPoll(['20160909', '20160910']);
    expect(known.takeVanished(0)).toEqual([['odd.zip', 20]]);
  });

  it('does not take a file for vanished that moved to another dir', () => {
    const known = createSeenFiles([[A, 10]]);
    known.startPoll(['20160909', '20160910']);
    known.note(A, 10, '20160910');
    expect(known.takeVanished(0)).toEqual([]);
  });

  it('forgets what lies before the window, in a dir that is not looked at any more', () => {
    const known = createSeenFiles([
      ['odd.zip', 5],
      ['young.zip', 30],
    ]);
    known.note(A, 10, '20160909');
    known.note(B, 20, '20160910');
    known.forget(20, '20160910');
    expect(known.startingFrom(0)).toEqual([
      ['young.zip', 30],
      [B, 20],
    ]);
    known.forget(21, '20160910');
    expect(known.startingFrom(0)).toHaveLength(2);
  });
});
