import { describe, expect, it } from 'vitest';
import { ProtocolError, type SyncOptions } from 'rxoffers';
import { checkSyncOptions } from '../../../lib/managers/conversion-sync/options.js';
import { createTimeZone } from '../../../lib/protocol/time-zone.js';
import {
  createSeenConversions,
  createSyncTracker,
  type SyncTracker,
} from '../../../lib/managers/conversion-sync/tracker.js';
import { RecordModel } from '../../../lib/models/model.js';

interface Row {
  readonly id?: unknown;
  readonly tune_event_id?: unknown;
  readonly datetime?: unknown;
  readonly payout?: unknown;
}

const trackerOf = (options: SyncOptions = {}): SyncTracker<Row> =>
  createSyncTracker<Row>(checkSyncOptions({ since: '2024-01-01', ...options }, createTimeZone('timeZone', 'UTC')));
const row = (key: string, day = 5, payout = '1'): Row => ({
  id: key.slice(1),
  tune_event_id: key,
  datetime: `2024-01-0${day} 00:00:00`,
  payout,
});
const keysIn = (tracker: SyncTracker<Row>): string[] =>
  tracker.takeRead(row('probe', 9, String(Math.random())))?.checkpoint.seen.map(([key]) => key) ?? [];

describe('createSyncTracker', () => {
  it('emits what is new or has changed, with a checkpoint that includes it', () => {
    const tracker = trackerOf();
    tracker.beginUpdates('2024-01-03 00:00:00');
    tracker.startWalk();
    const first = tracker.takeRead(row('e1'));
    expect(first?.conversion).toEqual(row('e1'));
    expect(first?.checkpoint).toMatchObject({
      version: 1,
      mode: 'updated',
      from: '2024-01-01 00:00:00',
      updatedSince: '2024-01-03 00:00:00',
      seen: [['e1', expect.any(String), '2024-01-05 00:00:00']],
    });
    expect(tracker.takeRead(row('e1'))).toBeUndefined();
    expect(tracker.takeRead(row('e1', 5, '2'))?.conversion.payout).toBe('2');
  });

  it('moves its marks only at the end of a walk', () => {
    const tracker = trackerOf();
    tracker.beginUpdates('2024-01-03 00:00:00');
    tracker.beginUpdates('2024-01-08 00:00:00');
    expect([tracker.from, tracker.updatedSince]).toEqual(['2024-01-01 00:00:00', '2024-01-03 00:00:00']);
    tracker.startWalk();
    tracker.endWindow('2024-01-04 00:00:00');
    tracker.endUpdates('2024-01-05 00:00:00');
    expect([tracker.from, tracker.updatedSince]).toEqual(['2024-01-04 00:00:00', '2024-01-05 00:00:00']);
  });

  it('leaves updates inside the window to the window', () => {
    const tracker = trackerOf();
    tracker.startWalk();
    tracker.endWindow('2024-01-05 00:00:00');
    tracker.startWalk();
    expect(tracker.takeUpdated(row('e1', 5))).toBeUndefined();
    expect(tracker.takeUpdated(row('e2', 4))?.conversion.tune_event_id).toBe('e2');
    expect(tracker.takeUpdated({ tune_event_id: 'e3', payout: '1' })?.conversion.tune_event_id).toBe('e3');
    tracker.takeRead(row('e4', 5));
    expect(tracker.takeUpdated({ tune_event_id: 'e4', payout: '9' })).toBeUndefined();
  });

  it('remembers what the window has passed until updates have been read', () => {
    const tracker = trackerOf();
    tracker.startWalk();
    tracker.takeRead(row('e1', 3));
    tracker.takeRead(row('e2', 3));
    tracker.endWindow('2024-01-05 00:00:00');
    tracker.startWalk();
    expect(tracker.takeUpdated(row('e1', 3))).toBeUndefined();
    tracker.endUpdates('2024-01-05 00:00:00');
    expect(keysIn(tracker)).toEqual(['e1', 'probe']);
  });

  it('forgets what the window has passed at once in modes without updates', () => {
    const tracker = trackerOf({ mode: { modified: 'datetime' } });
    tracker.startWalk();
    tracker.takeRead(row('e1', 3));
    tracker.endWindow('2024-01-05 00:00:00');
    tracker.startWalk();
    tracker.endWindow('2024-01-05 00:00:00');
    expect(keysIn(tracker)).toEqual(['probe']);
  });

  it('keys by tune_event_id, by id where there is none, and refuses what has neither', () => {
    const tracker = trackerOf();
    tracker.startWalk();
    const keyOf = (one: Row): unknown => tracker.takeRead(one)?.checkpoint.seen.at(-1)?.[0];
    expect(keyOf({ id: '7', tune_event_id: 'e7' })).toBe('e7');
    expect(keyOf({ id: 8, tune_event_id: '' })).toBe('8');
    expect(keyOf({ id: '9', tune_event_id: null })).toBe('9');
    expect(() => keyOf({ payout: '1' })).toThrow(ProtocolError);
    expect(() => keyOf('e7' as unknown as Row)).toThrow(ProtocolError);
  });

  it('takes rows for the same whose fields are equal, in any order, and sees into Maps', () => {
    const tracker = trackerOf();
    tracker.startWalk();
    const isNew = (one: object): boolean => tracker.takeRead(one) !== undefined;
    expect(isNew({ id: '1', payout: '2' })).toBe(true);
    expect(isNew({ payout: '2', id: '1' })).toBe(false);
    expect(isNew(new RecordModel('Conversion', { id: '1', payout: '2' }))).toBe(false);
    for (const payout of ['3', 2, null, new Map([['1', 'x']]), new Map([['1', 'y']])])
      expect(isNew({ id: '1', payout })).toBe(true);
    expect(isNew({ id: '2', a: '1","b', b: '' })).toBe(true);
    expect(isNew({ id: '2', a: '1', b: ',"b' })).toBe(true);
  });
});

describe('createSeenConversions', () => {
  it('reports each content as new once', () => {
    const seen = createSeenConversions([['a', 'f1', 't1']]);
    seen.startWalk();
    expect(seen.note('a', 'f1', 't1')).toBe(false);
    expect(seen.note('a', 'f2', 't1')).toBe(true);
    expect(seen.note('a', 'f2', 't1')).toBe(false);
    expect(seen.note('a', 'f1', 't1')).toBe(true);
    expect(seen.note('b', 'f1', null)).toBe(true);
    expect(seen.timeOf('a')).toBe('t1');
    expect(seen.timeOf('b')).toBeNull();
    expect(seen.timeOf('c')).toBeNull();
  });

  it('takes snapshots that do not change, whatever is noted and forgotten later', () => {
    const seen = createSeenConversions([['a', 'f1', '1']]);
    const first = seen.snapshot();
    seen.startWalk();
    seen.note('b', 'f1', '2');
    seen.note('a', 'f2', '1');
    const second = seen.snapshot();
    seen.startWalk();
    seen.note('b', 'f1', '2');
    seen.forget('2');
    seen.note('c', 'f1', '3');
    expect(first()).toEqual([['a', 'f1', '1']]);
    expect(second()).toEqual([
      ['a', 'f2', '1'],
      ['b', 'f1', '2'],
    ]);
    expect(seen.snapshot()()).toEqual([
      ['b', 'f1', '2'],
      ['c', 'f1', '3'],
    ]);
    expect(second()).toEqual(second());
  });

  it('forgets conversions before a time, unless the walk that ends has read them', () => {
    const seen = createSeenConversions([]);
    seen.startWalk();
    for (const key of ['old', 'read', 'new']) seen.note(key, 'f', key === 'new' ? '5' : '1');
    seen.startWalk();
    seen.note('read', 'f', '1');
    seen.forget('5');
    const keys = seen
      .snapshot()()
      .map(([key]) => key);
    expect(keys).toEqual(['read', 'new']);
    expect(seen.note('old', 'f', '1')).toBe(true);
  });

  it('keeps a conversion without a time while one of two walks reads it', () => {
    const seen = createSeenConversions([]);
    seen.startWalk();
    seen.note('a', 'f', null);
    seen.startWalk();
    seen.forget('9');
    expect(seen.note('a', 'f', null)).toBe(false);
    seen.startWalk();
    seen.startWalk();
    seen.forget('9');
    expect(seen.note('a', 'f', null)).toBe(true);
  });
});
