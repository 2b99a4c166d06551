import { describe, expect, it } from 'vitest';
import type { ConversionCheckpoint, SyncOptions } from 'rxoffers';
import { checkSyncOptions } from '../../../lib/managers/conversion-sync/options.js';

const since = '2024-01-01';
const checkpoint: ConversionCheckpoint = {
  version: 1,
  mode: 'updated',
  from: '2024-01-05 00:00:00',
  updatedSince: '2024-01-06 00:00:00',
  seen: [['e1', 'f', null]],
};

describe('checkSyncOptions', () => {
  it('fills in the defaults', () => {
    expect(checkSyncOptions({ since })).toEqual({
      mode: 'updated',
      field: 'datetime',
      from: '2024-01-01 00:00:00',
      updatedSince: undefined,
      seen: [],
      lookback: 604_800_000,
    });
  });

  it('goes by the field that the mode names', () => {
    const { field, mode } = checkSyncOptions({ since, mode: { modified: 'modified' } });
    expect([field, mode]).toEqual(['modified', { modified: 'modified' }]);
  });

  it('goes on from a checkpoint, whatever since says; null is none', () => {
    const start = checkSyncOptions({ since, checkpoint, lookback: 0 });
    expect(start).toMatchObject({
      from: checkpoint.from,
      updatedSince: checkpoint.updatedSince,
      seen: checkpoint.seen,
    });
    expect(checkSyncOptions({ since, checkpoint: null }).from).toBe('2024-01-01 00:00:00');
  });

  it.each<[unknown, new () => Error]>([
    [undefined, TypeError],
    [{}, TypeError],
    [{ checkpoint: null }, TypeError],
    [{ since: new Date(0) }, TypeError],
    [{ since: '2024-02-30' }, RangeError],
    [{ since: new Date(0), checkpoint }, TypeError],
    [{ since, lookback: '7d' }, TypeError],
    [{ since, lookback: -1 }, RangeError],
    [{ since, lookback: 1.5 }, RangeError],
    [{ since, lookBack: 1 }, TypeError],
    [{ since, mode: 'added' }, TypeError],
    [{ since, mode: null }, TypeError],
    [{ since, mode: {} }, TypeError],
    [{ since, mode: { modified: 'id' } }, TypeError],
    [{ since, mode: { modified: 'modified__gt' } }, TypeError],
    [{ since, mode: { modified: 'Conversion.modified' } }, TypeError],
    [{ since, mode: { modified: 'modified', also: 1 } }, TypeError],
    [{ since, updatedParams: {} }, TypeError],
    [{ since, mode: { modified: 'modified' }, updatedParams: () => ({}) }, TypeError],
    [{ since, onFault: 'log' }, TypeError],
    [{ since, scheduler: {}, demand: 1 }, TypeError],
    [{ since, scheduler: { schedule: 1 } }, TypeError],
    [{ checkpoint: '{}' }, TypeError],
    [{ checkpoint, mode: { modified: 'modified' } }, TypeError],
  ])('refuses %j', (options, type) => {
    expect(() => checkSyncOptions(options as SyncOptions)).toThrow(type);
  });
});
