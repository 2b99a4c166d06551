import type { AdvertisersManager } from './advertisers.js';
import type { AffiliateUsersManager } from './affiliate-users.js';
import type { AffiliatesManager } from './affiliates.js';
import type { ApplicationManager } from './application.js';
import type { ConversionsManager } from './conversions.js';
import type { CountriesManager } from './countries.js';
import type { GoalsManager } from './goals.js';
import type { OfferFilesManager } from './offer-files.js';
import type { OffersManager } from './offers-manager.js';
import type { TagsManager } from './tags-manager.js';

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
