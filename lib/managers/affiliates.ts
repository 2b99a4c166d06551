import { catchError, concatMap, defaultIfEmpty, defer, map, type Observable, take, throwError } from 'rxjs';
import type { AffiliateFields, AffiliateUserFields, OfferFileFields } from '../catalog/generated/model-fields.js';
import { RxOffersError } from '../errors/base.js';
import { defineModel, MANAGER } from '../models/model.js';
import type { Id, UnlistedOption } from '../models/query.js';
import { encodeParams, type Params, writeParameters } from '../protocol/params.js';
import { checkRecord } from '../protocol/validate.js';
import { deferStream, type Stream } from '../streams/stream.js';
import type { AffiliateUser } from './affiliate-users.js';
import { namingMethod } from '../calls/argument-errors.js';
import { encodeFields, encodeId } from '../calls/caller.js';
import type { CatalogMethods } from './controller-types.js';
import { CONTEXT, type EntityManager, createParts, withCatalogMethods } from './entity-manager.js';
import { checkUnlisted, type Data, type GenericMethods, pickMethods } from '../calls/generic-methods.js';
import type { ManagerContext } from './managers.js';
import type { RelationsOf } from './model-classes.js';
import type { OfferFile, OfferFileRelations } from './offer-files.js';
import { relatedList, type RelatedList } from '../calls/related-list.js';
import type { Tag } from './tags.js';

/** Emits the first element, or `null` if there is none. */
const firstOrNull = <T>(source: Observable<T>): Observable<T | null> => source.pipe(take(1), defaultIfEmpty(null));

/** Models that an affiliate can contain (`contain: ['…']`), as far as they are known; `related()` reaches the others. */
export interface AffiliateRelations extends RelationsOf<'Affiliate'> {
  readonly AffiliateTag: Tag;
}

/** An affiliate, who sends traffic and is paid for it. */
export class Affiliate extends defineModel<AffiliateFields, AffiliatesManager, AffiliateRelations>('Affiliate') {
  /** Calls `api.affiliates.update` with this id. */
  update(data: Data<AffiliateFields>): Observable<Affiliate> {
    return this[MANAGER].update(this.id as Id, data);
  }

  /** Calls `api.affiliates.delete` with this id. */
  delete(): Observable<Affiliate> {
    return this[MANAGER].delete(this.id as Id);
  }

  /** Calls `api.affiliates.block` with this id. */
  block(reason?: string): Observable<boolean> {
    return this[MANAGER].block(this.id as Id, reason);
  }

  /** Emits the first user of this affiliate, or `null` if it has none, and completes. One request. */
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

  /** Calls `api.affiliates.getOfferFilesWithCreativeCode` with this id. */
  getOfferFilesWithCreativeCode(offerId: Id): Stream<OfferFile> {
    return this[MANAGER].getOfferFilesWithCreativeCode(this.id as Id, offerId);
  }
}

/** The generic methods that the service has for this entity. */
const GENERIC = ['create', 'update', 'delete', 'findById', 'findAll', 'findPages', 'findAllIds', 'count'] as const;

type Generic = Pick<
  GenericMethods<Affiliate, AffiliateFields, 'Affiliate', AffiliateRelations>,
  (typeof GENERIC)[number]
>;

/** The methods that are typed by hand. */
interface NamedAffiliates extends EntityManager, Generic {
  /** Blocks an affiliate and emits `true`. */
  block(id: Id, reason?: string): Observable<boolean>;
  /**
   * Creates an affiliate, then a user of it, and emits the affiliate. Two writes, one after the other: if the second
   * fails, the affiliate exists, and the message of the error (an `RxOffersError`) has its id.
   */
  createWithUser(user: Data<AffiliateUserFields>, data: Data<AffiliateFields>): Observable<Affiliate>;
  createWithUser(user: Params, data: Params, options: UnlistedOption): Observable<Affiliate>;
  /** Emits the files of an offer with the creative code of this affiliate: `file.creativeCode`. One request. */
  getOfferFilesWithCreativeCode(id: Id, offerId: Id): Stream<OfferFile>;
}

/** `api.affiliates`: the methods above, and the others that the catalog knows of `Affiliate`, each a function of one object. */
export interface AffiliatesManager extends NamedAffiliates, CatalogMethods<'Affiliate', NamedAffiliates> {}

/** The id of the new affiliate; the service may answer with the id alone. */
const writtenId = (written: unknown): Id => {
  const id = written instanceof Affiliate ? written.id : written;
  if (typeof id === 'string' || typeof id === 'number') return id;
  throw new RxOffersError('An affiliate was created, but its user was not: the reply has no id');
};

const userFailure = (id: Id, cause: unknown): RxOffersError => {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new RxOffersError(`Affiliate ${id} was created, but its user was not: ${reason}`, { cause });
};

export const createAffiliates = (context: ManagerContext): AffiliatesManager => {
  const { caller, generic } = createParts<Affiliate, AffiliateFields, 'Affiliate', AffiliateRelations>(
    context,
    'Affiliate',
  );

  const createUser = (affiliate: Affiliate, user: Params): Observable<Affiliate> => {
    const id = writtenId(affiliate);
    // The user belongs to this affiliate whatever its data says.
    const data: Params = Object.assign({ affiliate_id: id }, user, { affiliate_id: id });
    return context.managers.affiliateUsers.create(data, { unlisted: true }).pipe(
      map(() => affiliate),
      catchError((cause: unknown) => throwError(() => userFailure(id, cause))),
    );
  };

  const createWithUser = (user: unknown, data: Params, options: Partial<UnlistedOption> = {}): Observable<Affiliate> =>
    defer(() => {
      // Checked and encoded in advance, so that a wrong user fails before there is an affiliate.
      const checked = namingMethod('Affiliate.createWithUser', () => {
        checkUnlisted(options);
        const record = checkRecord('user', user);
        writeParameters([...encodeParams({ user: record }), ...encodeFields(data)], {
          zone: context.zone,
          kind: 'write',
        });
        return record;
      });
      return generic.create(data, { unlisted: true }).pipe(concatMap((affiliate) => createUser(affiliate, checked)));
    });

  return withCatalogMethods<NamedAffiliates, 'Affiliate'>(context, 'Affiliate', {
    ...pickMethods(generic, GENERIC),
    block: (id, reason) => caller.callForModel<boolean>('block', encodeId({ id }, { reason })),
    createWithUser,
    getOfferFilesWithCreativeCode: (id, offerId) =>
      deferStream(() => {
        namingMethod('Affiliate.getOfferFilesWithCreativeCode', encodeId({ id, offer_id: offerId }));
        return context.managers.offers.getOfferFilesWithCreativeCode(offerId, id);
      }),
  });
};
