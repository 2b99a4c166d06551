import { describe, expect, it } from 'vitest';
import { listOf } from '../../lib/catalog/list-of.js';

describe('listOf', () => {
  it('knows the model of the rows and whether there are pages', () => {
    expect(listOf('Offer', 'findAll')).toEqual({ model: 'Offer', paged: true });
    expect(listOf('AdManager', 'findAllCampaigns')).toEqual({ model: 'AdCampaign', paged: true });
    expect(listOf('Advertiser_Report', 'getConversions')).toEqual({ model: 'Stat', paged: false });
  });

  it.each([
    ['Offer', 'findById'],
    ['Offer', 'find'],
    ['Offer', 'findAll:Offer'],
    ['Offer', ''],
    ['Novelty', 'findAll'],
    ['constructor', 'name'],
  ])('knows nothing of %s.%s', (target, method) => {
    expect(listOf(target, method)).toBeUndefined();
  });
});
