import type { Observable } from 'rxjs';
import type { AdvertiserFields } from '../catalog/generated/model-fields.js';
import { defineModel, MANAGER } from '../models/model.js';
import type { Id } from '../models/query.js';
import { encodeId } from '../calls/caller.js';
import type { CatalogMethods } from './controller-types.js';
import { type EntityManager, setup, withCatalogMethods } from './entity-manager.js';
import type { Data, GenericMethods } from '../calls/generic-methods.js';
import type { ManagerContext } from './managers.js';
import type { RelationsOf } from './model-classes.js';
import type { Tag } from './tags.js';

/** What can be contained in an advertiser (`contain: ['…']`), as far as it is known; the rest is reached by `related()`. */
export interface AdvertiserRelations extends RelationsOf<'Advertiser'> {
  readonly AdvertiserTag: Tag;
}

/** An advertiser: who pays for conversions. */
export class Advertiser extends defineModel<AdvertiserFields, AdvertisersManager, AdvertiserRelations>(
  'Advertiser',
  'company',
) {
  /** As `api.advertisers.update` with this id. */
  update(data: Data<AdvertiserFields>): Observable<Advertiser> {
    return this[MANAGER].update(this.id as Id, data);
  }

  /** As `api.advertisers.block` with this id. */
  block(reason?: string): Observable<boolean> {
    return this[MANAGER].block(this.id as Id, reason);
  }
}

type Generic = GenericMethods<Advertiser, AdvertiserFields, 'Advertiser', AdvertiserRelations>;

/** The methods that have arguments of their own. */
interface NamedAdvertisers
  extends
    EntityManager,
    Pick<Generic, 'create' | 'update' | 'findById' | 'findAll' | 'findPages' | 'findAllIds' | 'count'> {
  /** Blocks an advertiser; emits `true`. The reason is sent even when empty. */
  block(id: Id, reason?: string): Observable<boolean>;
}

/** `api.advertisers`: its own methods, and the rest that the service has for them, each a function of one object. */
export interface AdvertisersManager extends NamedAdvertisers, CatalogMethods<'Advertiser', NamedAdvertisers> {}

export const createAdvertisers = (context: ManagerContext): AdvertisersManager => {
  const { caller, generic } = setup<Advertiser, AdvertiserFields, 'Advertiser', AdvertiserRelations>(
    context,
    'Advertiser',
  );
  const { create, update, findById, findAll, findPages, findAllIds, count } = generic;
  return withCatalogMethods<NamedAdvertisers, 'Advertiser'>(context, 'Advertiser', {
    create,
    update,
    findById,
    findAll,
    findPages,
    findAllIds,
    count,
    block: (id, reason = '') => caller.callForModel<boolean>('block', encodeId({ id }, { reason })),
  });
};
