import { describe, expect, it } from 'vitest';
import { idField } from '../../../lib/sandbox/catalog/scope.js';

describe('idField', () => {
  it('is the name of a model as a column has it', () => {
    expect(['Offer', 'AdCampaignCreative', 'AffiliateApiV1Key'].map(idField)).toEqual([
      'offer_id',
      'ad_campaign_creative_id',
      'affiliate_api_v1_key_id',
    ]);
  });
});
