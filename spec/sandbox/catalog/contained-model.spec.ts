import { describe, expect, it } from 'vitest';
import { containedModel } from '../../../lib/sandbox/catalog/to-one-model.js';

describe('containedModel', () => {
  it('is the name itself where a model has it', () => {
    expect(containedModel('Offer', 'OfferUrl')).toBe('OfferUrl');
    expect(containedModel('Offer', 'OfferVertical')).toBe('OfferVertical');
    expect(containedModel('Offer', 'Nothing')).toBeUndefined();
    expect(containedModel('Offer', 'constructor')).toBeUndefined();
  });

  it('knows what is behind the names that are no models', () => {
    expect(containedModel('Offer', 'Thumbnail')).toBe('OfferFile');
    expect(containedModel('Affiliate', 'AccountManager')).toBe('Employee');
    expect(containedModel('AffiliateReceipt', 'Invoice')).toBe('AffiliateInvoice');
  });

  it('tells affiliates from advertisers', () => {
    expect(containedModel('Affiliate', 'AccountBalance')).toBe('AffiliateAccountBalance');
    expect(containedModel('Advertiser', 'CreatorUser')).toBe('AdvertiserUser');
    expect(containedModel('AdvertiserInvoice', 'InvoiceItem')).toBe('AdvertiserInvoiceItem');
    expect(containedModel('Offer', 'InvoiceItem')).toBeUndefined();
  });

  it('knows the names that mean another model in one place', () => {
    expect(containedModel('Offer', 'Subscription')).toBe('CustomerList');
    expect(containedModel('Customer', 'CustomerList')).toBe('CustomerListAttribute');
    expect(containedModel('Conversion', 'CustomerList')).toBe('CustomerList');
  });
});
