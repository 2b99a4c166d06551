import type { Observable } from 'rxjs';
import type { ConversionFields } from '../catalog/model-fields.js';
import { defineModel } from '../models/define-model.js';
import { MANAGER } from '../models/model-symbols.js';
import type { Model } from '../models/model.js';
import type { Id } from '../models/scalar.js';
import type { Advertiser } from './advertisers.js';
import type { Affiliate } from './affiliates.js';
import type { Country } from './countries.js';
import { type EntityManager, entityManager } from './entity-manager.js';
import type { Data, GenericMethods } from './generic-methods.js';
import type { ManagerContext } from './manager-context.js';
import type { OfferFile } from './offer-files.js';
import type { Offer } from './offers.js';
import { setup } from './setup.js';

/** What can be contained in a conversion (`contain: ['…']`), as far as it is known; the rest is reached by `related()`. */
export interface ConversionRelations {
  readonly Advertiser: Advertiser;
  readonly Affiliate: Affiliate;
  readonly Country: Country;
  readonly Offer: Offer;
  readonly OfferFile: OfferFile;
  readonly OfferUrl: Model;
  readonly ConversionMeta: Model;
}

/** A conversion: an action that is paid for. */
export class Conversion extends defineModel<ConversionFields, ConversionsManager, ConversionRelations>('Conversion') {
  /** As `api.conversions.update` with this id. */
  update(data: Data<ConversionFields>): Observable<Conversion> {
    return this[MANAGER].update(this.id as Id, data);
  }
}

type Generic = GenericMethods<Conversion, ConversionFields, 'Conversion'>;

/** `api.conversions` */
export interface ConversionsManager
  extends EntityManager, Pick<Generic, 'create' | 'update' | 'findById' | 'findAll' | 'findPages' | 'count'> {}

export const createConversions = (context: ManagerContext): ConversionsManager => {
  const { generic } = setup<Conversion, ConversionFields, 'Conversion'>(context, 'Conversion');
  const { create, update, findById, findAll, findPages, count } = generic;
  return entityManager(context, { create, update, findById, findAll, findPages, count });
};
