import type { Observable } from 'rxjs';
import type { ConversionFields } from '../catalog/model-fields.js';
import { defineModel } from '../models/define-model.js';
import { MANAGER } from '../models/model-symbols.js';
import type { Id } from '../models/scalar.js';
import { CONTEXT, type EntityManager } from './entity-manager.js';
import type { Data, GenericMethods } from './generic-methods.js';
import type { ManagerContext } from './manager-context.js';
import { setup } from './setup.js';

/** A conversion: an action that is paid for. */
export class Conversion extends defineModel<ConversionFields, ConversionsManager>('Conversion') {
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
  return { [CONTEXT]: context, create, update, findById, findAll, findPages, count };
};
