import { describe, expect, it } from 'vitest';
import { checkCheckpoint } from '../../../lib/raw-logs/follow/options.js';

const GOOD = { version: 1, type: 'clicks', since: '20160909', from: 10, upTo: 20, seen: [['20160909/a.zip', 15]] };

describe('checkCheckpoint', () => {
  it('takes one as it was emitted, also after JSON, and with what a store adds', () => {
    expect(checkCheckpoint(GOOD, 'clicks')).toBe(GOOD);
    expect(checkCheckpoint(JSON.parse(JSON.stringify(GOOD)), 'clicks')).toEqual(GOOD);
    expect(() => checkCheckpoint({ ...GOOD, since: 5, seen: [], _id: 'x' }, 'clicks')).not.toThrow();
  });

  it.each<[string, unknown, string]>([
    ['its JSON text', JSON.stringify(GOOD), 'not its JSON text'],
    ['a number', 1, 'should be an object'],
    ['a list', [GOOD], 'should be an object'],
    ['another version', { ...GOOD, version: 2 }, 'should be of version 1, not 2'],
    ['no version', {}, 'should be of version 1, not none'],
    ['another type of log', { ...GOOD, type: 'conversions' }, 'should be of clicks, not of "conversions"'],
    ['no type', { version: 1 }, 'should be of clicks, not of nothing'],
    ['no start', { ...GOOD, since: undefined }, 'a wrong "since"'],
    ['a start that is no day', { ...GOOD, since: '20160231' }, 'a wrong "since"'],
    ['a start that is a Date', { ...GOOD, since: new Date() }, 'a wrong "since"'],
    ['an end that is a text', { ...GOOD, upTo: '20' }, 'a wrong "upTo"'],
    ['an end that no Date can hold', { ...GOOD, upTo: 9e15 }, 'a wrong "upTo"'],
    ['a broken number', { ...GOOD, from: 1.5 }, 'a wrong "from"'],
    ['null for infinity', { ...GOOD, from: null }, 'a wrong "from"'],
    ['a window that starts behind its end', { ...GOOD, from: 21 }, 'a wrong "from"'],
    ['no names', { ...GOOD, seen: undefined }, 'a wrong "seen"'],
    ['names alone', { ...GOOD, seen: ['a.zip'] }, 'a wrong "seen"'],
    ['an empty name', { ...GOOD, seen: [['', 15]] }, 'a wrong "seen"'],
    ['a name without a start', { ...GOOD, seen: [['a.zip', null]] }, 'a wrong "seen"'],
  ])('refuses %s', (_, value, message) => {
    expect(() => checkCheckpoint(value, 'clicks')).toThrow(TypeError);
    expect(() => checkCheckpoint(value, 'clicks')).toThrow(message);
  });
});
