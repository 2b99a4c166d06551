import { describe, expect, it } from 'vitest';
import { createRowMerger } from '../../../lib/reports/rows/merge-rows.js';

describe('createRowMerger', () => {
  it('adds up what has the same keys, in the order of the groups', () => {
    const merger = createRowMerger(['Offer.name', 'Stat.source'], ['Stat.clicks']);
    merger.add({ Offer: { name: 'B' }, Stat: { source: 'x', clicks: '1' } });
    merger.add({ Offer: { name: 'A' }, Stat: { source: 'x', clicks: '2' } });
    merger.add({ Offer: { name: 'B' }, Stat: { source: 'x', clicks: '3' } });
    expect(merger.rows()).toEqual([
      { Offer: { name: 'B' }, Stat: { source: 'x', clicks: '4' } },
      { Offer: { name: 'A' }, Stat: { source: 'x', clicks: '2' } },
    ]);
  });

  it('tells keys apart that look alike when joined, and null from an empty text', () => {
    const merger = createRowMerger(['A.x', 'A.y'], ['S.n']);
    for (const [x, y] of [
      ['a,b', 'c'],
      ['a', 'b,c'],
      [null, 'c'],
      ['', 'c'],
    ] as const)
      merger.add({ A: { x, y }, S: { n: '1' } });
    expect(merger.rows()).toHaveLength(4);
  });

  it('makes one row of all without keys', () => {
    const merger = createRowMerger([], ['Stat.clicks']);
    merger.add({ Stat: { clicks: '1' } });
    merger.add({ Stat: { clicks: '2' } });
    expect(merger.rows()).toEqual([{ Stat: { clicks: '3' } }]);
  });

  it('has no rows of none', () => expect(createRowMerger([], ['Stat.clicks']).rows()).toEqual([]));
});
