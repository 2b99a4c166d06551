import { type Entity, reference, type TableName } from '../store/entity.js';
import { ADJECTIVES } from './words.js';

/** Tags. They have no status: what is deleted is gone. */
export const tag: Entity = {
  name: 'Tag',
  noun: 'tag',
  required: ['name'],
  enums: { attribute: ['Custom', 'Channel'] },
  template: {
    ...{ id: '', attribute: 'Custom', name: null, user_created: '1', pi_visible: '1', affiliate_applicable: '0' },
    ...{ offer_applicable: '1', advertiser_applicable: '0', active: '1' },
  },
  generate: (id, draw) => ({
    name: `${draw.pick(ADJECTIVES).toLowerCase()}-${id}`,
    attribute: draw.pick(['Custom', 'Custom', 'Channel']),
    affiliate_applicable: draw.pick(['0', '1']),
    advertiser_applicable: draw.pick(['0', '1']),
  }),
};

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
