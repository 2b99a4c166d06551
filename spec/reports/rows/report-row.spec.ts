import { describe, expect, it } from 'vitest';
import { cellOf, columnsByModel, splitName } from '../../../lib/reports/rows/rows.js';

describe('splitName', () => {
  it('cuts at the dot', () => expect(splitName('Stat.offer_id')).toEqual(['Stat', 'offer_id']));
});

describe('cellOf', () => {
  it('finds a value, or null', () => {
    expect(cellOf({ Stat: { clicks: '3' } }, 'Stat.clicks')).toBe('3');
    expect(cellOf({ Stat: { clicks: '3' } }, 'Stat.payout')).toBeNull();
    expect(cellOf({}, 'Offer.name')).toBeNull();
  });
});

describe('columnsByModel', () => {
  it('keeps the order, and each column once', () => {
    const models = columnsByModel(['Stat.b', 'Offer.name', 'Stat.a', 'Stat.b']);
    expect([...models].map(([model, columns]) => [model, ...columns])).toEqual([
      ['Stat', 'b', 'a'],
      ['Offer', 'name'],
    ]);
  });
});
