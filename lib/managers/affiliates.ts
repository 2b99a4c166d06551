import { catchError, concatMap, map, type Observable, throwError } from 'rxjs';
import type { AffiliateFields, AffiliateUserFields, OfferFileFields } from '../catalog/model-fields.js';
import { RxOffersError } from '../errors/rx-offers-error.js';
import { defineModel } from '../models/define-model.js';
import { MANAGER } from '../models/model-symbols.js';
import type { Id } from '../models/scalar.js';
import type { Stream } from '../streams/stream.js';
import type { AffiliateUser } from './affiliate-users.js';
import { encodeId } from './encode-id.js';
import { CONTEXT, type EntityManager } from './entity-manager.js';
import { firstOrNull } from './first-or-null.js';
import type { Data, GenericMethods } from './generic-methods.js';
import type { ManagerContext } from './manager-context.js';
import type { OfferFile } from './offer-files.js';
import { relatedList, type RelatedList } from './related-list.js';
import { setup } from './setup.js';

/** An affiliate: who brings traffic and is paid for it. */
export class Affiliate extends defineModel<AffiliateFields, AffiliatesManager>('Affiliate') {
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
    return firstOrNull(affiliateUsers.findAll({ filters: { affiliate_id: this.id as Id } }));
  }

  /** The files of this affiliate's account. */
  get files(): RelatedList<OfferFile, OfferFileFields, 'OfferFile'> {
    return relatedList(
      () => this[MANAGER][CONTEXT].managers.offerFiles,
      'account_id',
      () => this.id,
    );
  }

  /** As `api.affiliates.getOfferFilesWithCreativeCode` with this id. */
  getOfferFilesWithCreativeCode(offerId: Id): Stream<OfferFile> {
    return this[MANAGER].getOfferFilesWithCreativeCode(this.id as Id, offerId);
  }
}

type Generic = GenericMethods<Affiliate, AffiliateFields, 'Affiliate'>;

/** `api.affiliates` */
export interface AffiliatesManager
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

export const createAffiliates = (context: ManagerContext): AffiliatesManager => {
  const { caller, generic } = setup<Affiliate, AffiliateFields, 'Affiliate'>(context, 'Affiliate');
  const { create, update, findById, findAll, findPages, findAllIds, count } = generic;

  const createUser = (affiliate: Affiliate, user: Data<AffiliateUserFields>): Observable<Affiliate> =>
    context.managers.affiliateUsers.create({ affiliate_id: affiliate.id, ...user }).pipe(
      map(() => affiliate),
      catchError((cause: unknown) =>
        throwError(() => {
          const reason = cause instanceof Error ? cause.message : String(cause);
          return new RxOffersError(`Affiliate ${affiliate.id} was created, its user was not: ${reason}`, { cause });
        }),
      ),
    );

  return {
    [CONTEXT]: context,
    create,
    update,
    delete: generic.delete,
    findById,
    findAll,
    findPages,
    findAllIds,
    count,
    block: (id, reason) => caller.one<boolean>('block', encodeId({ id }, { reason })),
    createWithUser: (user, data) => create(data).pipe(concatMap((affiliate) => createUser(affiliate, user))),
    getOfferFilesWithCreativeCode: (id, offerId) => context.managers.offers.getOfferFilesWithCreativeCode(offerId, id),
  };
};
