import { describe, expect, it } from 'vitest';
import { hasTarget, methodNames, methodOf, ownModel } from '../../lib/catalog/methods.js';

describe('methodOf', () => {
  it('says what a list holds, and whether it is paged', () => {
    expect(methodOf('AdManager', 'findAllCampaigns')).toEqual({
      ...{ kind: 'page', model: 'AdCampaign', isRead: true, isPaged: true, required: [] },
    });
    expect(methodOf('Offer', 'getOfferFilesWithCreativeCode')).toMatchObject({ model: 'OfferFile', isPaged: false });
  });

  it('knows the model of a target’s own name, and of an affiliate’s view by its twin', () => {
    expect(methodOf('Offer', 'findAll')?.model).toBe('Offer');
    expect(methodOf('Affiliate_Offer', 'findAll')?.model).toBe('Offer');
    expect(ownModel('Advertiser_Report')).toBe('Report');
    expect(ownModel('AffiliateUser')).toBe('AffiliateUser');
  });

  it('says what a method cannot do without', () => {
    expect(methodOf('Offer', 'setPayout')).toMatchObject({ isRead: false, required: ['id', 'affiliate_id'] });
    // The stream gives the limit and the page itself.
    expect(methodOf('Offer', 'simpleFind')?.required).toEqual([]);
  });

  it.each(['B', 'constructor', '__proto__', 'toString'])('knows nothing of the target %s', (target) => {
    expect(methodOf(target, 'findAll')).toBeUndefined();
    expect(methodNames(target)).toEqual([]);
    expect(hasTarget(target)).toBe(false);
  });

  it('takes no beginning of a name for the name', () => {
    expect(methodOf('Offer', 'find')).toBeUndefined();
    expect(methodOf('Offer', '')).toBeUndefined();
  });
});

describe('methodNames', () => {
  it('lists the methods of a target', () => {
    expect(methodNames('Tag')).toContain('removeFromOfferByRelationalId');
    expect(hasTarget('Tag')).toBe(true);
  });
});
