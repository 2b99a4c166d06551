import { describe, expect, it } from 'vitest';
import type { FollowCheckpoint, FollowOptions } from 'rxoffers';
import { checkFollowOptions } from '../../../lib/raw-logs/follow/options.js';

const CHECKPOINT: FollowCheckpoint = { version: 1, type: 'clicks', since: 7, from: 10, upTo: 20, seen: [] };
const check = (options: unknown) => checkFollowOptions(options as FollowOptions, 'clicks');

describe('checkFollowOptions', () => {
  it('takes a day or an instant to start at, and looks 48 hours back', () => {
    expect(check({ since: '20160909' })).toEqual({
      type: 'clicks',
      since: '20160909',
      lookBack: 172_800_000,
      checkpoint: undefined,
    });
    expect(check({ since: new Date(1_000), lookBack: 0 })).toMatchObject({ since: 1_000, lookBack: 0 });
  });

  it('goes by the checkpoint when it has both', () => {
    expect(check({ since: '20160909', checkpoint: CHECKPOINT })).toMatchObject({ since: 7, checkpoint: CHECKPOINT });
    expect(check({ checkpoint: CHECKPOINT })).toMatchObject({ since: 7 });
  });

  it('takes null for no checkpoint yet', () => {
    expect(check({ since: '20160909', checkpoint: null })).toMatchObject({ since: '20160909', checkpoint: undefined });
  });

  it.each<[string, unknown, string]>([
    ['neither start nor checkpoint', {}, 'needs to know where to start'],
    ['no checkpoint and nothing else', { checkpoint: null }, 'needs to know where to start'],
    ['no options', null, 'should be a plain object'],
    ['a misspelt name', { since: '20160909', lookback: 1 }, 'has no "lookback"'],
    ['a start in milliseconds', { since: 1_473_411_600_000 }, "since should be 'YYYYMMDD' or a Date"],
    ['a broken checkpoint beside a start', { since: '20160909', checkpoint: {} }, 'should be of version 1'],
    ['a window that is a text', { since: '20160909', lookBack: '48h' }, 'lookBack should be a number'],
    ['a handler that is none', { since: '20160909', onFault: true }, 'onFault should be a function'],
    ['a reporter that is none', { since: '20160909', onReport: 'log' }, 'onReport should be a function'],
    ['a scheduler that is none', { since: '20160909', scheduler: { schedule: 1 } }, 'scheduler should be a function'],
    ['a demand that is none', { since: '20160909', demand: {} }, 'Demand should be'],
  ])('refuses %s with a TypeError', (_, options, message) => {
    expect(() => check(options)).toThrow(TypeError);
    expect(() => check(options)).toThrow(message);
  });

  it.each<[string, unknown]>([
    ['a start that is no date', { since: '20160231' }],
    ['a month to start at', { since: '201609' }],
    ['an invalid Date', { since: new Date(NaN) }],
    ['a wrong start beside a checkpoint', { since: '20160231', checkpoint: CHECKPOINT }],
    ['a window below nothing', { since: '20160909', lookBack: -1 }],
    ['a window without an end', { since: '20160909', lookBack: Infinity }],
    ['a window of broken milliseconds', { since: '20160909', lookBack: 0.5 }],
  ])('refuses %s with a RangeError', (_, options) => {
    expect(() => check(options)).toThrow(RangeError);
  });
});
