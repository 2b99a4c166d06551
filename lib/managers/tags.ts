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
import { argumentName } from '../calls/argument-errors.js';
import { encodeId } from '../calls/caller.js';
import type { CatalogMethods } from './controller-types.js';
import { type EntityManager, createParts, withCatalogMethods } from './entity-manager.js';
import { type Data, type FindAll, type GenericMethods, pickMethods } from '../calls/generic-methods.js';
import type { ManagerContext } from './managers.js';
import type { Offer } from './offers.js';

/** A label for offers, affiliates and advertisers. Each of its methods calls the manager's with this id. */
export class Tag extends defineModel<TagFields, TagsManager>('Tag', 'name') {
  /** Calls `api.tags.update` with this id. */
  update(data: Data<TagFields>): Observable<Tag> {
    return this[MANAGER].update(this.id as Id, data);
  }

  /** Calls `api.tags.delete` with this id. */
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

/** The fields of a tag relation: to an offer, an affiliate or an advertiser. */
export type TagRelationFields = OffersTagsFields & AffiliatesTagsFields & AdvertisersTagsFields;

/** Models that a tag relation can contain (`contain: ['…']`), as far as they are known; `related()` reaches the others. */
export interface TagRelationRelations {
  readonly Advertiser: Advertiser;
  readonly Affiliate: Affiliate;
  readonly Offer: Offer;
  readonly Tag: Tag;
}

/** A relation of a tag to an offer, an affiliate or an advertiser. */
export class TagRelation extends defineModel<TagRelationFields, TagsManager, TagRelationRelations>('TagRelation') {}

/** The generic methods that the service has for this entity. */
const GENERIC = ['create', 'update', 'findById', 'findAll', 'findPages', 'count'] as const;

type Generic = Pick<GenericMethods<Tag, TagFields, 'Tag'>, (typeof GENERIC)[number]>;
type Bearer = 'Offer' | 'Affiliate' | 'Advertiser';
type RelationQuery = FindAllQuery<TagRelationFields, string, TagRelationRelations>;
type FindRelations = FindAll<TagRelation, TagRelationFields, string, TagRelationRelations>;

/** The methods for the tags of offers, affiliates and advertisers. */
type Relations = {
  /** Emits all relations that match, page after page; the service sends no count, so paging ends with an empty or short page. */
  readonly [Key in Bearer as `findAll${Key}TagRelations`]: FindRelations;
} & {
  /** Adds a tag to an offer, an affiliate or an advertiser, and emits the relation. */
  readonly [Key in Bearer as `addTo${Key}`]: (tagId: Id, id: Id) => Observable<TagRelation>;
} & {
  /** Replaces all tags of an offer, an affiliate or an advertiser with these, and emits `true`. */
  readonly [Key in Bearer as `setFor${Key}`]: (tagIds: readonly Id[], id: Id) => Observable<boolean>;
} & {
  /** Removes a tag from an offer, an affiliate or an advertiser, and emits `true`. */
  readonly [Key in Bearer as `removeFrom${Key}`]: (tagId: Id, id: Id) => Observable<boolean>;
} & {
  /** Removes a tag by the id of its relation, and emits `true`. In recorded replies this works for advertisers only. */
  readonly [Key in Bearer as `removeFrom${Key}ByRelationalId`]: (id: Id) => Observable<boolean>;
};

/** The methods that are typed by hand. */
interface NamedTags extends EntityManager, Generic, Relations {
  /** Deletes a tag and emits `true`. Sent as `Tag.delete`, since tags have no status. */
  delete(id: Id): Observable<boolean>;
}

/** `api.tags`: the methods above, and the others that the catalog knows of `Tag`, each a function of one object. */
export interface TagsManager extends NamedTags, CatalogMethods<'Tag', NamedTags> {}

const encodeTags = (tagIds: readonly Id[], bearer: string, id: Id) => () => {
  if (!Array.isArray(tagIds)) throw new TypeError('tagIds should be an array of ids');
  tagIds.forEach((tagId, index) => checkId(`tagIds[${index}]`, tagId));
  checkId(argumentName(bearer), id);
  // No tags: the call goes without tag_ids.
  return encodeParams({ tag_ids: tagIds.length === 0 ? undefined : tagIds, [bearer]: id });
};

export const createTags = (context: ManagerContext): TagsManager => {
  const { caller, listing, generic } = createParts<Tag, TagFields, 'Tag'>(context, 'Tag');

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
    ...pickMethods(generic, GENERIC),
    delete: (id) => caller.callForModel<boolean>('delete', encodeId({ id })),
    ...({ ...relations('Offer'), ...relations('Affiliate'), ...relations('Advertiser') } as unknown as Relations),
  });
};
