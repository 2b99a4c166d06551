import { inspect } from 'node:util';
import { HasOffers, HasOffersAdvertiser, HasOffersAffiliate } from 'rxoffers';
import { describe, expect, it, onTestFinished } from 'vitest';
import { keyClientLaws } from '../../support/key-client-laws.js';

keyClientLaws(HasOffersAdvertiser, 'HASOFFERS_ADVERTISER_API_KEY', 'Advertiser_Report');

keyClientLaws(HasOffersAffiliate, 'HASOFFERS_AFFILIATE_API_KEY', 'Affiliate_Report');

const clients = () => {
  const all = [
    new HasOffers({ networkId: 'net', networkToken: 'NETsecret' }),
    new HasOffersAffiliate({ networkId: 'net', apiKey: 'secret key' }),
    new HasOffersAdvertiser({ networkId: 'net', apiKey: 'secret key' }),
  ];
  onTestFinished(async () => {
    for (const api of all) await api.close();
  });
  return all;
};

describe('every client', () => {
  it('calls any method and has reports', () => {
    for (const api of clients()) {
      expect(Object.keys(api)).toEqual(expect.arrayContaining(['call', 'controller', 'reports']));
      expect(api.reports).toHaveProperty('getStats');
    }
  });

  it('says what it is, and no secret', () => {
    expect(clients().map(String)).toEqual(['HasOffers: net', 'HasOffersAffiliate: net', 'HasOffersAdvertiser: net']);
    for (const api of clients()) expect(inspect(api, { depth: 9, showHidden: true })).not.toContain('secret');
  });

  it('completes its events when it is closed', async () => {
    for (const api of clients()) {
      const ended = new Promise<void>((resolve) => api.events$.subscribe({ complete: resolve }));
      await api.close();
      await ended;
    }
  });
});
