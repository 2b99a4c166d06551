import { describe, expect, it } from 'vitest';
import { dataOf, openSandbox } from '../../support/sandbox-call.js';

describe('readIds', () => {
  it('gives all ids of a kind as text, ascending', async () => {
    const sandbox = await openSandbox({ affiliates: 12 });
    expect(await dataOf(sandbox, 'Employee.findAllIds')).toEqual(['1', '2', '3', '4', '5', '6', '7']);
    expect(await dataOf(sandbox, 'AffiliateUser.findAllIdsByAffiliateId', { affiliate_id: '4' })).toContain('4');
  });

  it('gives those of the rows that name what is asked for', async () => {
    const sandbox = await openSandbox();
    const ids = (await dataOf(sandbox, 'Offer.findAllIdsByAdvertiserId', { advertiser_id: '3' })) as string[];
    expect(ids.map((id) => sandbox.tables.Offer.get(id)?.['advertiser_id'])).toEqual(ids.map(() => '3'));
    expect(ids).not.toHaveLength(0);
  });

  it('reads out of the name of the method whose they are, and gives the first few where the sandbox cannot tell', async () => {
    const sandbox = await openSandbox({ offers: 3 });
    expect(await dataOf(sandbox, 'Affiliate.getBlockedOfferIds', { id: '1' })).toEqual(['1', '2', '3']);
    expect(await dataOf(await openSandbox(), 'Affiliate.getBlockedOfferIds', { id: '1' })).toHaveLength(7);
  });

  it('pages', async () => {
    const params = { id: '1', limit: '3', page: '2' };
    expect(await dataOf(await openSandbox(), 'Affiliate.getApprovedOfferIds', params)).toEqual(['4', '5', '6']);
  });
});
