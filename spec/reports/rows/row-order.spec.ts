import { describe, expect, it } from 'vitest';
import type { Cell } from '../../../lib/reports/rows/rows.js';
import { rowOrder } from '../../../lib/reports/rows/merge-rows.js';

const sorted = (column: string, cells: readonly Cell[], descending = false): Cell[] =>
  cells
    .map((cell) => ({ Stat: { [column]: cell } }))
    .sort(rowOrder([{ field: `Stat.${column}`, descending }]))
    .map(({ Stat }) => Stat[column] ?? null);

describe('rowOrder', () => {
  it('compares numbers exactly, and what is null is least', () => {
    expect(sorted('payout', ['10', '9.5', null, '9.50', '-1'])).toEqual([null, '-1', '9.5', '9.50', '10']);
    expect(sorted('offer_id', ['9007199254740993', '9007199254740992'])).toEqual([
      '9007199254740992',
      '9007199254740993',
    ]);
    expect(sorted('clicks', ['2', null, '10'], true)).toEqual(['10', '2', null]);
  });

  it('compares text whatever its case, and what is no number as text', () => {
    expect(sorted('source', ['b', 'A', 'a10', 'a9', null])).toEqual([null, 'A', 'a10', 'a9', 'b']);
    expect(sorted('clicks', ['x', '3'])).toEqual(['3', 'x']);
  });

  it('goes by the next column where one is the same', () => {
    const rows = [
      { Stat: { clicks: '1', payout: '2' } },
      { Stat: { clicks: '1', payout: '3' } },
      { Stat: { clicks: '0', payout: '1' } },
    ];
    const order = rowOrder([
      { field: 'Stat.clicks', descending: false },
      { field: 'Stat.payout', descending: true },
    ]);
    expect(rows.sort(order).map(({ Stat }) => Stat.payout)).toEqual(['1', '3', '2']);
  });

  it('leaves all as they are without a sort', () => expect(rowOrder([])({}, {})).toBe(0));
});
