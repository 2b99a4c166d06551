import type { CallContext } from '../calls/caller.js';
import type { Model, Related, WireRecord } from '../models/model.js';
import { createRegistry, type ModelEntry, type Registry } from '../models/registry.js';
import { Advertiser, type AdvertisersManager, createAdvertisers } from './advertisers.js';
import { AffiliateUser, type AffiliateUsersManager, createAffiliateUsers } from './affiliate-users.js';
import { Affiliate, type AffiliatesManager, createAffiliates } from './affiliates.js';
import { type ApplicationManager, createApplication, OfferCategory } from './application.js';
import { Conversion, type ConversionsManager, createConversions } from './conversions.js';
import { type CountriesManager, Country, createCountries } from './countries.js';
import { createGoals, Goal, type GoalsManager } from './goals.js';
import { createOfferFiles, OfferFile, type OfferFilesManager } from './offer-files.js';
import { AffiliateOffer, createOffers, Offer, type OffersManager } from './offers.js';
import { createTags, Tag, TagRelation, type TagsManager } from './tags.js';

/** The parts of a client that its managers work with. */
export interface ManagerContext extends CallContext {
  /** The managers of the same client, which models lead to. */
  readonly managers: Managers;
}

/** The managers of one client. */
export interface Managers {
  readonly advertisers: AdvertisersManager;
  readonly affiliates: AffiliatesManager;
  readonly affiliateUsers: AffiliateUsersManager;
  readonly application: ApplicationManager;
  readonly conversions: ConversionsManager;
  readonly countries: CountriesManager;
  readonly goals: GoalsManager;
  readonly offers: OffersManager;
  readonly offerFiles: OfferFilesManager;
  readonly tags: TagsManager;
}

type Constructor<Manager> = new (
  manager: Manager,
  data: WireRecord,
  related: ReadonlyMap<string, Related>,
) => Model<Manager>;

const entry = <Manager>(Class: Constructor<Manager>, manager: Manager): ModelEntry => ({
  create: (data, related) => new Class(manager, data, related),
});

/** Names on the wire and their classes. In recorded replies some rows have a name other than their model's. */
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

/** Creates the managers of a client and the registry that makes their models. Clients share neither. */
export const createManagers = ({
  send,
  report,
  zone,
  networkId,
}: Pick<CallContext, 'send' | 'report' | 'zone' | 'networkId'>): {
  managers: Managers;
  registry: Registry;
  context: ManagerContext;
} => {
  // Managers lead to each other through the context, which is complete before any of them is called.
  const parts = {} as { managers: Managers; registry: Registry };
  const context: ManagerContext = {
    send,
    report,
    zone,
    networkId,
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
