import { describe, expect, it } from 'vitest';
import { ProtocolError, type SyncOptions } from 'rxoffers';
import { checkSyncOptions } from '../../../lib/managers/conversion-sync/options.js';
import { createSyncTracker, type SyncTracker } from '../../../lib/managers/conversion-sync/tracker.js';

interface Row {
  readonly id?: unknown;
  readonly tune_event_id?: unknown;
  readonly datetime?: unknown;
  readonly payout?: string;
}

const ledgerOf = (options: SyncOptions = {}): SyncTracker<Row> =>
  createSyncTracker<Row>(checkSyncOptions({ since: '2024-01-01', ...options }));
const row = (key: string, day = 5, payout = '1'): Row => ({
  id: key.slice(1),
  tune_event_id: key,
  datetime: `2024-01-0${day} 00:00:00`,
  payout,
});
const keysIn = (ledger: SyncTracker<Row>): string[] =>
  ledger.takeRead(row('probe', 9, String(Math.random())))?.checkpoint.seen.map(([key]) => key) ?? [];

describe('createSyncLedger', () => {
  it('hands on what is new or has changed, with a checkpoint that includes it', () => {
    const ledger = ledgerOf();
    ledger.beginUpdates('2024-01-03 00:00:00');
    ledger.startWalk();
    const first = ledger.takeRead(row('e1'));
    expect(first?.conversion).toEqual(row('e1'));
    expect(first?.checkpoint).toMatchObject({
      version: 1,
      mode: 'updated',
      from: '2024-01-01 00:00:00',
      updatedSince: '2024-01-03 00:00:00',
      seen: [['e1', expect.any(String), '2024-01-05 00:00:00']],
    });
    expect(ledger.takeRead(row('e1'))).toBeUndefined();
    expect(ledger.takeRead(row('e1', 5, '2'))?.conversion.payout).toBe('2');
  });

  it('gives checkpoints that stay as they were, and pass through JSON', () => {
    const ledger = ledgerOf();
    ledger.beginUpdates('2024-01-03 00:00:00');
    ledger.startWalk();
    const checkpoint = ledger.takeRead(row('e1'))?.checkpoint;
    const text = JSON.stringify(checkpoint);
    ledger.takeRead(row('e2'));
    ledger.endWindow('2024-01-06 00:00:00');
    ledger.startWalk();
    ledger.endUpdates('2024-01-07 00:00:00');
    expect(keysIn(ledger)).toEqual(['probe']);
    expect(JSON.stringify(checkpoint)).toBe(text);
    expect(structuredClone(checkpoint)).toEqual(JSON.parse(text));
    const again = createSyncTracker<Row>(checkSyncOptions({ checkpoint: JSON.parse(text) as never }));
    again.startWalk();
    expect(again.takeRead(row('e1'))).toBeUndefined();
    expect(again.takeRead(row('e2'))).toBeDefined();
  });

  it('moves its marks only when a walk has come to its end', () => {
    const ledger = ledgerOf();
    ledger.beginUpdates('2024-01-03 00:00:00');
    ledger.beginUpdates('2024-01-08 00:00:00');
    expect([ledger.from, ledger.updatedSince]).toEqual(['2024-01-01 00:00:00', '2024-01-03 00:00:00']);
    ledger.startWalk();
    ledger.endWindow('2024-01-04 00:00:00');
    ledger.endUpdates('2024-01-05 00:00:00');
    expect([ledger.from, ledger.updatedSince]).toEqual(['2024-01-04 00:00:00', '2024-01-05 00:00:00']);
  });

  it('leaves updates inside the window to the window', () => {
    const ledger = ledgerOf();
    ledger.startWalk();
    ledger.endWindow('2024-01-05 00:00:00');
    ledger.startWalk();
    expect(ledger.takeUpdated(row('e1', 5))).toBeUndefined();
    expect(ledger.takeUpdated(row('e2', 4))?.conversion.tune_event_id).toBe('e2');
    expect(ledger.takeUpdated({ tune_event_id: 'e3', payout: '1' })?.conversion.tune_event_id).toBe('e3');
    ledger.takeRead(row('e4', 5));
    expect(ledger.takeUpdated({ tune_event_id: 'e4', payout: '9' })).toBeUndefined();
  });

  it('remembers what the window leaves behind until updates have been read', () => {
    const ledger = ledgerOf();
    ledger.startWalk();
    ledger.takeRead(row('e1', 3));
    ledger.takeRead(row('e2', 3));
    ledger.endWindow('2024-01-05 00:00:00');
    ledger.startWalk();
    expect(ledger.takeUpdated(row('e1', 3))).toBeUndefined();
    ledger.endUpdates('2024-01-05 00:00:00');
    expect(keysIn(ledger)).toEqual(['e1', 'probe']);
  });

  it('forgets what the window leaves behind at once where nobody asks for updates', () => {
    const ledger = ledgerOf({ mode: { modified: 'datetime' } });
    ledger.startWalk();
    ledger.takeRead(row('e1', 3));
    ledger.endWindow('2024-01-05 00:00:00');
    ledger.startWalk();
    ledger.endWindow('2024-01-05 00:00:00');
    expect(keysIn(ledger)).toEqual(['probe']);
  });

  it('keys by tune_event_id, by id where there is none, and refuses what has neither', () => {
    const ledger = ledgerOf();
    ledger.startWalk();
    const keyOf = (one: unknown): unknown => ledger.takeRead(one as Row)?.checkpoint.seen.at(-1)?.[0];
    expect(keyOf({ id: '7', tune_event_id: 'e7' })).toBe('e7');
    expect(keyOf({ id: 8, tune_event_id: '' })).toBe('8');
    expect(keyOf({ id: '9', tune_event_id: null })).toBe('9');
    expect(() => keyOf({ payout: '1' })).toThrow(ProtocolError);
    expect(() => keyOf('e7')).toThrow(ProtocolError);
  });
});
