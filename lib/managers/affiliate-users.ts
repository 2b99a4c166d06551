import type { Observable } from 'rxjs';
import type { AffiliateUserFields } from '../catalog/generated/model-fields.js';
import { defineModel, MANAGER } from '../models/model.js';
import type { Id } from '../models/query.js';
import type { CatalogMethods } from './controller-types.js';
import { type EntityManager, createParts, withCatalogMethods } from './entity-manager.js';
import { type Data, type GenericMethods, pickMethods } from '../calls/generic-methods.js';
import type { ManagerContext } from './managers.js';
import type { RelationsOf } from './model-classes.js';

/** Models that an affiliate user can contain (`contain: ['…']`), as far as they are known; `related()` reaches the others. */
export type AffiliateUserRelations = RelationsOf<'AffiliateUser'>;

/** A user of an affiliate, who logs in on its behalf. */
export class AffiliateUser extends defineModel<AffiliateUserFields, AffiliateUsersManager, AffiliateUserRelations>(
  'AffiliateUser',
) {
  /** Calls `api.affiliateUsers.update` with this id. */
  update(data: Data<AffiliateUserFields>): Observable<AffiliateUser> {
    return this[MANAGER].update(this.id as Id, data);
  }

  /** Calls `api.affiliateUsers.delete` with this id. */
  delete(): Observable<AffiliateUser> {
    return this[MANAGER].delete(this.id as Id);
  }
}

/** The generic methods that the service has for this entity. */
const GENERIC = ['create', 'update', 'delete', 'findById', 'findAll', 'findPages', 'findAllIds', 'count'] as const;

type Generic = Pick<
  GenericMethods<AffiliateUser, AffiliateUserFields, 'AffiliateUser', AffiliateUserRelations>,
  (typeof GENERIC)[number]
>;

/** The methods that are typed by hand. */
interface NamedAffiliateUsers extends EntityManager, Generic {}

/** `api.affiliateUsers`: the methods above, and the others that the catalog knows of `AffiliateUser`, each a function of one object. */
export interface AffiliateUsersManager
  extends NamedAffiliateUsers, CatalogMethods<'AffiliateUser', NamedAffiliateUsers> {}

export const createAffiliateUsers = (context: ManagerContext): AffiliateUsersManager => {
  const { generic } = createParts<AffiliateUser, AffiliateUserFields, 'AffiliateUser', AffiliateUserRelations>(
    context,
    'AffiliateUser',
  );
  return withCatalogMethods<NamedAffiliateUsers, 'AffiliateUser'>(context, 'AffiliateUser', {
    ...pickMethods(generic, GENERIC),
  });
};
