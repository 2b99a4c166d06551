import type { Observable } from 'rxjs';
import type { AffiliateUserFields } from '../catalog/generated/model-fields.js';
import { defineModel, MANAGER } from '../models/model.js';
import type { Id } from '../models/query.js';
import type { CatalogMethods } from './controller-types.js';
import { type EntityManager, setup, withCatalogMethods } from './entity-manager.js';
import type { Data, GenericMethods } from '../calls/generic-methods.js';
import type { ManagerContext } from './managers.js';
import type { RelationsOf } from './model-classes.js';

/** What can be contained in an affiliate user (`contain: ['…']`), as far as it is known; the rest is reached by `related()`. */
export type AffiliateUserRelations = RelationsOf<'AffiliateUser'>;

/** A user of an affiliate: who logs in for it. */
export class AffiliateUser extends defineModel<AffiliateUserFields, AffiliateUsersManager, AffiliateUserRelations>(
  'AffiliateUser',
) {
  /** As `api.affiliateUsers.update` with this id. */
  update(data: Data<AffiliateUserFields>): Observable<AffiliateUser> {
    return this[MANAGER].update(this.id as Id, data);
  }

  /** As `api.affiliateUsers.delete` with this id. */
  delete(): Observable<AffiliateUser> {
    return this[MANAGER].delete(this.id as Id);
  }
}

type Generic = GenericMethods<AffiliateUser, AffiliateUserFields, 'AffiliateUser', AffiliateUserRelations>;

/** The methods that have arguments of their own. */
interface NamedAffiliateUsers
  extends
    EntityManager,
    Pick<Generic, 'create' | 'update' | 'delete' | 'findById' | 'findAll' | 'findPages' | 'findAllIds' | 'count'> {}

/** `api.affiliateUsers`: its own methods, and the rest that the service has for them, each a function of one object. */
export interface AffiliateUsersManager
  extends NamedAffiliateUsers, CatalogMethods<'AffiliateUser', NamedAffiliateUsers> {}

export const createAffiliateUsers = (context: ManagerContext): AffiliateUsersManager => {
  const { generic } = setup<AffiliateUser, AffiliateUserFields, 'AffiliateUser', AffiliateUserRelations>(
    context,
    'AffiliateUser',
  );
  const { create, update, findById, findAll, findPages, findAllIds, count } = generic;
  return withCatalogMethods<NamedAffiliateUsers, 'AffiliateUser'>(context, 'AffiliateUser', {
    create,
    update,
    delete: generic.delete,
    findById,
    findAll,
    findPages,
    findAllIds,
    count,
  });
};
