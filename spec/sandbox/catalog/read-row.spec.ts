import { describe, expect, it } from 'vitest';
import { dataOf, openSandbox, refusalOf } from '../../support/sandbox-call.js';

describe('readRow', () => {
  it('gives the row of an id, or null', async () => {
    const sandbox = await openSandbox();
    expect(await dataOf(sandbox, 'VatRate.findById', { id: '7', fields: ['id'] })).toEqual({ VatRate: { id: '7' } });
    expect(await dataOf(sandbox, 'VatRate.findById', { id: '8' })).toBeNull();
    expect(await refusalOf(sandbox, 'VatRate.findById', { id: '-1' })).toBe('Row id is negative');
    expect(await refusalOf(sandbox, 'VatRate.findById', { id: '' })).toBe('Missing required argument: id');
  });

  it('knows the other parameters that name the row', async () => {
    const sandbox = await openSandbox();
    expect(await dataOf(sandbox, 'CashflowGroup.findCashflowGroupById', { cashflow_group_id: '3' })).toMatchObject({
      CashflowGroup: { id: '3' },
    });
    expect(await dataOf(sandbox, 'ConversionMeta.findById', { conversion_id: '3' })).toMatchObject({
      ConversionMeta: { conversion_id: '3' },
    });
    expect(await dataOf(sandbox, 'ConversionMeta.findById', { conversion_id: '99' })).toBeNull();
    expect(await dataOf(sandbox, 'AffiliateBilling.getAccountBalance', { affiliateId: '2' })).toMatchObject({
      AffiliateAccountBalance: { affiliate_id: '2' },
    });
  });

  it('finds a row of a table by what its columns hold', async () => {
    const sandbox = await openSandbox();
    expect(await dataOf(sandbox, 'Application.findCountryByCode', { code: 'CZ' })).toMatchObject({
      Country: { id: '203' },
    });
    expect(await dataOf(sandbox, 'Application.findCountryByCode', { code: 'XX' })).toBeNull();
  });

  it('makes a made-up row have what is asked for, unless one does', async () => {
    const sandbox = await openSandbox();
    expect(await dataOf(sandbox, 'SavedReports.findByHash', { hash: 'abc' })).toMatchObject({
      SavedReports: { id: '1', hash: 'abc' },
    });
    await dataOf(sandbox, 'SavedReports.create', { 'data[hash]': 'abc' });
    expect(await dataOf(sandbox, 'SavedReports.findByHash', { hash: 'abc' })).toMatchObject({
      SavedReports: { id: '8' },
    });
  });

  it('follows an owner to what it has', async () => {
    const sandbox = await openSandbox();
    expect(await dataOf(sandbox, 'Affiliate.getCreatorUser', { id: '3' })).toMatchObject({
      AffiliateUser: { id: '3', affiliate_id: '3' },
    });
    expect(await dataOf(sandbox, 'Affiliate.getReferralCommission', { id: '30' })).toMatchObject({
      AffiliateReferralCommission: { affiliate_id: '30' },
    });
  });

  it('gives an affiliate itself when it names nobody', async () => {
    const sandbox = await openSandbox();
    expect(await dataOf(sandbox, 'Affiliate_Affiliate.findById')).toMatchObject({ Affiliate: { id: '1' } });
  });
});
