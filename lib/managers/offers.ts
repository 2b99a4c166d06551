import type { Observable } from 'rxjs';
import type {
  AffiliateOfferFields,
  ConversionFields,
  OfferFields,
  OfferFileFields,
} from '../catalog/generated/model-fields.js';
import { defineModel, MANAGER } from '../models/model.js';
import type { FindAllQuery, Id, Scalar } from '../models/query.js';
import { encodeParams } from '../protocol/params.js';
import { checkFlag, checkKeys, checkRecord, checkText } from '../protocol/validate.js';
import { deferStream, type Stream } from '../streams/stream.js';
import type { Affiliate } from './affiliates.js';
import type { OfferCategory } from './application.js';
import { encodeId } from '../calls/caller.js';
import type { CatalogMethods } from './controller-types.js';
import type { Conversion, ConversionRelations } from './conversions.js';
import type { Country } from './countries.js';
import { CONTEXT, type EntityManager, createParts, withCatalogMethods } from './entity-manager.js';
import { type Data, type FindAll, type GenericMethods, pickMethods } from '../calls/generic-methods.js';
import type { ManagerContext } from './managers.js';
import type { RelationsOf } from './model-classes.js';
import type { OfferFile, OfferFileRelations } from './offer-files.js';
import { relatedList, type RelatedList, withRelationFilter } from '../calls/related-list.js';
import type { Tag } from './tags.js';

/** Models that an affiliate offer can contain (`contain: ['…']`), as far as they are known; `related()` reaches the others. */
export interface AffiliateOfferRelations {
  readonly Affiliate: Affiliate;
  readonly Offer: Offer;
}

/** An approval: whether an affiliate may run an offer. */
export class AffiliateOffer extends defineModel<AffiliateOfferFields, OffersManager, AffiliateOfferRelations>(
  'AffiliateOffer',
  'approval_status',
) {}

/** A query for approvals. */
type ApprovalQuery = FindAllQuery<AffiliateOfferFields, 'AffiliateOffer', AffiliateOfferRelations>;

/** Finds approvals. */
type FindApprovals = FindAll<AffiliateOffer, AffiliateOfferFields, 'AffiliateOffer', AffiliateOfferRelations>;

/** Models that an offer can contain (`contain: ['…']`), as far as they are known; `related()` reaches the others. */
export interface OfferRelations extends RelationsOf<'Offer'> {
  readonly OfferTag: Tag;
}

/** An offer, which affiliates promote. Each of its methods calls the manager's with this id. */
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

  /** Emits the approvals of this offer; takes the queries of `api.offers.findAllAffiliateApprovals`. */
  get findAllAffiliateApprovals(): FindApprovals {
    const relation = { name: 'AffiliateOffer', field: 'offer_id', id: this.id };
    return (query = {}) =>
      deferStream(() => {
        const ofThisOffer = withRelationFilter(relation, query, 'Offer.findAllAffiliateApprovals');
        return this[MANAGER].findAllAffiliateApprovals(ofThisOffer);
      });
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

/** Options of a tracking link. */
export interface TrackingLinkOptions {
  /** Make a short link. @default false */
  readonly tinyUrl?: boolean;
  /** Parameters of the link: `{ aff_sub: 'a', file_id: 3 }`. */
  readonly params?: Readonly<Record<string, Scalar>>;
}

/** A tracking link, as the service sends it: in recorded replies ids are strings or numbers. */
export interface TrackingLink {
  readonly affiliate_id: string | number;
  readonly offer_id: string | number;
  readonly click_url: string;
  readonly impression_pixel?: string;
}

/** The generic methods that the service has for this entity. */
const GENERIC = ['create', 'update', 'findById', 'findAll', 'findPages', 'findAllIds', 'count'] as const;

type Generic = Pick<GenericMethods<Offer, OfferFields, 'Offer', OfferRelations>, (typeof GENERIC)[number]>;

/** The methods that are typed by hand. */
interface NamedOffers extends EntityManager, Generic {
  /** Targets an offer at a country, by its two-letter code, and emits `true`. */
  addTargetCountry(id: Id, code: string): Observable<boolean>;
  /** Emits the countries an offer is targeted at. One request. */
  getTargetCountries(id: Id): Stream<Country>;
  /** Puts an offer into a category and emits `true`. */
  addCategory(id: Id, categoryId: Id): Observable<boolean>;
  /** Emits the categories of an offer. One request. */
  getCategories(id: Id): Stream<OfferCategory>;
  /** Blocks an affiliate from an offer and emits `true`. */
  blockAffiliate(id: Id, affiliateId: Id): Observable<boolean>;
  /** Lets a blocked affiliate run an offer again and emits `true`. */
  unblockAffiliate(id: Id, affiliateId: Id): Observable<boolean>;
  /**
   * Sets whether an affiliate may run an offer. Emits the approval, `true` or its new id: all three were seen in recorded
   * replies.
   */
  setAffiliateApprovalStatus(id: Id, affiliateId: Id, status: string): Observable<AffiliateOffer | boolean | string>;
  /** Emits the status of an approval (`approved`, `pending`, …), or `null` if there is none. */
  getAffiliateApprovalStatus(id: Id, affiliateId: Id): Observable<string | null>;
  /** Emits the ids of the affiliates that are blocked from an offer. One request. */
  getBlockedAffiliateIds(id: Id): Stream<string>;
  /** Emits the ids of the affiliates that may run an offer. One request. */
  getApprovedAffiliateIds(id: Id): Stream<string>;
  /** Emits the ids of the affiliates that wait for approval. One request. */
  getUnapprovedAffiliateIds(id: Id): Stream<string>;
  /** Emits a tracking link for an affiliate once. */
  generateTrackingLink(id: Id, affiliateId: Id, options?: TrackingLinkOptions): Observable<TrackingLink>;
  /** Emits the files of an offer with the creative code of an affiliate: `file.creativeCode`. One request. */
  getOfferFilesWithCreativeCode(id: Id, affiliateId: Id): Stream<OfferFile>;
  /** Emits all approvals that match, page after page. */
  readonly findAllAffiliateApprovals: FindApprovals;
}

/** `api.offers`: the methods above, and the others that the catalog knows of `Offer`, each a function of one object. */
export interface OffersManager extends NamedOffers, CatalogMethods<'Offer', NamedOffers> {}

const encodeStatus = (id: Id, affiliateId: Id, status: string) => () => {
  const pairs = encodeId({ id, affiliate_id: affiliateId }, { status })();
  checkText('status', status);
  return pairs;
};

const encodeFiles = (id: Id, affiliateId: Id) =>
  encodeId({ affiliate_id: affiliateId, offer_id: id }, {}, ['id', 'affiliate_id']);

const encodeLink = (id: Id, affiliateId: Id, options: TrackingLinkOptions) => () => {
  const ids = encodeId({ offer_id: id, affiliate_id: affiliateId }, {}, ['id', 'affiliate_id', 'options'])();
  checkKeys('options', options, ['tinyUrl', 'params']);
  const { tinyUrl = false, params = {} } = options;
  checkFlag('tinyUrl', tinyUrl);
  return [...ids, ...encodeParams({ options: { tiny_url: tinyUrl }, params: checkRecord('params', params) })];
};

export const createOffers = (context: ManagerContext): OffersManager => {
  const { caller, listing, generic } = createParts<Offer, OfferFields, 'Offer', OfferRelations>(context, 'Offer');
  const withAffiliate = (id: Id, affiliate_id: Id, params?: Record<string, unknown>) =>
    encodeId({ id, affiliate_id }, params);
  const ids = (method: string) => (id: Id) => listing.ids(method, encodeId({ id }));
  return withCatalogMethods<NamedOffers, 'Offer'>(context, 'Offer', {
    ...pickMethods(generic, GENERIC),
    addTargetCountry: (id, code) =>
      caller.callForModel('addTargetCountry', encodeId({ id, country_code: code }, {}, ['id', 'code'])),
    getTargetCountries: (id) => listing.whole('getTargetCountries', encodeId({ id }), { model: 'Country' }),
    addCategory: (id, categoryId) => caller.callForModel('addCategory', encodeId({ id, category_id: categoryId })),
    getCategories: (id) => listing.whole('getCategories', encodeId({ id }), { model: 'OfferCategory' }),
    blockAffiliate: (id, affiliateId) => caller.callForModel('blockAffiliate', withAffiliate(id, affiliateId)),
    unblockAffiliate: (id, affiliateId) => caller.callForModel('unblockAffiliate', withAffiliate(id, affiliateId)),
    setAffiliateApprovalStatus: (id, affiliateId, status) =>
      caller.callForModel('setAffiliateApproval', encodeStatus(id, affiliateId, status), {
        model: 'AffiliateOffer',
        as: 'setAffiliateApprovalStatus',
      }),
    getAffiliateApprovalStatus: (id, affiliateId) =>
      caller.callForModel('getAffiliateApprovalStatus', withAffiliate(id, affiliateId)),
    getBlockedAffiliateIds: ids('getBlockedAffiliateIds'),
    getApprovedAffiliateIds: ids('getApprovedAffiliateIds'),
    getUnapprovedAffiliateIds: ids('getUnapprovedAffiliateIds'),
    generateTrackingLink: (id, affiliateId, options = {}) =>
      caller.callForData(
        'generateTrackingLink',
        encodeLink(id, affiliateId, options),
      ) as unknown as Observable<TrackingLink>,
    getOfferFilesWithCreativeCode: (id, affiliateId) =>
      listing.whole('getOfferFilesWithCreativeCode', encodeFiles(id, affiliateId), {
        model: 'OfferFile',
      }),
    findAllAffiliateApprovals: ((query: ApprovalQuery = {}) =>
      listing.items('findAllAffiliateApprovals', query, { model: 'AffiliateOffer' })) as unknown as FindApprovals,
  });
};
