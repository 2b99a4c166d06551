import { describe, expect, it } from 'vitest';
import { dataOf, openSandbox, refusalOf } from '../../support/sandbox-call.js';

describe('categories of an offer', () => {
  it('are added by id and come as a list, ascending (rows 103 and 104)', async () => {
    const sandbox = await openSandbox({ offers: 0 });
    sandbox.tables.Offer.insert({ name: 'x' });
    for (const category_id of ['5', '2']) await dataOf(sandbox, 'Offer.addCategory', { id: '1', category_id });
    expect(await dataOf(sandbox, 'Offer.getCategories', { id: '1' })).toMatchObject([
      { OfferCategory: { id: '2', offer_count: '1' } },
      { OfferCategory: { id: '5', offer_count: '1' } },
    ]);
  });

  it('are refused with a negative id (row 103)', async () => {
    const refusal = await refusalOf(await openSandbox(), 'Offer.addCategory', { id: '1', category_id: '-1' });
    expect(refusal).toBe('Row id is negative');
  });
});
