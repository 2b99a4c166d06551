import { describe, expect, it } from 'vitest';
import { Offer } from 'rxoffers';
import { narrow } from '../../lib/calls/related-list.js';
import { collect } from '../support/collect.js';
import { recordedApi } from '../support/recorded-api.js';

const bond = { name: 'Conversion', field: 'offer_id', id: '3' };
const narrowed = (query: object) => narrow(bond, query as never) as { filters: unknown };

describe('narrow', () => {
  it('adds the condition that rows belong, behind the others', () => {
    const { filters } = narrowed({ filters: { status: 'approved' } });
    expect(Object.entries(filters as object)).toEqual([
      ['status', 'approved'],
      ['offer_id', '3'],
    ]);
    expect(narrowed({ limit: 3 })).toEqual({ limit: 3, filters: { offer_id: '3' } });
  });

  it('goes before whatever the caller says of that field (row 41)', () => {
    for (const filters of [{ offer_id: 99 }, { offer_id__gt: 99 }, { 'Conversion.offer_id': [1, 2] }])
      expect(narrowed({ filters })).toEqual({ filters: { offer_id: '3' } });
  });

  it('keeps a condition on another model’s field of that name: dropping it would widen the query', () => {
    expect(narrowed({ filters: { 'Goal.offer_id': 5 } })).toEqual({ filters: { 'Goal.offer_id': 5, offer_id: '3' } });
  });

  it('refuses OR, a model without an id, and what is no query', () => {
    expect(() => narrowed({ connector: 'OR' })).toThrow(TypeError);
    for (const id of [undefined, null]) expect(() => narrow({ ...bond, id }, {})).toThrow(TypeError);
    for (const wrong of [null, 5, []]) expect(() => narrowed(wrong as never)).toThrow(TypeError);
    expect(() => narrowed({ filters: 5 })).toThrow(TypeError);
  });
});

describe('a related list', () => {
  it('comes as rows, pages and a number, all narrowed (row 41)', async () => {
    const data = { 39: { Conversion: { id: '39' } } };
    const { api, lines } = await recordedApi([{ page: 1, current: 1, count: 1, pageCount: 1, data }]);
    const { conversions } = new Offer(api.offers, { id: '3' });
    const query = { filters: { offer_id: 99 } };
    expect(await collect(conversions.findAll(query))).toHaveLength(1);
    expect((await collect(conversions.findPages(query)))[0]).toMatchObject({ count: 1 });
    expect(await collect(conversions.count(query))).toEqual([1]);
    expect(lines().every((line) => line.includes('filters[offer_id]=3') && !line.includes('99'))).toBe(true);
  });

  it('sends nothing before a subscription', async () => {
    const { api, calls } = await recordedApi([[]]);
    const { conversions } = new Offer(api.offers, { id: '3' });
    conversions.findAll();
    conversions.findPages();
    conversions.count();
    expect(calls).toHaveLength(0);
  });
});
