import { describe, expect, it } from 'vitest';
import { sideEffect } from '../../../lib/sandbox/catalog/write.js';
import { dataOf, openSandbox, refusalOf } from '../../support/sandbox-call.js';
import { callOf } from './catalog-call-of.js';

describe('sideEffect', () => {
  it('takes rows away, once', async () => {
    const sandbox = await openSandbox();
    expect(await dataOf(sandbox, 'VatRate.delete', { id: '2' })).toBe(true);
    expect(await dataOf(sandbox, 'VatRate.findById', { id: '2' })).toBeNull();
    expect(await refusalOf(sandbox, 'VatRate.delete', { id: '2' })).toBe('Failed to hydrate rows: 2');
    expect(await dataOf(sandbox, 'NotificationCenter.deleteEventSubscription', { id: '3' })).toBe(true);
    const rest = await dataOf(sandbox, 'NotificationCenter.findAllEventSubscriptions');
    expect(Object.keys(rest as object)).toEqual(['1', '2', '4', '5', '6', '7']);
  });

  it('takes rows away from tables too', async () => {
    const sandbox = await openSandbox();
    await dataOf(sandbox, 'OfferFile.delete', { id: '2' });
    expect(sandbox.tables.OfferFile.has(2)).toBe(false);
  });

  it('changes rows where only true comes back', async () => {
    const sandbox = await openSandbox();
    expect(await dataOf(sandbox, 'SavedReports.update', { id: '2', 'data[name]': 'mine' })).toBe(true);
    expect(await dataOf(sandbox, 'SavedReports.findById', { id: '2' })).toMatchObject({
      SavedReports: { name: 'mine' },
    });
    expect(await dataOf(sandbox, 'Affiliate_Affiliate.update', { 'data[company]': 'Mine' })).toBe(true);
    expect(sandbox.tables.Affiliate.get(1)?.['company']).toBe('Mine');
  });

  it('is none for what has no rows here', () => {
    expect(sideEffect(callOf('Offer.setPayout', { id: '1' }))).toBeUndefined();
    expect(sideEffect(callOf('Preference.delete', { name: 'x' }))).toBeUndefined();
  });
});
