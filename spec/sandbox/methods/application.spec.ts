import { describe, expect, it } from 'vitest';
import { dataOf, openSandbox } from '../../support/sandbox-call.js';

describe('Application', () => {
  it('lists categories by id, with their offers counted (row 114)', async () => {
    const sandbox = await openSandbox({ categories: 2, offers: 30 });
    const data = (await dataOf(sandbox, 'Application.findAllOfferCategories')) as Record<
      string,
      { OfferCategory: object }
    >;
    expect(Object.keys(data)).toEqual(['1', '2']);
    const counts = Object.values(data).map(({ OfferCategory }) =>
      Number((OfferCategory as { offer_count: string }).offer_count),
    );
    expect(counts[0]! + counts[1]!).toBe(30);
    const asked = { 'sort[OfferCategory.name]': 'asc', limit: '1', fields: ['name'] };
    expect(await dataOf(sandbox, 'Application.findAllOfferCategories', asked)).toMatchObject({
      count: 2,
      pageCount: 2,
    });
  });

  it('lists the offers of a category (row 115)', async () => {
    const sandbox = await openSandbox({ offers: 0 });
    sandbox.tables.Offer.insert({ id: '438' });
    await dataOf(sandbox, 'Offer.addCategory', { id: '438', category_id: '3' });
    expect(await dataOf(sandbox, 'Application.findAllOfferCategoryOfferIds', { id: '3' })).toEqual(['438']);
  });

  it('updates a category and says only true (row 116)', async () => {
    const sandbox = await openSandbox();
    const params = { id: '1', 'data[status]': 'deleted' };
    expect(await dataOf(sandbox, 'Application.updateOfferCategory', params)).toBe(true);
    expect(sandbox.tables.OfferCategory.get(1)?.['status']).toBe('deleted');
  });
});
