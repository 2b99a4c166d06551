import { describe, expect, it } from 'vitest';
import { entityOf } from '../../../lib/sandbox/catalog/generated-entity.js';
import { toOneModel } from '../../../lib/sandbox/catalog/to-one-model.js';
import { dataOf, openSandbox } from '../../support/sandbox-call.js';

describe('toOneModel', () => {
  it('finds the column that names the other row, by the name or by its model', () => {
    expect(toOneModel(entityOf('OfferPixel'), 'Offer')).toMatchObject({ column: 'offer_id', other: { name: 'Offer' } });
    expect(toOneModel(entityOf('Affiliate'), 'AccountManager')).toMatchObject({
      ...{ column: 'account_manager_id', other: { name: 'Employee' } },
    });
    expect(toOneModel(entityOf('OfferPixel'), 'Country')).toBeUndefined();
    expect(toOneModel(entityOf('OfferPixel'), 'Nothing')).toBeUndefined();
  });

  it('lets rows be filtered by fields of the rows they name', async () => {
    const sandbox = await openSandbox();
    const all = await dataOf(sandbox, 'OfferPixel.findAll', { contain: ['Offer'] });
    const name = Object.values(all as Record<string, { Offer: { name: string } }>)[0]?.Offer.name ?? '';
    const found = await dataOf(sandbox, 'OfferPixel.findAll', { 'filters[Offer.name]': name, contain: ['Offer'] });
    expect(Object.keys(found as object)).toContain('1');
    for (const row of Object.values(found as object)) expect(row).toMatchObject({ Offer: { name } });
  });
});
