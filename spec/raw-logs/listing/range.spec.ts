import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LogRange } from 'rxoffers';
import { dayOf, isDayName, parseRange, selectDirs } from '../../../lib/raw-logs/listing/range.js';
import { soak } from '../../support/soak.js';

const at = (text: string): Date => new Date(`${text}Z`);
const parse = (range: unknown) => parseRange('range', range as LogRange);

describe('a range', () => {
  it.each(['20160920', '20160229', '20000229'])('of the day %s is one dir', (dirName) => {
    expect(parse(dirName)).toEqual({ kind: 'day', dirName });
  });

  it.each<[string, LogRange, string, string, string[]]>([
    ['a month', '201609', '20160901', '20160930', []],
    ['February in a leap year', '201602', '20160201', '20160229', []],
    ['February in another year', '201702', '20170201', '20170228', []],
    ['a year', '2016', '20160101', '20161231', []],
    ['days', { from: '20160920', to: '20160922' }, '20160920', '20160922', ['20160920', '20160922']],
    ['one day by both ends', { from: '20160920', to: '20160920' }, '20160920', '20160920', ['20160920']],
    ['a year and a month', { from: '2016', to: '201702' }, '20160101', '20170228', []],
    ['a day and its month', { from: '20160915', to: '201609' }, '20160915', '20160930', ['20160915']],
  ])('of %s is whole dirs', (_, range, first, last, named) => {
    expect(parse(range)).toEqual({ kind: 'dirs', first, last, from: -Infinity, to: Infinity, named });
  });

  it('of instants includes the dirs a day before and after, because of the time zone of the network', () => {
    const [from, to] = [at('2016-09-09T10:30'), at('2016-09-10T00:00:00.001')];
    const [first, last] = ['20160908', '20160911'];
    expect(parse({ from, to })).toEqual({ kind: 'dirs', first, last, from: +from, to: +to, named: [] });
    expect(parse({ from, to: at('2016-09-10T00:00') })).toMatchObject({ last: '20160910' });
    expect(parse({ from, to: from })).toMatchObject({ from: +from, to: +from });
  });

  it('of an instant and a date combines both', () => {
    const time = at('2016-09-09T12:00');
    expect(parse({ from: '201609', to: time })).toMatchObject({
      ...{ first: '20160901', last: '20160910', from: -Infinity, to: +time },
    });
    expect(parse({ from: time, to: '20160909' })).toMatchObject({
      ...{ first: '20160908', last: '20160909', from: +time, to: Infinity, named: ['20160909'] },
    });
  });

  it('of the farthest instants stays inside the years 1970 to 9999', () => {
    const range = { from: new Date(-8.64e15), to: new Date(8.64e15) };
    expect(parse(range)).toMatchObject({ first: '19700101', last: '99991231' });
  });

  it.each<[string, unknown]>([
    ...['', '16', '20161', '2016131', '20160231', '20170229', '19000229', '20160900', '20160932', '201613'].map(
      (text): [string, unknown] => [JSON.stringify(text), text],
    ),
    ...['201600', '0000', '2016-09-09', ' 2016', '2016\n', '２０１６', '201609091', 'yesterday'].map(
      (text): [string, unknown] => [JSON.stringify(text), text],
    ),
    ['a start that is not a date', { from: '20160231', to: '2016' }],
    ['an end that is not a date', { from: '2016', to: '201613' }],
    ['an invalid Date', { from: '2016', to: new Date('soon') }],
    ['days backwards', { from: '20160922', to: '20160920' }],
    ['months backwards', { from: '2017', to: '201612' }],
    ['instants backwards', { from: at('2016-09-09T00:00:00.001'), to: at('2016-09-09T00:00') }],
    ['a date after an instant', { from: '20160912', to: at('2016-09-09T12:00') }],
    ['an instant after a date', { from: at('2016-09-11T12:00'), to: '20160909' }],
  ])('may not be %s', (_, range) => {
    expect(() => parse(range)).toThrow(RangeError);
  });

  it.each<[string, unknown]>([
    ['missing', undefined],
    ['null', null],
    ['a number', 20160909],
    ['a Date', new Date()],
    ['a list', ['20160909', '20160910']],
    ['a function', () => '2016'],
    ['without an end', { from: '20160909' }],
    ['null at the start', { from: null, to: '2016' }],
    ['in milliseconds', { from: 1473411600000, to: '2016' }],
    ['with a misspelt end', { from: '2016', to: '2017', until: '2018' }],
  ])('may not be %s', (_, range) => {
    expect(() => parse(range)).toThrow(TypeError);
  });
});

describe('a day', () => {
  it('has a name that agrees with the calendar', () => {
    const day = fc.tuple(fc.integer({ min: 1, max: 9999 }), fc.nat(15), fc.nat(35));
    fc.assert(
      fc.property(day, ([year, month, date]) => {
        const [y, m, d] = [String(year).padStart(4, '0'), ...[month, date].map((n) => String(n).padStart(2, '0'))];
        const calendar = new Date(`${y}-${m}-${d}T00:00:00Z`);
        const isDay = !Number.isNaN(calendar.getTime()) && calendar.getUTCDate() === date;
        expect(isDayName(`${y}${m}${d}`)).toBe(isDay);
      }),
      { numRuns: soak(200, 2_000) },
    );
    expect(['201609', '2016', 'latest'].map(isDayName)).toEqual([false, false, false]);
  });

  it('is found for an instant, in UTC, and a number of days later', () => {
    const time = Date.parse('2016-09-30T23:59:59.999Z');
    const names = [dayOf(time), dayOf(time + 1), dayOf(time, -30), dayOf(time, 1)];
    expect(names).toEqual(['20160930', '20161001', '20160831', '20161001']);
    expect([dayOf(8.64e15, 1), dayOf(-8.64e15, -1)]).toEqual(['99991231', '19700101']);
    expect([dayOf(Infinity), dayOf(-Infinity)]).toEqual(['99991231', '19700101']);
  });
});

it('selects dirs from the first to the last, oldest first, each once', () => {
  const names = ['20160911', '20160909', '20160910', '20160908', '20160909', '20170909'];
  expect(selectDirs(names, '20160909', '20160911')).toEqual(['20160909', '20160910', '20160911']);
});
