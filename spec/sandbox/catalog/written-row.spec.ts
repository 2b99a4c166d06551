import { describe, expect, it } from 'vitest';
import { entityOf } from '../../../lib/sandbox/catalog/generated-entity.js';
import { writtenRow } from '../../../lib/sandbox/catalog/write.js';
import type { Call } from '../../../lib/sandbox/handlers/call.js';
import { callOf } from './catalog-call-of.js';

const row = (name: string, model: string, params: Record<string, string>, more: Partial<Call> = {}, data = {}) =>
  writtenRow(callOf(name, params, more), entityOf(model), new Map(Object.entries(data)));

describe('writtenRow', () => {
  it('is that of the id, or of a parameter that names the model', () => {
    expect(row('OfferUrl.update', 'OfferUrl', { id: '3' })).toBe('3');
    expect(row('AdManager.updateCreative', 'AdCampaignCreative', { creative_id: '4' })).toBe('4');
    expect(row('OfferTargeting.updateTargetRule', 'TargetRule', { rule_id: '5' })).toBe('5');
    // The list's id in it notwithstanding, this is the customer's.
    expect(row('CustomerList.updateCustomer', 'Customer', { id: '6' })).toBe('6');
  });

  it('is the one that belongs to the id, which may have to be added', () => {
    const name = 'Affiliate.setCustomReferralCommission';
    expect(row(name, 'AffiliateReferralCommission', { id: '6' })).toBe('6');
    expect(row(name, 'AffiliateReferralCommission', { id: '30' })).toBe('');
  });

  it('goes by a reference, or else takes it for the id', () => {
    const call = callOf('Affiliate.updateByRefId', { ref_id: 'R7' });
    call.store.tables.Affiliate.update(9, { ref_id: 'R7' });
    expect(writtenRow(call, entityOf('Affiliate'), new Map())).toBe('9');
    expect(row('Affiliate.updateByRefId', 'Affiliate', { ref_id: '4' })).toBe('4');
  });

  it('goes by the data where a model has no id', () => {
    expect(row('ConversionMeta.update', 'ConversionMeta', {}, {}, { conversion_id: '3' })).toBe('3');
    expect(row('ConversionMeta.update', 'ConversionMeta', {}, {}, { conversion_id: '99' })).toBe('');
  });

  it('is the caller himself, or the first, where nothing is named', () => {
    const principal = { kind: 'affiliate', id: '4' } as const;
    expect(row('Affiliate_Affiliate.update', 'Affiliate', {}, { principal })).toBe('4');
    expect(row('Application.updateAccountInformation', 'Brand', {})).toBe('1');
  });
});
