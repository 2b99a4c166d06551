import type { Observable } from 'rxjs';
import type {
  AdvertisersTagsFields,
  AffiliatesTagsFields,
  OffersTagsFields,
  TagFields,
} from '../catalog/model-fields.js';
import { defineModel } from '../models/define-model.js';
import { MANAGER } from '../models/model-symbols.js';
import type { Id } from '../models/scalar.js';
import type { Advertiser } from './advertisers.js';
import type { Affiliate } from './affiliates.js';
import type { Data } from './generic-methods.js';
import type { Offer } from './offers.js';
import type { TagsManager } from './tags-manager.js';

/** A label for offers, affiliates and advertisers. */
export class Tag extends defineModel<TagFields, TagsManager>('Tag', 'name') {
  /** As `api.tags.update` with this id. */
  update(data: Data<TagFields>): Observable<Tag> {
    return this[MANAGER].update(this.id as Id, data);
  }

  /** As `api.tags.delete` with this id. */
  delete(): Observable<boolean> {
    return this[MANAGER].delete(this.id as Id);
  }

  addToOffer(offerId: Id): Observable<TagRelation> {
    return this[MANAGER].addToOffer(this.id as Id, offerId);
  }

  addToAffiliate(affiliateId: Id): Observable<TagRelation> {
    return this[MANAGER].addToAffiliate(this.id as Id, affiliateId);
  }

  addToAdvertiser(advertiserId: Id): Observable<TagRelation> {
    return this[MANAGER].addToAdvertiser(this.id as Id, advertiserId);
  }

  removeFromOffer(offerId: Id): Observable<boolean> {
    return this[MANAGER].removeFromOffer(this.id as Id, offerId);
  }

  removeFromAffiliate(affiliateId: Id): Observable<boolean> {
    return this[MANAGER].removeFromAffiliate(this.id as Id, affiliateId);
  }

  removeFromAdvertiser(advertiserId: Id): Observable<boolean> {
    return this[MANAGER].removeFromAdvertiser(this.id as Id, advertiserId);
  }
}

/** The fields of a tag's relation: to an offer, an affiliate or an advertiser. */
export type TagRelationFields = OffersTagsFields & AffiliatesTagsFields & AdvertisersTagsFields;

/** What can be contained in a tag relation (`contain: ['…']`), as far as it is known; the rest is reached by `related()`. */
export interface TagRelationRelations {
  readonly Advertiser: Advertiser;
  readonly Affiliate: Affiliate;
  readonly Offer: Offer;
  readonly Tag: Tag;
}

/** That a tag is on an offer, an affiliate or an advertiser. */
export class TagRelation extends defineModel<TagRelationFields, TagsManager, TagRelationRelations>('TagRelation') {}
