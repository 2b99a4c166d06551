import type { Observable } from 'rxjs';
import type { ConversionFields, OfferFields, OfferFileFields } from '../catalog/model-fields.js';
import { defineModel } from '../models/define-model.js';
import { MANAGER } from '../models/model-symbols.js';
import type { Id } from '../models/scalar.js';
import type { Stream } from '../streams/stream.js';
import type { AffiliateOffer, ApprovalQuery } from './affiliate-offer.js';
import type { OfferCategory } from './application.js';
import type { Conversion } from './conversions.js';
import type { Country } from './countries.js';
import { CONTEXT } from './entity-manager.js';
import type { Data } from './generic-methods.js';
import type { OfferFile } from './offer-files.js';
import type { OffersManager, TrackingLink, TrackingLinkOptions } from './offers-manager.js';
import { relatedList, type RelatedList, relatedRows } from './related-list.js';

/** An offer: what affiliates promote. Each method is the manager's with this id. */
export class Offer extends defineModel<OfferFields, OffersManager>('Offer', 'name') {
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
  findAllAffiliateApprovals(query?: ApprovalQuery): Stream<AffiliateOffer> {
    return relatedRows((narrowed) => this[MANAGER].findAllAffiliateApprovals(narrowed), 'offer_id', this.id, query);
  }

  /** The conversions of this offer. */
  get conversions(): RelatedList<Conversion, ConversionFields, 'Conversion'> {
    return relatedList(
      () => this[MANAGER][CONTEXT].managers.conversions,
      'offer_id',
      () => this.id,
    );
  }

  /** The files of this offer. */
  get files(): RelatedList<OfferFile, OfferFileFields, 'OfferFile'> {
    return relatedList(
      () => this[MANAGER][CONTEXT].managers.offerFiles,
      'offer_id',
      () => this.id,
    );
  }
}
