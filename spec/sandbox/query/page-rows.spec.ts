import { describe, expect, it } from 'vitest';
import { ENTITIES } from '../../../lib/sandbox/entities/entities.js';
import { pageRows } from '../../../lib/sandbox/query/find-rows.js';
import { callOf } from '../catalog/catalog-call-of.js';

describe('pageRows', () => {
  const wrap = ({ id = null }) => ({ Offer: { id } });

  it('cuts a page out of ids, in their order', () => {
    const call = callOf('Offer.findAll', { limit: '2', page: '2' });
    const { rows, count, paging } = pageRows(call, ENTITIES.Offer, [9, 3, 7, 1, 5], wrap);
    expect([...rows]).toEqual([
      ['7', { Offer: { id: '7' } }],
      ['1', { Offer: { id: '1' } }],
    ]);
    expect([count, paging]).toEqual([5, { limit: 2, page: 2 }]);
  });

  it('takes all without a limit, but none that is not there', () => {
    const { rows, paging } = pageRows(callOf('Offer.findAll'), ENTITIES.Offer, [2, 9999], wrap);
    expect([...rows.keys()]).toEqual(['2']);
    expect(paging).toBeUndefined();
  });
});
