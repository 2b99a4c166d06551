import { dateTime, DAY, type Entity, NO_DATE, type Row, type TableName } from '../store/entity.js';
import { ADJECTIVES, EPOCH, NOUNS, reference } from '../store/random.js';
import { advertiser, affiliate, affiliateUser } from './accounts.js';
import { conversion, goal } from './conversions.js';
import { affiliateOffer, offer, offerFile } from './offers.js';

const LINES = [
  ...['40:AT:austria', '56:BE:belgium', '203:CZ:czech republic', '276:DE:germany', '208:DK:denmark', '724:ES:spain'],
  ...['246:FI:finland', '250:FR:france', '826:GB:united kingdom', '380:IT:italy', '528:NL:netherlands'],
  ...['616:PL:poland', '643:RU:russia', '703:SK:slovakia', '840:US:united states', '710:ZA:south africa'],
];

/** The rows of countries, with the ids and codes of ISO 3166. */
export const COUNTRIES: readonly Row[] = LINES.map((line) => {
  const [id = '', code = '', name = ''] = line.split(':');
  return { id, code, name, regions: [] };
});

/** Countries. Their rows are {@link COUNTRIES}; none are generated. */
const country: Entity = {
  name: 'Country',
  noun: 'country',
  template: { id: '', code: null, name: null, regions: [] },
  generate: () => ({}),
};

/** Categories of offers. Replies compute `offer_count`. */
const offerCategory: Entity = {
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
const tag: Entity = {
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
const offersTags = relation('OffersTags', 'offer tag', 'offer_id', 'Offer');

/** Relations of tags to affiliates. */
const affiliatesTags = relation('AffiliatesTags', 'affiliate tag', 'affiliate_id', 'Affiliate');

/** Relations of tags to advertisers. */
const advertisersTags = relation('AdvertisersTags', 'advertiser tag', 'advertiser_id', 'Advertiser');

/** The models that the sandbox has tables of, by name. */
export const ENTITIES: Readonly<Record<TableName, Entity>> = {
  Advertiser: advertiser,
  Affiliate: affiliate,
  AffiliateOffer: affiliateOffer,
  AffiliateUser: affiliateUser,
  AdvertisersTags: advertisersTags,
  AffiliatesTags: affiliatesTags,
  Conversion: conversion,
  Country: country,
  Goal: goal,
  Offer: offer,
  OfferCategory: offerCategory,
  OfferFile: offerFile,
  OffersTags: offersTags,
  Tag: tag,
};
