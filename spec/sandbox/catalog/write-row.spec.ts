import { describe, expect, it } from 'vitest';
import { dataOf, openSandbox, refusalOf } from '../../support/sandbox-call.js';

const now = () => Date.UTC(2025, 0, 2, 3, 4, 5);

describe('writeRow', () => {
  it('adds a row and gives it back, with what the sandbox itself sets', async () => {
    const sandbox = await openSandbox({ now });
    const data = await dataOf(sandbox, 'OfferUrl.create', { 'data[name]': 'x', 'data[brand_new]': 'y' });
    expect(data).toMatchObject({ OfferUrl: { id: '8', name: 'x', brand_new: 'y', created: '2025-01-02 03:04:05' } });
    expect(await dataOf(sandbox, 'OfferUrl.findById', { id: '8' })).toEqual(data);
  });

  it('gives the id, or true, when no object is wanted', async () => {
    const sandbox = await openSandbox();
    expect(await dataOf(sandbox, 'OfferUrl.create', { 'data[name]': 'x', return_object: '0' })).toBe('8');
    const update = { id: '8', 'data[name]': 'y', return_object: 'false' };
    expect(await dataOf(sandbox, 'OfferUrl.update', update)).toBe(true);
    expect(await dataOf(sandbox, 'OfferPixel.updateStatus', { id: '1', status: 'deleted', returnObject: '0' })).toBe(
      true,
    );
  });

  it('merges what is given into the row, and keeps it', async () => {
    const sandbox = await openSandbox({ now });
    const before = await dataOf(sandbox, 'OfferPixel.findById', { id: '3' });
    const after = await dataOf(sandbox, 'OfferPixel.updateField', { id: '3', field: 'code', value: 'mine' });
    const { OfferPixel } = before as { OfferPixel: object };
    expect(after).toEqual({ OfferPixel: { ...OfferPixel, code: 'mine', modified: '2025-01-02 03:04:05' } });
    expect(await dataOf(sandbox, 'OfferPixel.findById', { id: '3' })).toEqual(after);
  });

  it('changes the tables, under their rules', async () => {
    const sandbox = await openSandbox();
    await dataOf(sandbox, 'Offer.updateField', { id: '3', field: 'status', value: 'paused' });
    expect(sandbox.tables.Offer.get(3)?.['status']).toBe('paused');
    expect(await refusalOf(sandbox, 'Offer.updateField', { id: '3', field: 'status', value: 'no' })).toBe(
      'Could not update offer.',
    );
    await dataOf(sandbox, 'Affiliate.signup', { 'account[company]': 'Mine', 'user[email]': 'a@b' });
    expect(sandbox.tables.Affiliate.get(41)).toMatchObject({ company: 'Mine' });
  });

  it('refuses to change what is not there', async () => {
    const sandbox = await openSandbox();
    expect(await refusalOf(sandbox, 'OfferUrl.update', { id: '9', 'data[name]': 'x' })).toBe(
      'Failed to hydrate rows: 9',
    );
  });

  it('adds what belongs to an owner when it is set for the first time', async () => {
    const sandbox = await openSandbox();
    const params = { id: '30', 'data[rate]': '5' };
    expect(await dataOf(sandbox, 'Affiliate.setCustomReferralCommission', params)).toMatchObject({
      AffiliateReferralCommission: { affiliate_id: '30', rate: '5' },
    });
    const found = await dataOf(sandbox, 'Affiliate.getReferralCommission', { id: '30' });
    expect(found).toMatchObject({ AffiliateReferralCommission: { rate: '5' } });
    expect(Object.keys((found as { AffiliateReferralCommission: object }).AffiliateReferralCommission)).not.toContain(
      'id',
    );
  });

  it('gives what an affiliate adds to that affiliate', async () => {
    const sandbox = await openSandbox();
    const params = { 'data[email]': 'a@b', 'data[affiliate_id]': '9' };
    expect(await dataOf(sandbox, 'Affiliate_AffiliateUser.create', params)).toMatchObject({
      AffiliateUser: { affiliate_id: '1' },
    });
  });
});
