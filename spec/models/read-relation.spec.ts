import { describe, expect, it } from 'vitest';
import { parseRelation } from '../../lib/models/registry.js';

const spain = { id: '724', code: 'ES', regions: [] };
const russia = { id: '643', code: 'RU', regions: [] };

describe('readRelation', () => {
  it('reads fields that stand directly (row 71)', () => {
    expect(parseRelation('Advertiser', { id: '2', company: 'x' })).toEqual([{ id: '2', company: 'x' }]);
  });

  it('does not take a list or an object among the fields for rows', () => {
    expect(parseRelation('Affiliate', { id: '2', meta: { a: '1' } })).toEqual([{ id: '2', meta: { a: '1' } }]);
    expect(parseRelation('Country', { id: '724', regions: [], access: ['a', 'b'] })).toHaveLength(1);
  });

  it('reads one keyed row (row 72) and several (row 73), in their order', () => {
    expect(parseRelation('Country', { ES: spain })).toEqual([spain]);
    expect(parseRelation('Country', { RU: russia, ES: spain })).toEqual([russia, spain]);
    const keyed = new Map([
      ['12', { id: '12' }],
      ['3', { id: '3' }],
    ]);
    expect(parseRelation('Goal', keyed)).toEqual([{ id: '12' }, { id: '3' }]);
  });

  it('reads a list, wrapped or bare', () => {
    expect(parseRelation('Country', [{ Country: spain }, russia])).toEqual([spain, russia]);
  });

  it('reads keyed rows in their wrappers', () => {
    expect(parseRelation('Goal', { 12: { Goal: { id: '12' } } })).toEqual([{ id: '12' }]);
  });

  it('reads a bare string (row 74)', () => {
    expect(parseRelation('CreativeCode', 'http://www.example.com')).toEqual(['http://www.example.com']);
  });

  it('reads nothing from what is empty (row 75)', () => {
    for (const empty of [[], null, '', {}, new Map()]) expect(parseRelation('Country', empty)).toEqual([]);
  });
});
