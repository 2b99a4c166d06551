import type { AffiliateOfferFields } from '../catalog/model-fields.js';
import { defineModel } from '../models/define-model.js';
import type { FindAllQuery } from '../models/query.js';
import type { Affiliate } from './affiliates.js';
import type { FindAll } from './find-methods.js';
import type { OffersManager } from './offers-manager.js';
import type { Offer } from './offers.js';

/** What can be contained in an affiliate offer (`contain: ['…']`), as far as it is known; the rest is reached by `related()`. */
export interface AffiliateOfferRelations {
  readonly Affiliate: Affiliate;
  readonly Offer: Offer;
}

/** Whether an affiliate may run an offer. */
export class AffiliateOffer extends defineModel<AffiliateOfferFields, OffersManager, AffiliateOfferRelations>(
  'AffiliateOffer',
  'approval_status',
) {}

/** What a list of approvals can be asked for. */
export type ApprovalQuery = FindAllQuery<AffiliateOfferFields, 'AffiliateOffer', AffiliateOfferRelations>;

/** Finds approvals. */
export type FindApprovals = FindAll<AffiliateOffer, AffiliateOfferFields, 'AffiliateOffer', AffiliateOfferRelations>;
