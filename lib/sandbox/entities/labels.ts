import { dateTime, DAY, EPOCH, NO_DATE } from '../store/dates.js';
import { type Entity, reference, type TableName } from '../store/entity.js';
import { ADJECTIVES, NOUNS } from './words.js';

/** Categories of offers. Replies compute `offer_count`. */
export const offerCategory: Entity = {
  name: 'OfferCategory',
  noun: 'offer category',
  required: ['name'],
  enums: { status: ['active', 'deleted'] },
  template: { id: '', name: null, status: 'active', date_created: null, date_updated: NO_DATE, offer_count: 0 },
  generate: (id, random) => ({
    name: `${random.pick(ADJECTIVES)} ${random.pick(NOUNS)} ${id}`,
    date_created: dateTime(EPOCH - random.int(30, 365) * DAY),
  }),
  onCreate: (now) => ({ date_created: dateTime(now) }),
  onUpdate: (now) => ({ date_updated: dateTime(now) }),
};

/** Tags of offers, affiliates and advertisers. They have no status: deleting one removes its row. */
export const tag: Entity = {
  name: 'Tag',
  noun: 'tag',
  required: ['name'],
  enums: { attribute: ['Custom', 'Channel'] },
  template: {
    ...{ id: '', attribute: 'Custom', name: null, user_created: '1', pi_visible: '1', affiliate_applicable: '0' },
    ...{ offer_applicable: '1', advertiser_applicable: '0', active: '1' },
  },
  generate: (id, random) => ({
    name: `${random.pick(ADJECTIVES).toLowerCase()}-${id}`,
    attribute: random.pick(['Custom', 'Custom', 'Channel']),
    affiliate_applicable: random.pick(['0', '1']),
    advertiser_applicable: random.pick(['0', '1']),
  }),
};

const relation = (name: TableName, noun: string, key: string, other: TableName): Entity => ({
  name,
  noun,
  // Seen in recorded replies: relations are not listed in the order of their ids.
  order: 'desc',
  template: { id: '', tag_id: null, [key]: null },
  generate: (_id, random, counts) => ({
    tag_id: reference(random, counts.Tag),
    [key]: reference(random, counts[other]),
  }),
});

/** Relations of tags to offers. */
export const offersTags = relation('OffersTags', 'offer tag', 'offer_id', 'Offer');

/** Relations of tags to affiliates. */
export const affiliatesTags = relation('AffiliatesTags', 'affiliate tag', 'affiliate_id', 'Affiliate');

/** Relations of tags to advertisers. */
export const advertisersTags = relation('AdvertisersTags', 'advertiser tag', 'advertiser_id', 'Advertiser');
