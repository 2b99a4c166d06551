import { describe, expect, it } from 'vitest';
import { entityOf } from '../../../lib/sandbox/catalog/generated-entity.js';
import { principalScope } from '../../../lib/sandbox/catalog/scope.js';
import { callOf } from './catalog-call-of.js';

const scope = (kind: 'affiliate' | 'advertiser', model: string) =>
  principalScope(callOf('x.y', {}, { principal: { kind, id: '4' } }), entityOf(model));

describe('viewerScope', () => {
  it('is everything for the network', () => {
    expect(principalScope(callOf('x.y'), entityOf('Affiliate'))).toEqual({});
  });

  it('is what is its own for an affiliate or an advertiser', () => {
    expect(scope('affiliate', 'Affiliate')).toEqual({ id: '4' });
    expect(scope('affiliate', 'AffiliateInvoice')).toEqual({ affiliate_id: '4' });
    expect(scope('affiliate', 'Offer')).toEqual({});
    expect(scope('advertiser', 'Offer')).toEqual({ advertiser_id: '4' });
  });
});
