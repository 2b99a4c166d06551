import { describe, expect, it } from 'vitest';
import { dataOf, openSandbox } from '../../support/sandbox-call.js';

describe('trackingLink', () => {
  it('is that of the affiliate who asks, without a wrapper', async () => {
    const data = await dataOf(await openSandbox(), 'Affiliate_Offer.generateTrackingLink', { offer_id: '5' });
    expect(data).toMatchObject({ affiliate_id: '1', offer_id: 5 });
    expect((data as { click_url: string }).click_url).toMatch(/aff_id=1$/);
  });

  it('cannot be had for another affiliate', async () => {
    const params = { offer_id: '5', affiliate_id: '9' };
    expect(await dataOf(await openSandbox(), 'Affiliate_Offer.generateTrackingLink', params)).toMatchObject({
      affiliate_id: '1',
    });
  });
});
