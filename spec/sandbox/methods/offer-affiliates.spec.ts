import { describe, expect, it } from 'vitest';
import { dataOf, openSandbox, refusalOf } from '../../support/sandbox-call.js';

const pair = { id: '1', affiliate_id: '2' };

describe('blocking an affiliate', () => {
  it('and unblocking it (rows 105 and 108)', async () => {
    const sandbox = await openSandbox();
    expect(await dataOf(sandbox, 'Offer.getBlockedAffiliateIds', { id: '1' })).toEqual([]);
    expect(await dataOf(sandbox, 'Offer.blockAffiliate', pair)).toBe(true);
    expect(await dataOf(sandbox, 'Offer.getBlockedAffiliateIds', { id: '1' })).toEqual(['2']);
    expect(await dataOf(sandbox, 'Offer.unblockAffiliate', pair)).toBe(true);
    expect(await dataOf(sandbox, 'Offer.getBlockedAffiliateIds', { id: '1' })).toEqual([]);
  });

  it('is refused for one that is not there (row 105)', async () => {
    const refusal = await refusalOf(await openSandbox({ affiliates: 20 }), 'Offer.blockAffiliate', {
      id: '1',
      affiliate_id: '21',
    });
    expect(refusal).toBe('Failed to hydrate rows: 21');
  });
});

describe('approving an affiliate', () => {
  it('gives the bare row the first time and true after that (rows 63, 64, 106 and 107)', async () => {
    const sandbox = await openSandbox({ approvals: 0 });
    expect(await dataOf(sandbox, 'Offer.getAffiliateApprovalStatus', pair)).toBeNull();
    expect(await dataOf(sandbox, 'Offer.setAffiliateApproval', { ...pair, status: 'pending' })).toMatchObject({
      ...{ id: '1', affiliate_id: '2', offer_id: '1', approval_status: 'pending' },
    });
    expect(await dataOf(sandbox, 'Offer.setAffiliateApproval', { ...pair, status: 'approved' })).toBe(true);
    expect(await dataOf(sandbox, 'Offer.getAffiliateApprovalStatus', pair)).toBe('approved');
    expect(await dataOf(sandbox, 'Offer.getApprovedAffiliateIds', { id: '1' })).toEqual(['2']);
    expect(await dataOf(sandbox, 'Offer.getUnapprovedAffiliateIds', { id: '1' })).toEqual([]);
  });

  it('knows three statuses', async () => {
    const refusal = await refusalOf(await openSandbox(), 'Offer.setAffiliateApproval', { ...pair, status: 'x' });
    expect(refusal).toBe('Status must be one of: approved, pending, rejected');
  });
});

describe('findAllAffiliateApprovals', () => {
  it('brings affiliate and offer along, and null when there are none (row 112)', async () => {
    const sandbox = await openSandbox({ approvals: 0 });
    expect(await dataOf(sandbox, 'Offer.findAllAffiliateApprovals')).toBeNull();
    sandbox.tables.AffiliateOffer.insert({ offer_id: '1', affiliate_id: '2', approval_status: 'approved' });
    const row = {
      AffiliateOffer: { offer_id: '1' },
      Affiliate: { id: '2', fraud_profile_score: null },
      Offer: { id: '1', cookie_hours: '24' },
    };
    expect(await dataOf(sandbox, 'Offer.findAllAffiliateApprovals', { 'filters[offer_id]': '1' })).toMatchObject({
      1: row,
    });
    expect(await dataOf(sandbox, 'Offer.findAllAffiliateApprovals', { limit: '5' })).toMatchObject({
      ...{ page: 1, count: 1, pageCount: 1, data: { 1: row } },
    });
  });
});
