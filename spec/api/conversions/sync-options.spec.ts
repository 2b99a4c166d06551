import { asyncScheduler, take } from 'rxjs';
import { describe, expect, it } from 'vitest';
import type { SyncOptions } from 'rxoffers';
import { collect, failureOf } from '../../support/collect.js';
import { recordedApi } from '../../support/recorded-api.js';

const since = '2024-01-01';
const checkpoint = {
  version: 2,
  networkId: 'net',
  mode: 'updated',
  from: '2024-01-05 00:00:00',
  updatedSince: '2024-01-06 00:00:00',
  seen: {
    from: '2024-01-05 00:00:00',
    updatedSince: '2024-01-05 00:00:00',
    hours: 1,
    slots: 4096,
    digests: '',
  },
};
const modified = {
  ...checkpoint,
  mode: { modified: 'modified' },
  updatedSince: null,
  seen: { ...checkpoint.seen, updatedSince: null },
};
const seen = (wrong: object) => ({ ...checkpoint, seen: { ...checkpoint.seen, ...wrong } });

/** The error of wrong options; fails when something was sent. */
const refusalOf = async (options: unknown): Promise<Error> => {
  const { api, lines } = await recordedApi([[]]);
  const failure = await failureOf(api.conversions.sync(options as SyncOptions));
  expect(lines()).toEqual([]);
  return failure as Error;
};

/** The first two requests of a `sync`, of a service with one conversion. */
const requestsOf = async (options: unknown): Promise<string[]> => {
  const row = { Conversion: { id: '1', datetime: '2024-01-06 00:00:00', modified: '2024-01-06 00:00:00' } };
  const { api, lines } = await recordedApi([{ page: 1, count: 1, pageCount: 1, data: [row] }]);
  await collect(api.conversions.sync(options as SyncOptions).pipe(take(1)));
  return lines().slice(0, 2);
};

describe('the options of conversions.sync', () => {
  it.each([
    [{ since, checkpoint: null }, ['[datetime][GREATER_THAN_OR_EQUAL_TO]=2024-01-01 00:00:00&']],
    [{ since: '2024-01-02 10:00:00' }, ['=2024-01-02 10:00:00&']],
    [{ since: new Date('2024-01-02T10:00:00Z') }, ['=2024-01-02 10:00:00&']],
    [{ since, mode: { modified: 'modified' } }, ['[modified][GREATER_THAN_OR_EQUAL_TO]=2024-01-01 00:00:00&']],
    [{ since, checkpoint, lookback: 0, scheduler: asyncScheduler }, ['=2024-01-05 00:00:00&']],
    [
      JSON.parse(JSON.stringify({ checkpoint: modified, mode: modified.mode })),
      ['[modified]', '=2024-01-05 00:00:00&'],
    ],
  ])('say where to start: %j', async (options, words) => {
    for (const request of await requestsOf(options)) for (const word of words) expect(request).toContain(word);
  });

  it.each<[unknown, RegExp]>([
    [undefined, /since or checkpoint should be given/],
    [{}, /since or checkpoint should be given/],
    [{ checkpoint: null }, /since or checkpoint should be given/],
    [null, /conversions\.sync: options should be/],
    [{ since, lookBack: 1 }, /"lookBack"/],
    [{ since: 0 }, /since should be .*network/],
    [{ since: Date.now(), checkpoint }, /since should be/],
    [{ since, lookback: '7d' }, /lookback should be a number of milliseconds/],
    [{ since, mode: 'added' }, /mode should be 'updated' or/],
    [{ since, mode: null }, /mode should be/],
    [{ since, mode: {} }, /mode should be .*the name of a field that holds a time/],
    [{ since, mode: { modified: 'id' } }, /mode should be/],
    [{ since, mode: { modified: 'modified__gt' } }, /mode should be/],
    [{ since, mode: { modified: 'Conversion.modified' } }, /mode should be/],
    [{ since, mode: { modified: 'modified', also: 1 } }, /mode .*"also"/],
    [{ since, updatedParams: {} }, /updatedParams should be a function/],
    [{ since, mode: { modified: 'modified' }, updatedParams: () => ({}) }, /updatedParams should be left out/],
    [{ since, onFault: 'log' }, /onFault should be a function/],
    [{ since, scheduler: { schedule: 1 } }, /scheduler\.schedule should be a function/],
  ])('are refused with a TypeError: %j', async (options, message) => {
    const failure = await refusalOf(options);
    expect(failure).toBeInstanceOf(TypeError);
    expect(failure.message).toMatch(/^conversions\.sync: /);
    expect(failure.message).toMatch(message);
  });

  it.each([
    [{ since: '2024-02-30' }, /conversions\.sync: since should be .*not "2024-02-30"/],
    [{ since, lookback: -1 }, /conversions\.sync: lookback should be .*not -1/],
    [{ since, lookback: 1.5 }, /lookback should be/],
    [{ since, interval: -1 }, /interval should be/],
  ])('are refused with a RangeError: %j', async (options, message) => {
    const failure = await refusalOf(options);
    expect(failure).toBeInstanceOf(RangeError);
    expect(failure.message).toMatch(message);
  });

  it.each([[{ since, interval: 'soon' }], [{ since, scheduler: {}, demand: 1 }]])(
    'are refused with a TypeError where they are those of poll and iterate: %j',
    async (options) => expect(await refusalOf(options)).toBeInstanceOf(TypeError),
  );
});

describe('a checkpoint', () => {
  it.each<[string, unknown]>([
    ['not its JSON text', JSON.stringify(checkpoint)],
    ['should be an object', 1],
    ['should be an object', [checkpoint]],
    ['of version 2, but it has no version', {}],
    ['of version 2, not 3', { ...checkpoint, version: 3 }],
    ['of version 2, not 1, which an earlier release stored: leave it out', { ...checkpoint, version: 1, seen: [] }],
    ['of the network "net", not of "other"', { ...checkpoint, networkId: 'other' }],
    ['of the network "net", not of nothing', { ...checkpoint, networkId: undefined }],
    ['"mode"', { ...checkpoint, mode: undefined }],
    ['"mode"', { ...checkpoint, mode: { modified: 1 } }],
    ['"from"', { ...checkpoint, from: '2024-01-01' }],
    ['"from"', { ...checkpoint, from: undefined }],
    ['"updatedSince"', { ...checkpoint, updatedSince: null }],
    ['"updatedSince"', { ...checkpoint, updatedSince: 'now' }],
    ['"seen"', { ...checkpoint, seen: undefined }],
    ['"seen"', { ...checkpoint, seen: [] }],
    ['"seen"', seen({ from: '2024-01-05' })],
    ['"seen"', seen({ updatedSince: 'now' })],
    ['"seen"', seen({ hours: 0 })],
    ['"seen"', seen({ hours: 3 })],
    ['"seen"', seen({ hours: 2 ** 31 })],
    ['"seen"', seen({ slots: 8192 })],
    ['"seen"', seen({ slots: '1' })],
    ['"seen"', seen({ digests: 'AAAA' })],
    ['"seen"', seen({ digests: '!'.repeat(16) })],
    ['"seen"', seen({ digests: [] })],
    ["of mode updated, not { modified: 'modified' }", modified],
  ])('is refused where it should be %s', async (words, value) => {
    const failure = await refusalOf({ checkpoint: value });
    expect(failure).toBeInstanceOf(TypeError);
    expect(failure.message).toContain('conversions.sync: checkpoint should be');
    expect(failure.message).toContain(words);
  });

  it.each([
    [checkpoint, 'modified', "of mode { modified: 'modified' }, not updated"],
    [modified, 'changed', "of mode { modified: 'changed' }, not { modified: 'modified' }"],
    [{ ...modified, updatedSince: checkpoint.updatedSince }, 'modified', '"updatedSince"'],
    [{ ...modified, seen: checkpoint.seen }, 'modified', '"seen"'],
  ])('is refused where it does not fit the mode', async (value, field, words) => {
    const failure = await refusalOf({ checkpoint: value, mode: { modified: field } });
    expect(failure).toBeInstanceOf(TypeError);
    expect(failure.message).toContain(words);
  });
});
