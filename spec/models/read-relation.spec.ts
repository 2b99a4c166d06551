import { describe, expect, it } from 'vitest';
import { readRelation } from '../../lib/models/registry.js';

const spain = { id: '724', code: 'ES', regions: [] };
const russia = { id: '643', code: 'RU', regions: [] };

describe('readRelation', () => {
  it('reads fields that stand directly (row 71)', () => {
    expect(readRelation('Advertiser', { id: '2', company: 'x' })).toEqual([{ id: '2', company: 'x' }]);
  });

  it('does not take a list or an object among the fields for rows', () => {
    expect(readRelation('Affiliate', { id: '2', meta: { a: '1' } })).toEqual([{ id: '2', meta: { a: '1' } }]);
    expect(readRelation('Country', { id: '724', regions: [], access: ['a', 'b'] })).toHaveLength(1);
  });

  it('reads one keyed row (row 72) and several (row 73), in their order', () => {
    expect(readRelation('Country', { ES: spain })).toEqual([spain]);
    expect(readRelation('Country', { RU: russia, ES: spain })).toEqual([russia, spain]);
    const keyed = new Map([
      ['12', { id: '12' }],
      ['3', { id: '3' }],
    ]);
    expect(readRelation('Goal', keyed)).toEqual([{ id: '12' }, { id: '3' }]);
  });

  it('reads a list, wrapped or bare', () => {
    expect(readRelation('Country', [{ Country: spain }, russia])).toEqual([spain, russia]);
  });

  it('reads keyed rows in their wrappers', () => {
    expect(readRelation('Goal', { 12: { Goal: { id: '12' } } })).toEqual([{ id: '12' }]);
  });

  it('reads a bare string (row 74)', () => {
    expect(readRelation('CreativeCode', 'http://www.example.com')).toEqual(['http://www.example.com']);
  });

  it('reads nothing from what is empty (row 75)', () => {
    for (const empty of [[], null, '', {}, new Map()]) expect(readRelation('Country', empty)).toEqual([]);
  });
});
