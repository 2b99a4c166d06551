import { describe, expect, it } from 'vitest';
import { type ConversionCheckpoint, ProtocolError, type SyncOptions } from 'rxoffers';
import { checkSyncOptions } from '../../../lib/managers/conversion-sync/options.js';
import { createTimeZone } from '../../../lib/protocol/time-zone.js';
import { createDigests, type SeenConversion } from '../../../lib/managers/conversion-sync/digests.js';
import { createSeenConversions } from '../../../lib/managers/conversion-sync/seen-conversions.js';
import { createSyncTracker, type SyncTracker } from '../../../lib/managers/conversion-sync/tracker.js';
import { RecordModel } from '../../../lib/models/model.js';

interface Row {
  readonly id?: unknown;
  readonly tune_event_id?: unknown;
  readonly datetime?: unknown;
  readonly payout?: unknown;
}

const trackerOf = (options: SyncOptions = {}): SyncTracker<Row> =>
  createSyncTracker<Row>(
    checkSyncOptions(
      { since: '2024-01-01', ...options },
      { networkId: 'net', zone: createTimeZone('timeZone', 'UTC') },
    ),
  );
const row = (key: string, day = 5, payout = '1'): Row => ({
  id: key.slice(1),
  tune_event_id: key,
  datetime: `2024-01-0${day} 00:00:00`,
  payout,
});
const probe = (tracker: SyncTracker<Row>) =>
  tracker.takeRead(row('probe', 9, String(Math.random())))?.checkpoint as ConversionCheckpoint;
/** The digests of rows, which a checkpoint that knows just these has. */
const digestsOf = (tracker: SyncTracker<Row>, from: string, ...rows: Row[]): string[] => {
  const table = createDigests(from);
  for (const one of rows) table.add(tracker.toSeen(one));
  return digestsIn(table.encode().digests);
};
const digestsIn = (digests: string): string[] => (digests.match(/.{16}/g) ?? []).sort();

describe('createSyncTracker', () => {
  it('emits what is new or has changed, with a checkpoint that includes it', () => {
    const tracker = trackerOf();
    tracker.beginUpdates('2024-01-03 00:00:00');
    tracker.startWalk();
    const first = tracker.takeRead(row('e1'));
    expect(first?.conversion).toEqual(row('e1'));
    expect(first?.checkpoint).toMatchObject({
      version: 2,
      networkId: 'net',
      mode: 'updated',
      from: '2024-01-01 00:00:00',
      updatedSince: '2024-01-03 00:00:00',
      seen: { from: '2024-01-01 00:00:00', updatedSince: '2024-01-03 00:00:00', hours: 1, slots: 4096 },
    });
    expect(digestsIn(first?.checkpoint.seen.digests ?? '')).toEqual(
      digestsOf(tracker, '2024-01-01 00:00:00', row('e1')),
    );
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
    const { seen } = probe(tracker);
    expect(seen.from).toBe('2024-01-05 00:00:00');
    expect(digestsIn(seen.digests)).toHaveLength(2);
    expect(digestsIn(seen.digests)).toEqual(
      expect.arrayContaining(digestsOf(tracker, '2024-01-05 00:00:00', row('e1', 3))),
    );
  });

  it('forgets what the window has passed at once in modes without updates', () => {
    const tracker = trackerOf({ mode: { modified: 'datetime' } });
    tracker.startWalk();
    tracker.takeRead(row('e1', 3));
    tracker.endWindow('2024-01-05 00:00:00');
    tracker.startWalk();
    tracker.endWindow('2024-01-05 00:00:00');
    expect(digestsIn(probe(tracker).seen.digests)).toHaveLength(1);
  });

  it('keys by tune_event_id, by id where there is none, and refuses what has neither', () => {
    const tracker = trackerOf();
    tracker.startWalk();
    const keyOf = (one: Row): unknown => tracker.toSeen(one).key;
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

describe('a tracker with a checkpoint', () => {
  /** Reads what the sink may have, and gives the time before which it has everything. */
  const recover = (tracker: SyncTracker<Row>, rows: Row[], updates: Row[] = []): string => {
    tracker.recovery?.begin();
    tracker.startWalk();
    for (const one of rows) tracker.recovery?.takeRead(tracker.toSeen(one));
    for (const one of updates) tracker.recovery?.takeUpdated(tracker.toSeen(one));
    return tracker.endRecovery();
  };

  const emitted = (tracker: SyncTracker<Row>, ...rows: Row[]): unknown[] =>
    rows.flatMap((one) => tracker.takeRead(one)?.conversion.tune_event_id ?? []);

  /** The checkpoint after a walk over the window that has read these, after JSON. */
  const checkpointOf = (...rows: Row[]): ConversionCheckpoint => {
    const tracker = trackerOf();
    tracker.beginUpdates('2024-01-03 00:00:00');
    tracker.startWalk();
    const last = rows.map((one) => tracker.takeRead(one)).at(-1);
    return JSON.parse(JSON.stringify(last?.checkpoint)) as ConversionCheckpoint;
  };

  it('needs no recovery where nothing was emitted', () => {
    const checkpoint = checkpointOf(row('e1'));
    expect(
      trackerOf({ checkpoint: { ...checkpoint, seen: { ...checkpoint.seen, digests: '' } } }).recovery,
    ).toBeUndefined();
    expect(trackerOf().recovery).toBeUndefined();
  });

  it('reads the hours of its digests, and emits what is new or has changed alone', () => {
    const tracker = trackerOf({ checkpoint: checkpointOf(row('e1', 4), row('e2', 5), row('e3', 6)) });
    expect(tracker.recovery).toMatchObject({
      window: { from: '2024-01-01 00:00:00', to: '2024-01-06 01:00:00' },
      updatedSince: undefined,
    });
    const present = [row('e1', 4), row('e2', 5, '7'), row('e3', 6), row('e4', 5)];
    expect(recover(tracker, present)).toBe('2024-01-05 00:00:00');
    expect(tracker.recovery).toBeUndefined();
    tracker.startWalk();
    expect(emitted(tracker, ...present, row('e5', 7))).toEqual(['e2', 'e4', 'e5']);
  });

  it('knows everything up to the end of its digests where nothing has changed', () => {
    const tracker = trackerOf({ checkpoint: checkpointOf(row('e1', 4), row('e2', 5)) });
    expect(recover(tracker, [row('e2', 5), row('e1', 4)])).toBe('2024-01-05 01:00:00');
    expect(emitted(tracker, row('e1', 4), row('e2', 5))).toEqual([]);
  });

  it('starts over when reading has failed', () => {
    const tracker = trackerOf({ checkpoint: checkpointOf(row('e1', 4)) });
    tracker.recovery?.begin();
    tracker.recovery?.takeRead(tracker.toSeen(row('e1', 4, '9')));
    tracker.recovery?.takeRead(tracker.toSeen(row('e9', 1)));
    expect(recover(tracker, [row('e1', 4)])).toBe('2024-01-04 01:00:00');
    expect(emitted(tracker, row('e1', 4))).toEqual([]);
  });

  it('emits a conversion again that is there no more as it was, even if it has moved to another hour and back', () => {
    const first = trackerOf({ checkpoint: checkpointOf(row('e1', 4), row('e2', 6)) });
    recover(first, [row('e1', 5), row('e2', 6)]);
    const [moved] = [first.takeRead(row('e1', 5))];
    const second = trackerOf({ checkpoint: moved?.checkpoint });
    recover(second, [row('e1', 4), row('e2', 6)]);
    expect(emitted(second, row('e1', 4), row('e2', 6))).toEqual(['e1']);
  });

  it('recognises what came as updated, although the next walk requests later updates', () => {
    const tracker = trackerOf();
    tracker.beginUpdates('2024-01-03 00:00:00');
    tracker.startWalk();
    tracker.endWindow('2024-01-05 00:00:00');
    tracker.startWalk();
    const old = [row('e1', 2), row('e2', 2), { tune_event_id: 'e3', payout: '1' }];
    for (const one of old) tracker.takeUpdated(one);
    tracker.endUpdates('2024-01-04 00:00:00');
    tracker.startWalk();
    const { checkpoint } = tracker.takeRead(row('e4', 6)) ?? {};
    expect(checkpoint).toMatchObject({
      from: '2024-01-05 00:00:00',
      updatedSince: '2024-01-04 00:00:00',
      seen: { from: '2024-01-05 00:00:00', updatedSince: '2024-01-03 00:00:00' },
    });
    const again = trackerOf({ checkpoint });
    expect(again.recovery?.updatedSince).toBe('2024-01-03 00:00:00');
    recover(again, [row('e4', 6)], [...old.slice(1), row('e1', 2, '5'), row('e4', 6)]);
    again.startWalk();
    expect([row('e1', 2, '5'), ...old.slice(1)].flatMap((one) => again.takeUpdated(one)?.conversion ?? [])).toEqual([
      row('e1', 2, '5'),
    ]);
  });

  it('leaves out of its digests what may be on either side of the start of the window', () => {
    const mode = { modified: 'datetime' };
    const tracker = trackerOf({ mode });
    const seconds = (hours: number) => ({ id: 'u', datetime: Date.UTC(2024, 0, 5) / 1000 + hours * 3600 });
    tracker.startWalk();
    tracker.takeRead(seconds(0));
    tracker.endWindow('2024-01-05 00:00:00');
    const { seen } = probe(tracker);
    expect(digestsIn(seen.digests)).toHaveLength(1);
  });
});

const seenOf = (key: string, fingerprint: string, time: string | null): SeenConversion => ({
  key,
  fingerprint: fingerprint.padEnd(16, 'x'),
  earliest: time,
  latest: time,
});

describe('createSeenConversions', () => {
  const range = { from: '', updatedSince: null };
  const [T1, T2, T5] = ['2024-01-01 00:00:00', '2024-01-02 00:00:00', '2024-01-05 00:00:00'];
  const tableOf = (...all: SeenConversion[]): string[] => {
    const table = createDigests('');
    for (const seen of all) table.add(seen);
    return digestsIn(table.encode().digests);
  };

  it('reports each content as new once', () => {
    const seen = createSeenConversions(range);
    seen.startWalk();
    expect(seen.note(seenOf('a', 'f1', T1))).toBe(true);
    expect(seen.note(seenOf('a', 'f1', T1))).toBe(false);
    expect(seen.note(seenOf('a', 'f2', T1))).toBe(true);
    expect(seen.note(seenOf('a', 'f1', T1))).toBe(true);
    expect(seen.note(seenOf('b', 'f1', null))).toBe(true);
    expect([seen.timeOf('a'), seen.timeOf('b'), seen.timeOf('c')]).toEqual([T1, null, null]);
  });

  it('takes snapshots that do not change, whatever is noted and forgotten later', () => {
    const seen = createSeenConversions(range);
    const [a1, a2, b1, c1] = [
      seenOf('a', 'f1', T1),
      seenOf('a', 'f2', T1),
      seenOf('b', 'f1', T2),
      seenOf('c', 'f1', T5),
    ] as const;
    seen.startWalk();
    seen.note(a1);
    const first = seen.snapshot();
    seen.note(b1);
    seen.note(a2);
    const second = seen.snapshot();
    const atOnce = second();
    seen.startWalk();
    seen.note(b1);
    seen.forget(T2, { from: T2, updatedSince: T1 });
    seen.note(c1);
    expect(digestsIn(first().digests)).toEqual(tableOf(a1));
    expect(digestsIn(second().digests)).toEqual(tableOf(b1, a2));
    expect(second()).toEqual(atOnce);
    expect(second()).toMatchObject({ from: '', updatedSince: null });
    const third = seen.snapshot()();
    expect(digestsIn(third.digests)).toEqual(tableOf(b1, c1));
    expect(third).toMatchObject({ from: T2, updatedSince: T1 });
  });

  it('forgets conversions before a time, unless the walk that ends has read them', () => {
    const seen = createSeenConversions(range);
    const [old, read, young] = [seenOf('old', 'f', T1), seenOf('read', 'f', T1), seenOf('new', 'f', T5)] as const;
    seen.startWalk();
    for (const one of [old, read, young]) seen.note(one);
    seen.startWalk();
    seen.note(read);
    seen.forget(T5, range);
    expect(digestsIn(seen.snapshot()().digests)).toEqual(tableOf(read, young));
    expect(seen.note(old)).toBe(true);
  });

  it('keeps a conversion without a time while one of two walks reads it', () => {
    const seen = createSeenConversions(range);
    const timeless = seenOf('a', 'f', null);
    seen.startWalk();
    seen.note(timeless);
    seen.startWalk();
    seen.forget('9', range);
    expect(seen.note(timeless)).toBe(false);
    seen.startWalk();
    seen.startWalk();
    seen.forget('9', range);
    expect(seen.note(timeless)).toBe(true);
  });
});
