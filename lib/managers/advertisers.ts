import type { Observable } from 'rxjs';
import type { AdvertiserFields } from '../catalog/generated/model-fields.js';
import { defineModel, MANAGER } from '../models/model.js';
import type { Id } from '../models/query.js';
import { encodeId } from '../calls/caller.js';
import type { CatalogMethods } from './controller-types.js';
import { type EntityManager, createParts, withCatalogMethods } from './entity-manager.js';
import { type Data, type GenericMethods, pickMethods } from '../calls/generic-methods.js';
import type { ManagerContext } from './managers.js';
import type { RelationsOf } from './model-classes.js';
import type { Tag } from './tags.js';

/** Models that an advertiser can contain (`contain: ['…']`), as far as they are known; `related()` reaches the others. */
export interface AdvertiserRelations extends RelationsOf<'Advertiser'> {
  readonly AdvertiserTag: Tag;
}

/** An advertiser, who pays for conversions. */
export class Advertiser extends defineModel<AdvertiserFields, AdvertisersManager, AdvertiserRelations>(
  'Advertiser',
  'company',
) {
  /** Calls `api.advertisers.update` with this id. */
  update(data: Data<AdvertiserFields>): Observable<Advertiser> {
    return this[MANAGER].update(this.id as Id, data);
  }

  /** Calls `api.advertisers.block` with this id. */
  block(reason?: string): Observable<boolean> {
    return this[MANAGER].block(this.id as Id, reason);
  }
}

/** The generic methods that the service has for this entity. */
const GENERIC = ['create', 'update', 'findById', 'findAll', 'findPages', 'findAllIds', 'count'] as const;

type Generic = Pick<
  GenericMethods<Advertiser, AdvertiserFields, 'Advertiser', AdvertiserRelations>,
  (typeof GENERIC)[number]
>;

/** The methods that are typed by hand. */
interface NamedAdvertisers extends EntityManager, Generic {
  /** Blocks an advertiser and emits `true`. The reason is sent even when it is empty, as pyoffers sends it. */
  block(id: Id, reason?: string): Observable<boolean>;
}

/** `api.advertisers`: the methods above, and the others that the catalog knows of `Advertiser`, each a function of one object. */
export interface AdvertisersManager extends NamedAdvertisers, CatalogMethods<'Advertiser', NamedAdvertisers> {}

export const createAdvertisers = (context: ManagerContext): AdvertisersManager => {
  const { caller, generic } = createParts<Advertiser, AdvertiserFields, 'Advertiser', AdvertiserRelations>(
    context,
    'Advertiser',
  );
  return withCatalogMethods<NamedAdvertisers, 'Advertiser'>(context, 'Advertiser', {
    ...pickMethods(generic, GENERIC),
    block: (id, reason = '') => caller.callForModel<boolean>('block', encodeId({ id }, { reason })),
  });
};
