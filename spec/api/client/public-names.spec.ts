import { describe, expect, it } from 'vitest';
import * as index from 'rxoffers';

describe('the public names', () => {
  it('are exactly these', () => {
    expect(Object.keys(index).sort()).toEqual(
      [
        ...['HasOffers', 'HasOffersAdvertiser', 'HasOffersAffiliate', 'createIntegrator'],
        ...['Stream', 'coerce', 'coercing', 'drainMap', 'iterate', 'poll', 'watch'],
        ...['Advertiser', 'Affiliate', 'AffiliateOffer', 'AffiliateUser', 'Conversion', 'Country', 'Goal', 'Model'],
        ...['Offer', 'OfferCategory', 'OfferFile', 'Tag', 'TagRelation'],
        ...['DateDir', 'LogFile', 'LogRecord', 'ReportStream'],
        ...['AuthenticationError', 'BufferOverflowError', 'ConnectionError', 'HasOffersError', 'HttpError'],
        ...[
          'MaxRetriesError',
          'ProtocolError',
          'RateLimitError',
          'RxOffersError',
          'TimeoutError',
          'TokenError',
          'UploadError',
        ],
        ...['RawLogChangedError', 'RawLogCorruptError', 'RawLogMissingError'],
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
});
