import { describe, expect, it } from 'vitest';
import { createStore } from '../../../lib/sandbox/store/store.js';
import { countsOf } from '../../../lib/sandbox/options.js';
import { relatedColumn, relationOf } from '../../../lib/sandbox/reports/dimensions.js';

const store = createStore(1, countsOf({}));

const read = (model: string, column: string, id: string) => {
  const relation = relationOf(model);
  return relation && relatedColumn(store, relation, column)(id);
};

describe('relationOf', () => {
  it('knows the models whose ids the sandbox has', () => {
    expect(relationOf('Offer')?.dimension).toBe('offer_id');
    for (const model of ['AdCampaign', 'Region', 'constructor']) expect(relationOf(model)).toBeUndefined();
  });
});

describe('relatedColumn', () => {
  it('reads rows of tables', () => {
    for (const table of ['Offer', 'Goal'] as const)
      expect(read(table, 'name', '3')).toBe(store.tables[table].get(3)?.['name']);
    for (const table of ['Affiliate', 'Advertiser'] as const)
      expect(read(table, 'company', '3')).toBe(store.tables[table].get(3)?.['company']);
    expect(read('ReferredAffiliate', 'company', '3')).toBe(read('Affiliate', 'company', '3'));
  });

  it('finds countries by their code, and the category of an offer', () => {
    expect(read('Country', 'name', 'CZ')).toBe('czech republic');
    const [category] = store.offerCategories.of('3');
    expect(read('Category', 'id', '3')).toBe(category);
  });

  it('has the id alone of what has no table', () => {
    expect([read('Browser', 'id', '8'), read('Browser', 'display_name', '8')]).toEqual(['8', null]);
  });

  it('has nothing for what is not there', () => {
    const cells = [read('Offer', 'name', '0'), read('Category', 'name', '9999'), read('Offer', 'constructor', '1')];
    expect(cells).toEqual([null, null, null]);
  });
});
