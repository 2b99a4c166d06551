import { describe, expect, it } from 'vitest';
import { AffiliateOffer } from 'rxoffers';
import { recordedApi } from '../support/recorded-api.js';

describe('AffiliateOffer', () => {
  it('prints its status, and is read only (rows 79, 88)', async () => {
    const { api } = await recordedApi([]);
    const approval = new AffiliateOffer(api.offers, { id: '250', approval_status: 'approved' });
    expect(String(approval)).toBe('AffiliateOffer: approved');
    expect('update' in approval).toBe(false);
  });
});
