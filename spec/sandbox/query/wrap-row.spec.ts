import { describe, expect, it } from 'vitest';
import { dataOf, openSandbox, refusalOf } from '../../support/sandbox-call.js';

describe('rows of a reply', () => {
  it('have what they contain beside them, after their own fields (row 71)', async () => {
    const sandbox = await openSandbox();
    const data = await dataOf(sandbox, 'Offer.findById', {
      id: '3',
      fields: ['id'],
      contain: ['Advertiser', 'Country'],
    });
    expect(Object.keys(data as object)).toEqual(['Offer', 'Advertiser', 'Country']);
    const { Offer, Advertiser } = data as Record<string, Record<string, unknown>>;
    expect(Offer).toEqual({ id: '3' });
    expect(Advertiser?.['id']).toBe(sandbox.tables.Offer.get(3)?.['advertiser_id']);
  });

  it('have null for one that is not there', async () => {
    const sandbox = await openSandbox({ advertisers: 0 });
    expect(await dataOf(sandbox, 'Offer.findById', { id: '3', contain: ['Advertiser'] })).toMatchObject({
      Advertiser: null,
    });
  });

  it('contain nothing that is unknown', async () => {
    const refusal = await refusalOf(await openSandbox(), 'Offer.findAll', { contain: ['Nothing'] });
    expect(refusal).toBe("Contain 'Nothing' does not exist or is not allowed to be used.");
  });
});
