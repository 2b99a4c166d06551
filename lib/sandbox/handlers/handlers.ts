import { ENTITIES } from '../entities/entities.js';
import { own } from '../wire/json.js';
import type { Handler, Handlers } from './call.js';
import { conversionHandlers } from './conversions.js';
import { block, genericHandlers } from './generic.js';
import { applicationHandlers, offerCategoryHandlers } from './offer-categories.js';
import { getOfferFilesWithCreativeCode, offerFileHandlers } from './offer-files.js';
import { generateTrackingLink, offerAffiliateHandlers, offerCountryHandlers } from './offers.js';
import { rawLogHandlers } from './raw-logs.js';
import { advertiserReportHandlers, affiliateReportHandlers, reportHandlers } from './reports.js';
import { tagHandlers } from './tags.js';

const { Advertiser, Affiliate, AffiliateUser, Goal, Offer } = ENTITIES;

const TARGETS: Readonly<Record<string, Handlers>> = {
  Advertiser: { ...genericHandlers(Advertiser), block: block(Advertiser) },
  Affiliate: { ...genericHandlers(Affiliate), block: block(Affiliate) },
  AffiliateUser: genericHandlers(AffiliateUser),
  Conversion: conversionHandlers,
  Goal: genericHandlers(Goal),
  Application: applicationHandlers,
  Offer: {
    ...genericHandlers(Offer),
    ...offerAffiliateHandlers,
    ...offerCategoryHandlers,
    ...offerCountryHandlers,
    generateTrackingLink,
    getOfferFilesWithCreativeCode,
  },
  OfferFile: offerFileHandlers,
  RawLog: rawLogHandlers,
  Report: reportHandlers,
  Affiliate_Report: affiliateReportHandlers(),
  Advertiser_Report: advertiserReportHandlers(),
  Tag: tagHandlers,
};

/** The methods of a target; `undefined` when there is no such target. */
export const handlersOf = (target: string): Handlers | undefined => own(TARGETS, target);

/** The handler of one method. */
export const handlerOf = (handlers: Handlers, method: string): Handler | undefined => own(handlers, method);
