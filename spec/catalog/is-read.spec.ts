import { describe, expect, it } from 'vitest';
import { isRead } from '../../lib/catalog/methods.js';

describe('isRead', () => {
  it.each([
    ['Offer', 'findAll'],
    ['Offer', 'findById'],
    ['Offer', 'getTargetCountries'],
    ['Offer', 'generateTrackingLink'],
    ['Offer', 'getOfferFilesWithCreativeCode'],
    ['Affiliate', 'findAllIds'],
    ['Application', 'findAllOfferCategories'],
    ['Conversion', 'findAll'],
    ['Report', 'getStats'],
    ['RawLog', 'listLogs'],
    ['RawLog', 'getDownloadLink'],
    ['Tag', 'findAllOfferTagRelations'],
    ['Affiliate_Offer', 'findAll'],
  ])('%s.%s reads', (target, method) => {
    expect(isRead(target, method)).toBe(true);
  });

  it.each([
    ['Offer', 'create'],
    ['Offer', 'update'],
    ['Offer', 'addTargetCountry'],
    ['Offer', 'setAffiliateApproval'],
    ['Affiliate', 'block'],
    ['Tag', 'delete'],
    ['Tag', 'removeFromOffer'],
    ['OfferFile', 'create'],
  ])('%s.%s writes', (target, method) => {
    expect(isRead(target, method)).toBe(false);
  });

  it.each([
    ['Offer', 'findAllNewThings'],
    ['Novelty', 'findAll'],
    ['Offer', ''],
    ['Offer', 'find'],
    ['Offer', 'findAll findById'],
    ['constructor', 'name'],
    ['__proto__', 'toString'],
    ['offer', 'findAll'],
  ])('%s.%s is unknown, so a write', (target, method) => {
    expect(isRead(target, method)).toBe(false);
  });
});
