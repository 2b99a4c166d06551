import { describe, expect, it } from 'vitest';
import type { LogRange } from 'rxoffers';
import { parseRange } from '../../../lib/raw-logs/listing/range.js';

const at = (text: string): Date => new Date(`${text}Z`);

describe('parseRange', () => {
  it('takes a day for one dir', () => {
    expect(parseRange('20160920')).toEqual({ kind: 'day', dirName: '20160920' });
  });

  it.each<[string, LogRange, string, string, string[]]>([
    ['a month', '201602', '20160201', '20160229', []],
    ['a year', '2016', '20160101', '20161231', []],
    ['days', { from: '20160920', to: '20160922' }, '20160920', '20160922', ['20160920', '20160922']],
    ['one day by both ends', { from: '20160920', to: '20160920' }, '20160920', '20160920', ['20160920']],
    ['a year and a month', { from: '2016', to: '201702' }, '20160101', '20170228', []],
    ['a day and the month that it is in', { from: '20160915', to: '201609' }, '20160915', '20160930', ['20160915']],
  ])('takes %s for whole dirs', (_, range, first, last, named) => {
    expect(parseRange(range)).toEqual({ kind: 'dirs', first, last, from: -Infinity, to: Infinity, named });
  });

  it('looks at the dirs a day before and after instants, since their zone is the network’s', () => {
    const [from, to] = [at('2016-09-09T10:30'), at('2016-09-10T00:00:00.001')];
    expect(parseRange({ from, to })).toEqual({
      kind: 'dirs',
      first: '20160908',
      last: '20160911',
      from: from.getTime(),
      to: to.getTime(),
      named: [],
    });
    expect(parseRange({ from, to: at('2016-09-10T00:00') })).toMatchObject({ last: '20160910' });
  });

  it('takes an instant together with a date', () => {
    const time = at('2016-09-09T12:00');
    expect(parseRange({ from: '201609', to: time })).toMatchObject({
      first: '20160901',
      last: '20160910',
      from: -Infinity,
      to: time.getTime(),
    });
    expect(parseRange({ from: time, to: '20160909' })).toMatchObject({
      first: '20160908',
      last: '20160909',
      from: time.getTime(),
      to: Infinity,
      named: ['20160909'],
    });
  });

  it('takes instants without an end, as far as a Date goes', () => {
    const range = { from: new Date(-8.64e15), to: new Date(8.64e15) };
    expect(parseRange(range)).toMatchObject({ first: '19700101', last: '99991231' });
  });

  it.each<[string, LogRange]>([
    ['a day that is none', '20160231'],
    ['a month that is none', '2016131'],
    ['no date', 'yesterday'],
    ['a start that is none', { from: '20160231', to: '2016' }],
    ['an end that is none', { from: '2016', to: '201613' }],
    ['an invalid Date', { from: new Date(NaN), to: '2016' }],
    ['an invalid Date at the end', { from: '2016', to: new Date('soon') }],
    ['days backwards', { from: '20160922', to: '20160920' }],
    ['months backwards', { from: '2017', to: '201612' }],
    ['instants backwards', { from: at('2016-09-09T00:00:00.001'), to: at('2016-09-09T00:00') }],
    ['a date behind an instant', { from: '20160912', to: at('2016-09-09T12:00') }],
    ['an instant behind a date', { from: at('2016-09-11T12:00'), to: '20160909' }],
  ])('refuses %s as out of range', (_, range) => {
    expect(() => parseRange(range)).toThrow(RangeError);
  });

  it('takes from one instant to the same for nothing', () => {
    const time = at('2016-09-09T12:00');
    expect(parseRange({ from: time, to: time })).toMatchObject({ from: time.getTime(), to: time.getTime() });
  });

  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['null', null],
    ['a number', 20160909],
    ['a Date alone', new Date()],
    ['a list', ['20160909', '20160910']],
    ['no end', { from: '20160909' }],
    ['null for a start', { from: null, to: '2016' }],
    ['milliseconds', { from: 1473411600000, to: '2016' }],
    ['a misspelt name', { from: '2016', to: '2017', until: '2018' }],
  ])('refuses %s as no range', (_, range) => {
    expect(() => parseRange(range as LogRange)).toThrow(TypeError);
  });
});
