import type { Entity, TableName } from '../store/entity.js';
import { advertiser } from './accounts.js';
import { affiliateOffer } from './offers.js';
import { affiliateUser } from './accounts.js';
import { affiliate } from './accounts.js';
import { conversion } from './conversions.js';
import { country } from './countries.js';
import { goal } from './offers.js';
import { offerCategory } from './offers.js';
import { offerFile } from './offers.js';
import { offer } from './offers.js';
import { advertisersTags, affiliatesTags, offersTags } from './tags.js';
import { tag } from './tags.js';

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
