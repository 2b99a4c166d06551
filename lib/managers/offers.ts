import type { Observable } from 'rxjs';
import type { ConversionFields, OfferFields, OfferFileFields } from '../catalog/model-fields.js';
import { defineModel } from '../models/define-model.js';
import { MANAGER } from '../models/model-symbols.js';
import type { Id } from '../models/scalar.js';
import { deferStream } from '../streams/defer-stream.js';
import type { Stream } from '../streams/stream.js';
import type { AffiliateOffer, FindApprovals } from './affiliate-offer.js';
import type { OfferCategory } from './application.js';
import type { Conversion, ConversionRelations } from './conversions.js';
import type { Country } from './countries.js';
import { CONTEXT } from './entity-manager.js';
import type { Data } from './generic-methods.js';
import type { RelationsOf } from './model-named.js';
import type { OfferFile, OfferFileRelations } from './offer-files.js';
import type { OffersManager, TrackingLink, TrackingLinkOptions } from './offers-manager.js';
import { narrow, relatedList, type RelatedList } from './related-list.js';
import type { Tag } from './tags.js';

/** What can be contained in an offer (`contain: ['…']`), as far as it is known; the rest is reached by `related()`. */
export interface OfferRelations extends RelationsOf<'Offer'> {
  readonly OfferTag: Tag;
}

/** An offer: what affiliates promote. Each method is the manager's with this id. */
export class Offer extends defineModel<OfferFields, OffersManager, OfferRelations>('Offer', 'name') {
  update(data: Data<OfferFields>): Observable<Offer> {
    return this[MANAGER].update(this.id as Id, data);
  }

  addTargetCountry(code: string): Observable<boolean> {
    return this[MANAGER].addTargetCountry(this.id as Id, code);
  }

  getTargetCountries(): Stream<Country> {
    return this[MANAGER].getTargetCountries(this.id as Id);
  }

  addCategory(categoryId: Id): Observable<boolean> {
    return this[MANAGER].addCategory(this.id as Id, categoryId);
  }

  getCategories(): Stream<OfferCategory> {
    return this[MANAGER].getCategories(this.id as Id);
  }

  blockAffiliate(affiliateId: Id): Observable<boolean> {
    return this[MANAGER].blockAffiliate(this.id as Id, affiliateId);
  }

  unblockAffiliate(affiliateId: Id): Observable<boolean> {
    return this[MANAGER].unblockAffiliate(this.id as Id, affiliateId);
  }

  setAffiliateApprovalStatus(affiliateId: Id, status: string): Observable<AffiliateOffer | boolean | string> {
    return this[MANAGER].setAffiliateApprovalStatus(this.id as Id, affiliateId, status);
  }

  getAffiliateApprovalStatus(affiliateId: Id): Observable<string | null> {
    return this[MANAGER].getAffiliateApprovalStatus(this.id as Id, affiliateId);
  }

  getBlockedAffiliateIds(): Stream<string> {
    return this[MANAGER].getBlockedAffiliateIds(this.id as Id);
  }

  getApprovedAffiliateIds(): Stream<string> {
    return this[MANAGER].getApprovedAffiliateIds(this.id as Id);
  }

  getUnapprovedAffiliateIds(): Stream<string> {
    return this[MANAGER].getUnapprovedAffiliateIds(this.id as Id);
  }

  generateTrackingLink(affiliateId: Id, options?: TrackingLinkOptions): Observable<TrackingLink> {
    return this[MANAGER].generateTrackingLink(this.id as Id, affiliateId, options);
  }

  getOfferFilesWithCreativeCode(affiliateId: Id): Stream<OfferFile> {
    return this[MANAGER].getOfferFilesWithCreativeCode(this.id as Id, affiliateId);
  }

  /** The approvals of this offer, with all that `api.offers.findAllAffiliateApprovals` takes. */
  get findAllAffiliateApprovals(): FindApprovals {
    const bond = { name: 'AffiliateOffer', field: 'offer_id', id: this.id };
    return (query = {}) => deferStream(() => this[MANAGER].findAllAffiliateApprovals(narrow(bond, query)));
  }

  /** The conversions of this offer. */
  get conversions(): RelatedList<Conversion, ConversionFields, 'Conversion', ConversionRelations> {
    return relatedList(() => this[MANAGER][CONTEXT].managers.conversions, {
      name: 'Conversion',
      field: 'offer_id',
      id: this.id,
    });
  }

  /** The files of this offer. */
  get files(): RelatedList<OfferFile, OfferFileFields, 'OfferFile', OfferFileRelations> {
    return relatedList(() => this[MANAGER][CONTEXT].managers.offerFiles, {
      name: 'OfferFile',
      field: 'offer_id',
      id: this.id,
    });
  }
}
