import { describe, expect, it } from 'vitest';
import { createStore } from '../../../lib/sandbox/store/store.js';
import { countsOf } from '../../../lib/sandbox/options.js';
import { categoryOfferIds, categoryRow } from '../../../lib/sandbox/query/contains.js';

describe('categoryRow', () => {
  it('counts the offers of a category: text, but 0 as a number, as recorded', () => {
    const store = createStore(1, countsOf({ offers: 0, categories: 2 }));
    for (const name of ['a', 'b']) store.tables.Offer.insert({ name });
    store.offerCategories.add('1', '2');
    store.offerCategories.add('2', '2');
    expect(categoryOfferIds(store, '2')).toEqual(['1', '2']);
    expect(categoryRow(store, { id: '2' })['offer_count']).toBe('2');
    expect(categoryRow(store, { id: '1' })['offer_count']).toBe(0);
  });
});
