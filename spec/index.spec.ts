import { describe, expect, expectTypeOf, it } from 'vitest';
import * as index from '../lib/index.js';

describe('the public names', () => {
  it('are these, and not more', () => {
    expect(Object.keys(index).sort()).toEqual(
      [
        ...['HasOffers', 'Stream', 'drainMap', 'iterate'],
        ...['Advertiser', 'Affiliate', 'AffiliateOffer', 'AffiliateUser', 'Conversion', 'Country', 'Goal', 'Model'],
        ...['Offer', 'OfferCategory', 'OfferFile', 'Tag', 'TagRelation'],
        ...['AuthenticationError', 'BufferOverflowError', 'ConnectionError', 'HasOffersError', 'HttpError'],
        ...['MaxRetriesError', 'ProtocolError', 'RateLimitError', 'RxOffersError', 'TimeoutError'],
      ].sort(),
    );
  });

  it('include errors of one family', () => {
    const errors = Object.entries(index).filter(([name]) => name.endsWith('Error'));
    for (const [name, error] of errors)
      expect((error as { prototype: unknown }).prototype instanceof Error, name).toBe(true);
    expect(index.RateLimitError.prototype).toBeInstanceOf(index.HasOffersError);
    expect(index.HasOffersError.prototype).toBeInstanceOf(index.RxOffersError);
  });

  it('include models of one family', () => {
    expect(index.Offer.prototype).toBeInstanceOf(index.Model);
    expect(index.TagRelation.prototype).toBeInstanceOf(index.Model);
  });

  it('include types of options and queries', () => {
    expectTypeOf<index.HasOffersOptions>().toHaveProperty('networkToken');
    expectTypeOf<index.Managers['offers']>().toHaveProperty('findAll');
    expectTypeOf<{ limit: 3 }>().toExtend<index.FindAllQuery<{ id?: string }, 'Thing'>>();
    expectTypeOf<index.Page<string>>().toHaveProperty('pageCount');
  });
});
