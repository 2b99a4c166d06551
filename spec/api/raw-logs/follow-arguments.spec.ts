import { firstValueFrom } from 'rxjs';
import { describe, expect, it } from 'vitest';
import type { FollowCheckpoint, FollowOptions } from 'rxoffers';
import { failureOf } from '../../support/collect.js';
import { hours, listingReply, serveListing } from '../../support/log-listing.js';

const GOOD: FollowCheckpoint = {
  ...{ version: 2, networkId: 'net', type: 'clicks', since: '20160909', from: 10, upTo: 20 },
  seen: [['20160909/a.zip', 15]],
};
const SINCE = '20160909';

const open = async () => {
  const { api, asked } = await serveListing((dirName) => listingReply({ '20160909': hours('20160909', 1) }, dirName));
  return { asked, follow: (options: unknown) => api.rawLogs.clicks.follow(options as FollowOptions) };
};

describe('follow accepts', () => {
  it.each<[string, unknown]>([
    ['a day to start at', { since: SINCE }],
    ['an instant to start at', { since: new Date(Date.UTC(2016, 8, 9)), lookBack: 0 }],
    ['null for no checkpoint', { since: SINCE, checkpoint: null }],
    ['a checkpoint without a start', { checkpoint: GOOD }],
    [
      'a checkpoint after JSON, with members that a store adds',
      { checkpoint: { ...(JSON.parse(JSON.stringify(GOOD)) as object), _id: 'x' } },
    ],
    ['a checkpoint that started at an instant', { checkpoint: { ...GOOD, since: 5, seen: [] } }],
  ])('%s', async (_, options) => {
    const { follow } = await open();
    const { file, checkpoint } = await firstValueFrom(follow(options));
    expect(file.startTime.getUTCHours()).toBe(1);
    expect(checkpoint).toMatchObject({ version: 2, networkId: 'net', type: 'clicks', upTo: Date.UTC(2016, 8, 9, 1) });
  });

  it('the start of a checkpoint in preference to its own', async () => {
    const { follow } = await open();
    const { checkpoint } = await firstValueFrom(follow({ since: '20160101', checkpoint: { ...GOOD, since: 7 } }));
    expect(checkpoint.since).toBe(7);
  });

  it('no lookBack, and then looks back 48 hours', async () => {
    const { follow } = await open();
    const { checkpoint } = await firstValueFrom(follow({ since: SINCE }));
    expect(checkpoint.upTo - checkpoint.from).toBe(172_800_000);
  });
});

describe('follow refuses', () => {
  const good = { since: SINCE };
  it.each<[string, unknown, string]>([
    ['neither start nor checkpoint', {}, 'either since or checkpoint should be given'],
    ['no options', undefined, 'either since or checkpoint should be given'],
    ['null for a checkpoint alone', { checkpoint: null }, 'either since or checkpoint should be given'],
    ['null for its options', null, 'options'],
    ['a misspelt option', { ...good, lookback: 1 }, 'options'],
    ['a start in milliseconds', { since: 1_473_411_600_000 }, "since should be 'YYYYMMDD' or a Date"],
    ['a lookback that is a text', { ...good, lookBack: '48h' }, 'lookBack should be a number of milliseconds'],
    ['a handler of the wrong type', { ...good, onFault: true }, 'onFault should be a function'],
    ['a reporter of the wrong type', { ...good, onReport: 'log' }, 'onReport should be a function'],
    [
      'a scheduler of the wrong type',
      { ...good, scheduler: { schedule: 1 } },
      'scheduler.schedule should be a function',
    ],
    ['a demand of the wrong type', { ...good, demand: {} }, 'demand should be the one that iterate() gives'],
    [
      'an interval that is a text',
      { ...good, interval: '5m' },
      "interval should be a number of milliseconds, not '5m'",
    ],
    ['null for an interval', { ...good, interval: null }, 'interval should be a number of milliseconds, not null'],
    ['a broken checkpoint next to a start', { ...good, checkpoint: {} }, 'checkpoint should be of version 2'],
  ])('%s, with a TypeError', async (_, options, message) => {
    const { asked, follow } = await open();
    const error = await failureOf(follow(options));
    expect(error).toBeInstanceOf(TypeError);
    expect(String(error)).toContain(`rawLogs.clicks.follow: ${message}`);
    expect(asked()).toEqual([]);
  });

  it.each<[string, unknown, string]>([
    [
      'a start that is not a date',
      { since: '20160231' },
      "since should be a day, 'YYYYMMDD', or a valid Date, not 20160231",
    ],
    ['a month to start at', { since: '201609' }, 'since should be a day'],
    ['an invalid Date', { since: new Date(NaN) }, 'since should be a day'],
    ['a wrong start next to a checkpoint', { since: '20160231', checkpoint: GOOD }, 'since should be a day'],
    ['a negative lookback', { ...good, lookBack: -1 }, 'lookBack should be a whole number of milliseconds, not -1'],
    ['an infinite lookback', { ...good, lookBack: Infinity }, 'lookBack should be a whole number of milliseconds'],
    ['a lookback in fractions', { ...good, lookBack: 0.5 }, 'lookBack should be a whole number of milliseconds'],
    ['a negative interval', { ...good, interval: -1 }, 'interval should be from 0 to 2147483647 milliseconds, not -1'],
    ['an interval longer than a timer', { ...good, interval: 2 ** 31 }, 'interval should be from 0 to 2147483647'],
  ])('%s, with a RangeError', async (_, options, message) => {
    const { asked, follow } = await open();
    const error = await failureOf(follow(options));
    expect(error).toBeInstanceOf(RangeError);
    expect(String(error)).toContain(`rawLogs.clicks.follow: ${message}`);
    expect(asked()).toEqual([]);
  });

  const wrong = (field: string): string => `should be as it was emitted, but its "${field}" is wrong`;
  it.each<[string, unknown, string]>([
    ['that is its JSON text', JSON.stringify(GOOD), 'should be an object, not its JSON text'],
    ['that is a number', 1, 'should be an object, as it was emitted'],
    ['that is a list', [GOOD], 'should be an object, as it was emitted'],
    ['of another version', { ...GOOD, version: 3 }, 'should be of version 2, not 3'],
    [
      'of an earlier release',
      { ...GOOD, version: 1, networkId: undefined },
      'should be of version 2, not 1, which an earlier release stored: leave it out, and start over with since',
    ],
    ['of another network', { ...GOOD, networkId: 'other' }, 'should be of the network "net", not of "other"'],
    ['of no network', { ...GOOD, networkId: undefined }, 'should be of the network "net", not of nothing'],
    [
      'of an odd network',
      { ...GOOD, networkId: { token: 'NETsecret' } },
      'should be of the network "net", not of an object',
    ],
    ['without a version', {}, 'should be of version 2, but it has no version'],
    ['of another type of log', { ...GOOD, type: 'conversions' }, 'should be of clicks, not of "conversions"'],
    ['without a type', { version: 2, networkId: 'net' }, 'should be of clicks, not of nothing'],
    ['without a start', { ...GOOD, since: undefined }, wrong('since')],
    ['that starts at no day', { ...GOOD, since: '20160231' }, wrong('since')],
    ['that starts at a Date', { ...GOOD, since: new Date() }, wrong('since')],
    ['whose end is a text', { ...GOOD, upTo: '20' }, wrong('upTo')],
    ['whose end no Date can hold', { ...GOOD, upTo: 9e15 }, wrong('upTo')],
    ['with a fraction', { ...GOOD, from: 1.5 }, wrong('from')],
    ['with null for infinity', { ...GOOD, from: null }, wrong('from')],
    ['whose window starts after its end', { ...GOOD, from: 21 }, wrong('from')],
    ['without names', { ...GOOD, seen: undefined }, wrong('seen')],
    ['with names alone', { ...GOOD, seen: ['a.zip'] }, wrong('seen')],
    ['with an empty name', { ...GOOD, seen: [['', 15]] }, wrong('seen')],
    ['with a name without a start', { ...GOOD, seen: [['a.zip', null]] }, wrong('seen')],
  ])('a checkpoint %s', async (_, checkpoint, message) => {
    const { asked, follow } = await open();
    expect(await failureOf(follow({ since: SINCE, checkpoint }))).toEqual(
      new TypeError(`rawLogs.clicks.follow: checkpoint ${message}`),
    );
    expect(asked()).toEqual([]);
  });
});
