import type { Entity, TableName } from '../data/entity.js';
import { advertiser } from './advertiser.js';
import { affiliateOffer } from './affiliate-offer.js';
import { affiliateUser } from './affiliate-user.js';
import { affiliate } from './affiliate.js';
import { conversion } from './conversion.js';
import { country } from './country.js';
import { goal } from './goal.js';
import { offerCategory } from './offer-category.js';
import { offerFile } from './offer-file.js';
import { offer } from './offer.js';
import { advertisersTags, affiliatesTags, offersTags } from './tag-relations.js';
import { tag } from './tag.js';

/** Every kind of row, by the name of its model. */
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
