import { describe, expect, it } from 'vitest';
import { checkLogOptions } from '../../lib/raw-logs/log-options.js';

const demand = { wanted: true, whenWanted: () => () => undefined };
const CONTENT = { spool: true, tmpdir: '/tmp', maxInflatedBytes: 1, demand };
const RECORDS = { ...CONTENT, fields: ['a', ''], lazy: false, onBadRecord: 'skip' };
const FIND = { ...RECORDS, concurrency: 1, ordered: false, onMissing: 'skip' };
const undefinedOf = (options: object): object =>
  Object.fromEntries(Object.keys(options).map((key) => [key, undefined] as const));

describe('checkLogOptions', () => {
  it.each([
    ['content', CONTENT],
    ['records', RECORDS],
    ['find', FIND],
  ] as const)('takes what is right for %s, and undefined for not given', (kind, options) => {
    for (const right of [{}, options, undefinedOf(options), Object.assign(Object.create(null) as object, options)])
      expect(() => checkLogOptions(kind, right)).not.toThrow();
  });

  it('takes every way to deal with bad records', () => {
    for (const onBadRecord of ['error', 'skip', () => undefined])
      expect(() => checkLogOptions('records', { onBadRecord })).not.toThrow();
  });

  it.each<[object | null, ErrorConstructor | RangeErrorConstructor, RegExp]>([
    [null, TypeError, /plain object/],
    [[], TypeError, /plain object/],
    [{ Fields: ['a'] }, TypeError, /has no "Fields"; known: .*fields/],
    [{ fields: 'offer_id' }, TypeError, /Fields/],
    [{ fields: [1] }, TypeError, /Fields/],
    [{ fields: [] }, TypeError, /at least one column/],
    [{ lazy: 'yes' }, TypeError, /lazy/],
    [{ spool: 1 }, TypeError, /spool/],
    [{ ordered: null }, TypeError, /ordered/],
    [{ tmpdir: 7 }, TypeError, /tmpdir/],
    [{ maxInflatedBytes: 0 }, RangeError, /maxInflatedBytes/],
    [{ maxInflatedBytes: '9' }, TypeError, /maxInflatedBytes/],
    [{ concurrency: 0 }, RangeError, /Concurrency/],
    [{ concurrency: 1.5 }, RangeError, /Concurrency/],
    [{ concurrency: Infinity }, RangeError, /Concurrency/],
    [{ concurrency: '4' }, TypeError, /Concurrency/],
    [{ onBadRecord: 'ignore' }, TypeError, /onBadRecord should be 'error' or 'skip' or a function/],
    [{ onBadRecord: true }, TypeError, /onBadRecord/],
    [{ onMissing: 'ignore' }, TypeError, /onMissing should be 'error' or 'skip'$/],
    [{ demand: {} }, TypeError, /Demand/],
    [{ demand: { wanted: true } }, TypeError, /Demand/],
  ])('refuses %j', (options, kind, message) => {
    expect(() => checkLogOptions('find', options)).toThrow(kind);
    expect(() => checkLogOptions('find', options)).toThrow(message);
  });

  it('knows what makes no sense where', () => {
    for (const key of ['fields', 'lazy', 'onBadRecord', 'concurrency', 'ordered', 'onMissing'])
      expect(() => checkLogOptions('content', { [key]: undefined })).toThrow(`has no "${key}"`);
    for (const key of ['concurrency', 'ordered', 'onMissing'])
      expect(() => checkLogOptions('records', { [key]: undefined })).toThrow(`has no "${key}"`);
  });
});
