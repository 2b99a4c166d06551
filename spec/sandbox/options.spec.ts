import { describe, expect, it } from 'vitest';
import { changedSettings, countsOf, settingsOf } from '../../lib/sandbox/options.js';

describe('settingsOf', () => {
  it('fills in the defaults', () => {
    expect(settingsOf({})).toEqual({
      rateLimit: { calls: 50, per: 10_000 },
      latency: 0,
      maxPageSize: Infinity,
      reports: {},
    });
    expect(settingsOf({ rateLimit: false, offers: 3 })).toMatchObject({ rateLimit: false, latency: 0 });
  });

  it.each([{ latency: -1 }, { latency: NaN }, { maxPageSize: 0 }, { rateLimit: { calls: 1, per: 0 } }])(
    'refuses %j',
    (options) => {
      expect(() => settingsOf(options)).toThrow(RangeError);
    },
  );
});

describe('changedSettings', () => {
  it('changes what is given and nothing else', () => {
    const settings = settingsOf({ latency: 5 });
    expect(changedSettings(settings, { maxPageSize: 7 })).toEqual({ ...settings, maxPageSize: 7 });
  });
});

describe('countsOf', () => {
  it('counts every table', () => {
    expect(countsOf({ offers: 100_000, tagRelations: 2 })).toMatchObject({
      ...{ Offer: 100_000, Affiliate: 40, OffersTags: 2, AffiliatesTags: 2, Country: 0 },
    });
  });

  it.each([-1, 1.5, NaN, Infinity])('refuses %d offers', (offers) => {
    expect(() => countsOf({ offers })).toThrow('offers should be a whole number, 0 or more');
  });
});
