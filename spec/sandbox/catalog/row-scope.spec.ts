import { describe, expect, it } from 'vitest';
import { entityOf } from '../../../lib/sandbox/catalog/generated-entity.js';
import { isInScope, ownerColumn, rowScope } from '../../../lib/sandbox/catalog/scope.js';
import { callOf } from './catalog-call-of.js';

describe('rowScope', () => {
  it('takes parameters that are columns, and no others', () => {
    const call = callOf('Offer.getPixels', { status: 'active', limit: '2', x: 'y', goal_id: '' });
    expect(rowScope(call, entityOf('OfferPixel'))).toEqual({ status: 'active' });
  });

  it('takes the id for that of the owner where rows name one', () => {
    const pixels = callOf('Offer.getPixels', { id: '48' });
    expect(rowScope(pixels, entityOf('OfferPixel'))).toEqual({ offer_id: '48' });
    expect(ownerColumn(pixels, entityOf('OfferPixel'))).toBe('offer_id');
    expect(ownerColumn(callOf('Affiliate_Offer.getPixels'), entityOf('OfferPixel'))).toBe('offer_id');
    expect(rowScope(callOf('Offer.findById', { id: '48' }), entityOf('Offer'))).toEqual({});
    expect(rowScope(callOf('Offer.getTargetBrowsers', { id: '48' }), entityOf('Browser'))).toEqual({});
  });
});

describe('isInScope', () => {
  it('compares as text', () => {
    expect(isInScope({ offer_id: 48, status: 'active' }, { offer_id: '48' })).toBe(true);
    expect(isInScope({ offer_id: '4' }, { offer_id: '48' })).toBe(false);
    expect(isInScope({}, {})).toBe(true);
  });
});
