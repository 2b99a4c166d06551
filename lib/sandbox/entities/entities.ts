import type { Entity, TableName } from '../store/entity.js';
import { advertiser, affiliate, affiliateUser } from './accounts.js';
import { conversion, goal } from './conversions.js';
import { country } from './countries.js';
import { advertisersTags, affiliatesTags, offerCategory, offersTags, tag } from './labels.js';
import { affiliateOffer, offer, offerFile } from './offers.js';

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
