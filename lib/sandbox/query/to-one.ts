import type { TableName } from '../data/entity.js';
import { own } from '../own.js';

/** A row of another table that a field of this one names. */
export interface ToOne {
  readonly table: TableName;
  readonly key: string;
}

const to = (table: TableName, key: string): ToOne => ({ table, key });

const OFFER = to('Offer', 'offer_id');
const AFFILIATE = to('Affiliate', 'affiliate_id');
const ADVERTISER = to('Advertiser', 'advertiser_id');

const RELATIONS: Readonly<Record<string, Readonly<Record<string, ToOne>>>> = {
  AffiliateOffer: { Affiliate: AFFILIATE, Offer: OFFER },
  AffiliateUser: { Affiliate: AFFILIATE },
  Conversion: { Affiliate: AFFILIATE, Advertiser: ADVERTISER, Offer: OFFER, Goal: to('Goal', 'goal_id') },
  Goal: { Offer: OFFER, Advertiser: ADVERTISER },
  Offer: { Advertiser: ADVERTISER },
  OfferFile: { Offer: OFFER },
  OffersTags: { Tag: to('Tag', 'tag_id'), Offer: OFFER },
};

/** The relation called `model` of the rows of `table`, if it names one row. */
export const toOneRelation = (table: string, model: string): ToOne | undefined => own(own(RELATIONS, table), model);
