import { describe, expect, it } from 'vitest';
import { sampleOf } from '../../support/sandbox-rows.js';

describe('tag relations', () => {
  it('tie a tag to one thing, under its own name', () => {
    for (const [table, key] of [
      ['OffersTags', 'offer_id'],
      ['AffiliatesTags', 'affiliate_id'],
      ['AdvertisersTags', 'advertiser_id'],
    ] as const)
      for (const row of sampleOf(table)) {
        expect(Object.keys(row)).toEqual(['id', 'tag_id', key]);
        expect(Number(row[key])).toBeGreaterThan(0);
      }
  });
});
