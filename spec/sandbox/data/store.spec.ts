import { describe, expect, it } from 'vitest';
import { entityOf } from '../../../lib/sandbox/catalog/generated-entity.js';
import { createStore } from '../../../lib/sandbox/store/store.js';
import { ENTITIES } from '../../../lib/sandbox/entities/entities.js';
import { countsOf } from '../../../lib/sandbox/options.js';

describe('createStore', () => {
  it('has as many rows of each kind as were asked for', () => {
    const { tables } = createStore(1, countsOf({ offers: 7, categories: 0, tagRelations: 2 }));
    const sizes = [tables.Offer, tables.OfferCategory, tables.OffersTags, tables.AdvertisersTags, tables.Affiliate];
    expect(sizes.map(({ size }) => size)).toEqual([7, 0, 2, 2, 40]);
    expect(tables.Country.get('203')).toEqual({ id: '203', code: 'CZ', name: 'czech republic', regions: [] });
  });

  it('gives offers no, one and several countries', () => {
    const { offerCountries } = createStore(1, countsOf({}));
    const lengths = Array.from({ length: 30 }, (_, index) => offerCountries.of(String(index + 1)).length);
    expect(new Set(lengths)).toEqual(new Set([0, 1, 2]));
    expect(offerCountries.of('101')).toEqual([]);
  });

  it('puts generated offers into a category, and no others', () => {
    const store = createStore(1, countsOf({ offers: 3 }));
    expect(store.offerCategories.of('3')).toHaveLength(1);
    expect(store.offerCategories.of('4')).toEqual([]);
    expect(createStore(1, countsOf({ categories: 0 })).offerCategories.of('3')).toEqual([]);
  });

  it('finds the table of a kind, and makes one where there is none', () => {
    const store = createStore(1, countsOf({}));
    expect(store.tableOf(ENTITIES.Offer)).toBe(store.tables.Offer);
    const rates = store.tableOf(entityOf('VatRate'));
    expect(rates.size).toBe(7);
    rates.insert({ name: 'mine' });
    expect(store.tableOf(entityOf('VatRate'))).toBe(rates);
    expect(createStore(1, countsOf({})).tableOf(entityOf('VatRate')).size).toBe(7);
  });
});
