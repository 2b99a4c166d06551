import type { Observable } from 'rxjs';
import type {
  AdvertisersTagsFields,
  AffiliatesTagsFields,
  OffersTagsFields,
  TagFields,
} from '../catalog/generated/model-fields.js';
import { defineModel, MANAGER } from '../models/model.js';
import type { FindAllQuery, Id } from '../models/query.js';
import { encodeParams } from '../protocol/params.js';
import { checkId } from '../protocol/validate.js';
import type { Advertiser } from './advertisers.js';
import type { Affiliate } from './affiliates.js';
import { encodeId } from '../calls/caller.js';
import type { CatalogMethods } from './controller-types.js';
import { type EntityManager, setup, withCatalogMethods } from './entity-manager.js';
import type { Data, FindAll, GenericMethods } from '../calls/generic-methods.js';
import type { ManagerContext } from './managers.js';
import type { Offer } from './offers.js';

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

type Generic = GenericMethods<Tag, TagFields, 'Tag'>;
type Bearer = 'Offer' | 'Affiliate' | 'Advertiser';
type RelationQuery = FindAllQuery<TagRelationFields, string, TagRelationRelations>;
type FindRelations = FindAll<TagRelation, TagRelationFields, string, TagRelationRelations>;

/** What can be done with tags on one kind of bearer. */
type Relations = {
  /** Emits all relations that match, page after page; the service gives no count, so paging ends on an empty or short page. */
  readonly [Key in Bearer as `findAll${Key}TagRelations`]: FindRelations;
} & {
  /** Puts a tag on one; emits the relation. */
  readonly [Key in Bearer as `addTo${Key}`]: (tagId: Id, id: Id) => Observable<TagRelation>;
} & {
  /** Makes these the tags of one; emits `true`. */
  readonly [Key in Bearer as `setFor${Key}`]: (tagIds: readonly Id[], id: Id) => Observable<boolean>;
} & {
  /** Takes a tag from one; emits `true`. */
  readonly [Key in Bearer as `removeFrom${Key}`]: (tagId: Id, id: Id) => Observable<boolean>;
} & {
  /** Takes a tag from one by the id of the relation; emits `true`. Seen to work for advertisers only (row 122). */
  readonly [Key in Bearer as `removeFrom${Key}ByRelationalId`]: (id: Id) => Observable<boolean>;
};

/** The methods that have arguments of their own. */
interface NamedTags
  extends
    EntityManager,
    Pick<Generic, 'create' | 'update' | 'findById' | 'findAll' | 'findPages' | 'count'>,
    Relations {
  /** Deletes a tag, by the service's own `Tag.delete`, since tags have no status; emits `true`. */
  delete(id: Id): Observable<boolean>;
}

/** `api.tags`: its own methods, and the rest that the service has for them, each a function of one object. */
export interface TagsManager extends NamedTags, CatalogMethods<'Tag', NamedTags> {}

const encodeTags = (tagIds: readonly Id[], bearer: string, id: Id) => () => {
  if (!Array.isArray(tagIds)) throw new TypeError('Tag ids should be a list');
  tagIds.forEach((tagId) => checkId('tag_ids', tagId));
  checkId(bearer, id);
  return encodeParams({ tag_ids: tagIds, [bearer]: id });
};

export const createTags = (context: ManagerContext): TagsManager => {
  const { caller, listing, generic } = setup<Tag, TagFields, 'Tag'>(context, 'Tag');
  const { create, update, findById, findAll, findPages, count } = generic;

  const relations = (bearer: Bearer) => {
    const key = `${bearer.toLowerCase()}_id`;
    const model = `${bearer}sTags`;
    return {
      [`findAll${bearer}TagRelations`]: (query: RelationQuery = {}) =>
        listing.items(`findAll${bearer}TagRelations`, query, { model }),
      [`addTo${bearer}`]: (tagId: Id, id: Id) =>
        caller.callForModel(`addTo${bearer}`, encodeId({ tag_id: tagId, [key]: id }), { model }),
      [`setFor${bearer}`]: (tagIds: readonly Id[], id: Id) =>
        caller.callForModel(`setFor${bearer}`, encodeTags(tagIds, key, id)),
      [`removeFrom${bearer}`]: (tagId: Id, id: Id) =>
        caller.callForModel(`removeFrom${bearer}`, encodeId({ tag_id: tagId, [key]: id })),
      [`removeFrom${bearer}ByRelationalId`]: (id: Id) =>
        caller.callForModel(`removeFrom${bearer}ByRelationalId`, encodeId({ id })),
    };
  };

  return withCatalogMethods<NamedTags, 'Tag'>(context, 'Tag', {
    create,
    update,
    delete: (id) => caller.callForModel<boolean>('delete', encodeId({ id })),
    findById,
    findAll,
    findPages,
    count,
    ...({ ...relations('Offer'), ...relations('Affiliate'), ...relations('Advertiser') } as unknown as Relations),
  });
};
