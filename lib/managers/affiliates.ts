import { catchError, concatMap, defaultIfEmpty, defer, map, type Observable, take, throwError } from 'rxjs';
import type { AffiliateFields, AffiliateUserFields, OfferFileFields } from '../catalog/generated/model-fields.js';
import { RxOffersError } from '../errors/base.js';
import { defineModel, MANAGER } from '../models/model.js';
import type { Id } from '../models/query.js';
import { encodeParams, type Params } from '../protocol/params.js';
import { checkRecord } from '../protocol/validate.js';
import type { Stream } from '../streams/stream.js';
import type { AffiliateUser } from './affiliate-users.js';
import { encodeId } from '../calls/caller.js';
import type { CatalogMethods } from './controller-types.js';
import { CONTEXT, type EntityManager, setup, withCatalogMethods } from './entity-manager.js';
import type { Data, GenericMethods } from '../calls/generic-methods.js';
import type { ManagerContext } from './managers.js';
import type { RelationsOf } from './model-classes.js';
import type { OfferFile, OfferFileRelations } from './offer-files.js';
import { relatedList, type RelatedList } from '../calls/related-list.js';
import type { Tag } from './tags.js';

/** What can be contained in an affiliate (`contain: ['…']`), as far as it is known; the rest is reached by `related()`. */
export interface AffiliateRelations extends RelationsOf<'Affiliate'> {
  readonly AffiliateTag: Tag;
}

/** An affiliate: who brings traffic and is paid for it. */
export class Affiliate extends defineModel<AffiliateFields, AffiliatesManager, AffiliateRelations>('Affiliate') {
  /** As `api.affiliates.update` with this id. */
  update(data: Data<AffiliateFields>): Observable<Affiliate> {
    return this[MANAGER].update(this.id as Id, data);
  }

  /** As `api.affiliates.delete` with this id. */
  delete(): Observable<Affiliate> {
    return this[MANAGER].delete(this.id as Id);
  }

  /** As `api.affiliates.block` with this id. */
  block(reason?: string): Observable<boolean> {
    return this[MANAGER].block(this.id as Id, reason);
  }

  /** Emits the first user of this affiliate, or `null`. One request. */
  user(): Observable<AffiliateUser | null> {
    const { affiliateUsers } = this[MANAGER][CONTEXT].managers;
    return firstOrNull(affiliateUsers.findAll({ filters: { affiliate_id: this.id as Id }, limit: 1 }));
  }

  /** The files of this affiliate's account. */
  get files(): RelatedList<OfferFile, OfferFileFields, 'OfferFile', OfferFileRelations> {
    return relatedList(() => this[MANAGER][CONTEXT].managers.offerFiles, {
      name: 'OfferFile',
      field: 'account_id',
      id: this.id,
    });
  }

  /** As `api.affiliates.getOfferFilesWithCreativeCode` with this id. */
  getOfferFilesWithCreativeCode(offerId: Id): Stream<OfferFile> {
    return this[MANAGER].getOfferFilesWithCreativeCode(this.id as Id, offerId);
  }
}

type Generic = GenericMethods<Affiliate, AffiliateFields, 'Affiliate', AffiliateRelations>;

/** The methods that have arguments of their own. */
interface NamedAffiliates
  extends
    EntityManager,
    Pick<Generic, 'create' | 'update' | 'delete' | 'findById' | 'findAll' | 'findPages' | 'findAllIds' | 'count'> {
  /** Blocks an affiliate; emits `true`. */
  block(id: Id, reason?: string): Observable<boolean>;
  /**
   * Creates an affiliate and then a user of it; emits the affiliate. Two writes, one after the other: if the second
   * fails, the affiliate exists, and the error says its id.
   */
  createWithUser(user: Data<AffiliateUserFields>, data: Data<AffiliateFields>): Observable<Affiliate>;
  /** Emits the files of an offer with the creative code of this affiliate: `file.creativeCode`. One request. */
  getOfferFilesWithCreativeCode(id: Id, offerId: Id): Stream<OfferFile>;
}

/** `api.affiliates`: its own methods, and the rest that the service has for them, each a function of one object. */
export interface AffiliatesManager extends NamedAffiliates, CatalogMethods<'Affiliate', NamedAffiliates> {}

/** The id of what was created; the service may answer with the id alone. */
const writtenId = (written: unknown): Id => {
  const id = written instanceof Affiliate ? written.id : written;
  if (typeof id === 'string' || typeof id === 'number') return id;
  throw new RxOffersError('An affiliate was created, its user was not: the reply does not say the id');
};

const userFailure = (id: Id, cause: unknown): RxOffersError => {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new RxOffersError(`Affiliate ${id} was created, its user was not: ${reason}`, { cause });
};

export const createAffiliates = (context: ManagerContext): AffiliatesManager => {
  const { caller, generic } = setup<Affiliate, AffiliateFields, 'Affiliate', AffiliateRelations>(context, 'Affiliate');
  const { create, update, findById, findAll, findPages, findAllIds, count } = generic;

  const createUser = (affiliate: Affiliate, user: Params): Observable<Affiliate> => {
    const id = writtenId(affiliate);
    // The user belongs to this affiliate whatever the caller says.
    return context.managers.affiliateUsers.create(Object.assign({ affiliate_id: id }, user, { affiliate_id: id })).pipe(
      map(() => affiliate),
      catchError((cause: unknown) => throwError(() => userFailure(id, cause))),
    );
  };

  const createWithUser = (user: unknown, data: Data<AffiliateFields>): Observable<Affiliate> =>
    defer(() => {
      const checked = checkRecord('The user', user);
      // Encoded now, so that a wrong user fails before there is an affiliate.
      encodeParams({ data: checked });
      return create(data).pipe(concatMap((affiliate) => createUser(affiliate, checked)));
    });

  return withCatalogMethods<NamedAffiliates, 'Affiliate'>(context, 'Affiliate', {
    create,
    update,
    delete: generic.delete,
    findById,
    findAll,
    findPages,
    findAllIds,
    count,
    block: (id, reason) => caller.callForModel<boolean>('block', encodeId({ id }, { reason })),
    createWithUser,
    getOfferFilesWithCreativeCode: (id, offerId) => context.managers.offers.getOfferFilesWithCreativeCode(offerId, id),
  });
};

/** Emits the first element, or `null` when there is none. */
export const firstOrNull = <T>(source: Observable<T>): Observable<T | null> =>
  source.pipe(take(1), defaultIfEmpty(null));
