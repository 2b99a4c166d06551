import { Offer } from 'rxoffers';
import { describe, expect, it } from 'vitest';
import { collect, failureOf } from '../../support/collect.js';
import { recordedApi } from '../../support/recorded-api.js';

const PAGE = 'limit=500&page=1';

describe('a related list', () => {
  it.each([
    [{ filters: { status: 'approved' } }, `filters[status]=approved&filters[offer_id]=3&${PAGE}`],
    [{ limit: 3 }, 'filters[offer_id]=3&limit=3&page=1'],
    // The user's conditions on that field give way, whatever their form.
    [{ filters: { offer_id: 99 } }, `filters[offer_id]=3&${PAGE}`],
    [{ filters: { offer_id__gt: 99 } }, `filters[offer_id]=3&${PAGE}`],
    [{ filters: { 'Conversion.offer_id': [1, 2] } }, `filters[offer_id]=3&${PAGE}`],
    // Dropping a condition on another model's field of that name would widen the query.
    [{ filters: { 'Goal.offer_id': 5 } }, `filters[Goal.offer_id]=5&filters[offer_id]=3&${PAGE}`],
  ])('of %j has only rows that belong to the model', async (query, wire) => {
    const { api, lines } = await recordedApi([[]]);
    await collect(new Offer(api.offers, { id: '3' }).conversions.findAll(query as never));
    expect(lines()).toEqual([`Conversion.findAll?${wire}`]);
  });

  it('comes as rows, pages and a number', async () => {
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

  it.each([[null], [5], [[]], [{ connector: 'OR' }], [{ filters: 5 }], [{ filters: { id__between: 1 } }]])(
    'refuses the query %j',
    async (query) => {
      const { api, calls } = await recordedApi([[]]);
      const { conversions } = new Offer(api.offers, { id: '3' });
      for (const stream of [conversions.findAll, conversions.findPages, conversions.count])
        expect(await failureOf(stream(query as never))).toBeInstanceOf(TypeError);
      expect(calls).toHaveLength(0);
    },
  );

  it.each([[{}], [{ id: null }]])('of a model without an id (%j) sends nothing', async (fields) => {
    const { api, calls } = await recordedApi([[]]);
    const { conversions } = new Offer(api.offers, fields);
    for (const stream of [conversions.findAll(), conversions.findPages(), conversions.count()])
      expect(await failureOf(stream)).toBeInstanceOf(TypeError);
    expect(calls).toHaveLength(0);
  });
});
