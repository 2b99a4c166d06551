import { describe, expect, it } from 'vitest';
import { nestRow, reportReply } from '../../../lib/sandbox/reports/reply.js';
import { createCalls, type Pairs } from './report-call.js';

const reply = (pairs: Pairs, totals?: string, rows?: 'object', maxPageSize?: number) => {
  const { callOf } = createCalls({ reports: { rows } });
  const cells = totals === undefined ? undefined : ([['Stat.clicks', totals]] as const);
  const records = ['a', 'b', 'c'];
  return reportReply(callOf(pairs, maxPageSize), records, (record) => [['Stat.source', record]], cells);
};

const row = (source: string) => ({ Stat: { source } });

describe('nestRow', () => {
  it('nests by what stands before the dot', () => {
    const cells = [
      ['Stat.clicks', '3'],
      ['Offer.name', null],
      ['Stat.payout@EUR', '1.00000'],
    ] as const;
    expect(nestRow(cells)).toEqual({ Stat: { clicks: '3', 'payout@EUR': '1.00000' }, Offer: { name: null } });
  });
});

describe('reportReply', () => {
  it('gives all rows without a limit', () => {
    expect(reply([])).toEqual(['a', 'b', 'c'].map(row));
  });

  it('gives pages with a limit', () => {
    expect(reply([['limit', '2']])).toEqual({
      page: 1,
      current: 2,
      count: 3,
      pageCount: 2,
      data: [row('a'), row('b')],
    });
    const second: Pairs = [
      ['limit', '2'],
      ['page', '2'],
    ];
    expect(reply(second)).toMatchObject({ page: 2, current: 1, data: [row('c')] });
    expect(
      reply([
        ['limit', '2'],
        ['page', '3'],
      ]),
    ).toMatchObject({ current: 0, data: [] });
    expect(reply([['limit', '3']], undefined, undefined, 1)).toMatchObject({ pageCount: 3, data: [row('a')] });
  });

  it('puts totals beside the rows, with a limit or without', () => {
    expect(reply([['limit', '1']], '9')).toMatchObject({
      count: 3,
      data: [row('a')],
      totals: { Stat: { clicks: '9' } },
    });
    expect(reply([], '9')).toMatchObject({ page: 1, pageCount: 1, count: 3, totals: { Stat: { clicks: '9' } } });
  });

  it('keys rows by their index where the options say so, but not none', () => {
    expect(reply([], undefined, 'object')).toEqual(
      new Map([
        ['0', row('a')],
        ['1', row('b')],
        ['2', row('c')],
      ]),
    );
    expect(
      reply(
        [
          ['limit', '3'],
          ['page', '2'],
        ],
        undefined,
        'object',
      ),
    ).toMatchObject({ data: [] });
  });
});
