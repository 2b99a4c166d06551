import { NEVER } from 'rxjs';
import { describe, expect, it } from 'vitest';
import type { Model } from 'rxoffers';
import { createManagers } from '../../lib/managers/managers.js';
import { CONTEXT } from '../../lib/managers/entity-manager.js';
import { MANAGER } from '../../lib/models/model.js';
import { RecordModel } from '../../lib/models/model.js';

const create = () => createManagers(() => NEVER);

const CLASSES: [name: string, shown: string, manager: string][] = [
  ['Advertiser', 'Advertiser', 'advertisers'],
  ['Affiliate', 'Affiliate', 'affiliates'],
  ['AffiliateUser', 'AffiliateUser', 'affiliateUsers'],
  ['AffiliateOffer', 'AffiliateOffer', 'offers'],
  ['Conversion', 'Conversion', 'conversions'],
  ['Country', 'Country', 'countries'],
  ['Goal', 'Goal', 'goals'],
  ['Offer', 'Offer', 'offers'],
  ['OfferCategory', 'OfferCategory', 'application'],
  ['OfferFile', 'OfferFile', 'offerFiles'],
  ['Thumbnail', 'OfferFile', 'offerFiles'],
  ['Tag', 'Tag', 'tags'],
  ['OfferTag', 'Tag', 'tags'],
  ['AffiliateTag', 'Tag', 'tags'],
  ['AdvertiserTag', 'Tag', 'tags'],
  ['OffersTags', 'TagRelation', 'tags'],
  ['AffiliatesTags', 'TagRelation', 'tags'],
  ['AdvertisersTags', 'TagRelation', 'tags'],
];

describe('createManagers', () => {
  it('makes the managers of row 87', () => {
    expect(Object.keys(create().managers)).toEqual([
      'advertisers',
      'affiliates',
      'affiliateUsers',
      'application',
      'conversions',
      'countries',
      'goals',
      'offers',
      'offerFiles',
      'tags',
    ]);
  });

  it('shares nothing between two clients (row 86)', () => {
    const [one, other] = [create().managers, create().managers];
    for (const name of Object.keys(one) as (keyof typeof one)[]) {
      expect(one[name]).not.toBe(other[name]);
      expect(one[name][CONTEXT]).not.toBe(other[name][CONTEXT]);
      expect(one[name][CONTEXT].managers).toBe(one);
    }
  });

  it.each(CLASSES)('reads %s as %s, which leads to %s (rows 76–78)', (name, shown, manager) => {
    const { registry, managers } = create();
    const model = registry.read(name, { [name]: { id: '1' } }) as Model;
    expect(String(model)).toBe(`${shown}: 1`);
    expect(model[MANAGER]).toBe(managers[manager as keyof typeof managers]);
  });

  it('reads any other name as a plain model', () => {
    expect(create().registry.read('Hostname', { id: '1' })).toBeInstanceOf(RecordModel);
  });
});
