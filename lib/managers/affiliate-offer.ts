import type { AffiliateOfferFields } from '../catalog/model-fields.js';
import { defineModel } from '../models/define-model.js';
import type { FindAllQuery } from '../models/query.js';
import type { OffersManager } from './offers-manager.js';

/** Whether an affiliate may run an offer. */
export class AffiliateOffer extends defineModel<AffiliateOfferFields, OffersManager>(
  'AffiliateOffer',
  'approval_status',
) {}

/** What a list of approvals can be asked for. */
export type ApprovalQuery = FindAllQuery<AffiliateOfferFields, 'AffiliateOffer'>;
