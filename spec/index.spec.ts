import { describe, expect, it } from 'vitest';
import * as rxoffers from '../lib/index.js';
import * as sandbox from '../lib/sandbox/index.js';

const NAMES = [
  'Advertiser',
  'Affiliate',
  'AffiliateOffer',
  'AffiliateUser',
  'AuthenticationError',
  'BufferOverflowError',
  'ConnectionError',
  'Conversion',
  'Country',
  'Goal',
  'HasOffers',
  'HasOffersError',
  'HttpError',
  'MaxRetriesError',
  'Model',
  'Offer',
  'OfferCategory',
  'OfferFile',
  'ProtocolError',
  'RateLimitError',
  'RxOffersError',
  'Stream',
  'Tag',
  'TagRelation',
  'TimeoutError',
  'drainMap',
  'iterate',
];

describe('the public names', () => {
  it('are these, and not more', () => expect(Object.keys(rxoffers).sort()).toEqual(NAMES));
  it('of the sandbox are these, and not more', () => expect(Object.keys(sandbox)).toEqual(['createSandbox']));
});
