import type { Observable } from 'rxjs';
import type { Model, Related } from '../models/model.js';
import { createRegistry, type ModelEntry, type Registry } from '../models/registry.js';
import type { WireRecord } from '../models/wire-record.js';
import type { ApiRequest } from '../transport/api-request.js';
import type { Reply } from '../transport/reply.js';
import { Advertiser, createAdvertisers } from './advertisers.js';
import { AffiliateOffer } from './affiliate-offer.js';
import { AffiliateUser, createAffiliateUsers } from './affiliate-users.js';
import { Affiliate, createAffiliates } from './affiliates.js';
import { createApplication, OfferCategory } from './application.js';
import { Conversion, createConversions } from './conversions.js';
import { Country, createCountries } from './countries.js';
import { createGoals, Goal } from './goals.js';
import type { ManagerContext } from './manager-context.js';
import type { Managers } from './managers.js';
import { createOfferFiles, OfferFile } from './offer-files.js';
import { createOffers } from './offers-manager.js';
import { Offer } from './offers.js';
import { createTags } from './tags-manager.js';
import { Tag, TagRelation } from './tags.js';

type Constructor<Manager> = new (
  manager: Manager,
  data: WireRecord,
  related: ReadonlyMap<string, Related>,
) => Model<Manager>;

const entry = <Manager>(Class: Constructor<Manager>, manager: Manager): ModelEntry => ({
  create: (data, related) => new Class(manager, data, related),
});

/** Names on the wire and their classes. Some rows come under another name than their model (rows 76–78). */
const modelEntries = (managers: Managers): Record<string, ModelEntry> => {
  const file = entry(OfferFile, managers.offerFiles);
  const tag = entry(Tag, managers.tags);
  const relation = entry(TagRelation, managers.tags);
  const affiliate = entry(Affiliate, managers.affiliates);
  return {
    Advertiser: entry(Advertiser, managers.advertisers),
    Affiliate: affiliate,
    AffiliateReferral: affiliate,
    AffiliateUser: entry(AffiliateUser, managers.affiliateUsers),
    AffiliateOffer: entry(AffiliateOffer, managers.offers),
    Conversion: entry(Conversion, managers.conversions),
    Country: entry(Country, managers.countries),
    Goal: entry(Goal, managers.goals),
    Offer: entry(Offer, managers.offers),
    OfferCategory: entry(OfferCategory, managers.application),
    OfferFile: file,
    Thumbnail: file,
    Tag: tag,
    OfferTag: tag,
    AffiliateTag: tag,
    AdvertiserTag: tag,
    OffersTags: relation,
    AffiliatesTags: relation,
    AdvertisersTags: relation,
  };
};

/** The managers of a client, and the registry their models come from. Nothing is shared between clients (row 86). */
export const createManagers = (
  send: (request: ApiRequest) => Observable<Reply>,
): { managers: Managers; registry: Registry; context: ManagerContext } => {
  // Managers lead to each other through the context, which is complete before any of them is called.
  const parts = {} as { managers: Managers; registry: Registry };
  const context: ManagerContext = {
    send,
    get registry() {
      return parts.registry;
    },
    get managers() {
      return parts.managers;
    },
  };
  parts.managers = {
    advertisers: createAdvertisers(context),
    affiliates: createAffiliates(context),
    affiliateUsers: createAffiliateUsers(context),
    application: createApplication(context),
    conversions: createConversions(context),
    countries: createCountries(context),
    goals: createGoals(context),
    offers: createOffers(context),
    offerFiles: createOfferFiles(context),
    tags: createTags(context),
  };
  parts.registry = createRegistry(modelEntries(parts.managers));
  return { ...parts, context };
};
