import { reference, type Entity, type TableName } from '../data/entity.js';

const relation = (name: TableName, noun: string, key: string, other: TableName): Entity => ({
  name,
  noun,
  // Seen in the service: the rows of relations do not come in the order of their ids.
  order: 'desc',
  template: { id: '', tag_id: null, [key]: null },
  generate: (_id, draw, counts) => ({ tag_id: reference(draw, counts.Tag), [key]: reference(draw, counts[other]) }),
});

/** Which offers have which tags. */
export const offersTags = relation('OffersTags', 'offer tag', 'offer_id', 'Offer');

/** Which affiliates have which tags. */
export const affiliatesTags = relation('AffiliatesTags', 'affiliate tag', 'affiliate_id', 'Affiliate');

/** Which advertisers have which tags. */
export const advertisersTags = relation('AdvertisersTags', 'advertiser tag', 'advertiser_id', 'Advertiser');
