import type { Observable } from 'rxjs';
import type {
  AffiliateOfferFields,
  ConversionFields,
  OfferFields,
  OfferFileFields,
} from '../catalog/generated/model-fields.js';
import { defineModel, MANAGER } from '../models/model.js';
import type { FindAllQuery, Id, Scalar } from '../models/query.js';
import { checkRecord } from '../protocol/validate.js';
import { deferStream, type Stream } from '../streams/stream.js';
import type { Affiliate } from './affiliates.js';
import type { OfferCategory } from './application.js';
import { encodeId } from '../calls/caller.js';
import type { CatalogMethods } from './controller-types.js';
import type { Conversion, ConversionRelations } from './conversions.js';
import type { Country } from './countries.js';
import { CONTEXT, type EntityManager, setup, withCatalogMethods } from './entity-manager.js';
import type { Data, FindAll, GenericMethods } from '../calls/generic-methods.js';
import type { ManagerContext } from './managers.js';
import type { RelationsOf } from './model-classes.js';
import type { OfferFile, OfferFileRelations } from './offer-files.js';
import { checkOptions } from '../calls/paging.js';
import { narrow, relatedList, type RelatedList } from '../calls/related-list.js';
import type { Tag } from './tags.js';

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

/** How a tracking link is made. */
export interface TrackingLinkOptions {
  /** A short link. @default false */
  readonly tinyUrl?: boolean;
  /** Parameters of the link: `{ aff_sub: 'a', file_id: 3 }`. */
  readonly params?: Readonly<Record<string, Scalar>>;
}

/** A tracking link, as it came (ids may be strings or numbers, row 68). */
export interface TrackingLink {
  readonly affiliate_id: string | number;
  readonly offer_id: string | number;
  readonly click_url: string;
  readonly impression_pixel?: string;
}

type Generic = GenericMethods<Offer, OfferFields, 'Offer', OfferRelations>;

/** The methods that have arguments of their own. */
interface NamedOffers
  extends
    EntityManager,
    Pick<Generic, 'create' | 'update' | 'findById' | 'findAll' | 'findPages' | 'findAllIds' | 'count'> {
  /** Targets an offer at a country, by its two letters; emits `true`. */
  addTargetCountry(id: Id, code: string): Observable<boolean>;
  /** Emits the countries an offer is targeted at. One request. */
  getTargetCountries(id: Id): Stream<Country>;
  /** Puts an offer into a category; emits `true`. */
  addCategory(id: Id, categoryId: Id): Observable<boolean>;
  /** Emits the categories of an offer. One request. */
  getCategories(id: Id): Stream<OfferCategory>;
  /** Keeps an affiliate from an offer; emits `true`. */
  blockAffiliate(id: Id, affiliateId: Id): Observable<boolean>;
  /** Lets an affiliate run an offer again; emits `true`. */
  unblockAffiliate(id: Id, affiliateId: Id): Observable<boolean>;
  /** Sets whether an affiliate may run an offer; emits the approval, `true` or its new id (row 64). */
  setAffiliateApprovalStatus(id: Id, affiliateId: Id, status: string): Observable<AffiliateOffer | boolean | string>;
  /** Emits `approved`, `pending` …, or `null`. */
  getAffiliateApprovalStatus(id: Id, affiliateId: Id): Observable<string | null>;
  /** Emits the ids of the affiliates that are kept from an offer. One request. */
  getBlockedAffiliateIds(id: Id): Stream<string>;
  /** Emits the ids of the affiliates that may run an offer. One request. */
  getApprovedAffiliateIds(id: Id): Stream<string>;
  /** Emits the ids of the affiliates that wait for approval. One request. */
  getUnapprovedAffiliateIds(id: Id): Stream<string>;
  /** Emits a tracking link for an affiliate, as the service gives it. */
  generateTrackingLink(id: Id, affiliateId: Id, options?: TrackingLinkOptions): Observable<TrackingLink>;
  /** Emits the files of an offer with the creative code of an affiliate: `file.creativeCode`. One request. */
  getOfferFilesWithCreativeCode(id: Id, affiliateId: Id): Stream<OfferFile>;
  /** Emits all approvals that match, page after page. */
  readonly findAllAffiliateApprovals: FindApprovals;
}

/** `api.offers`: its own methods, and the rest that the service has for them, each a function of one object. */
export interface OffersManager extends NamedOffers, CatalogMethods<'Offer', NamedOffers> {}

const encodeStatus = (id: Id, affiliateId: Id, status: string) => () => {
  if (typeof status !== 'string' || status === '') throw new TypeError('Status should be a string, not an empty one');
  return encodeId({ id, affiliate_id: affiliateId }, { status })();
};

const encodeLink = (id: Id, affiliateId: Id, options: TrackingLinkOptions) => () => {
  checkOptions('The options of a link', options, ['tinyUrl', 'params']);
  const { tinyUrl = false, params = {} } = options;
  if (typeof tinyUrl !== 'boolean') throw new TypeError('tinyUrl should be true or false');
  const ids = { offer_id: id, affiliate_id: affiliateId };
  return encodeId(ids, { options: { tiny_url: tinyUrl }, params: checkRecord('Params', params) })();
};

export const createOffers = (context: ManagerContext): OffersManager => {
  const { caller, listing, generic } = setup<Offer, OfferFields, 'Offer', OfferRelations>(context, 'Offer');
  const { create, update, findById, findAll, findPages, findAllIds, count } = generic;
  const withAffiliate = (id: Id, affiliate_id: Id, params?: Record<string, unknown>) =>
    encodeId({ id, affiliate_id }, params);
  const ids = (method: string) => (id: Id) => listing.ids(method, encodeId({ id }));
  return withCatalogMethods<NamedOffers, 'Offer'>(context, 'Offer', {
    create,
    update,
    findById,
    findAll,
    findPages,
    findAllIds,
    count,
    addTargetCountry: (id, code) => caller.callForModel('addTargetCountry', encodeId({ id, country_code: code })),
    getTargetCountries: (id) => listing.whole('getTargetCountries', encodeId({ id }), { model: 'Country' }),
    addCategory: (id, categoryId) => caller.callForModel('addCategory', encodeId({ id, category_id: categoryId })),
    getCategories: (id) => listing.whole('getCategories', encodeId({ id }), { model: 'OfferCategory' }),
    blockAffiliate: (id, affiliateId) => caller.callForModel('blockAffiliate', withAffiliate(id, affiliateId)),
    unblockAffiliate: (id, affiliateId) => caller.callForModel('unblockAffiliate', withAffiliate(id, affiliateId)),
    setAffiliateApprovalStatus: (id, affiliateId, status) =>
      caller.callForModel('setAffiliateApproval', encodeStatus(id, affiliateId, status), { model: 'AffiliateOffer' }),
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
      listing.whole('getOfferFilesWithCreativeCode', encodeId({ affiliate_id: affiliateId, offer_id: id }), {
        model: 'OfferFile',
      }),
    findAllAffiliateApprovals: ((query: ApprovalQuery = {}) =>
      listing.items('findAllAffiliateApprovals', query, { model: 'AffiliateOffer' })) as unknown as FindApprovals,
  });
};
