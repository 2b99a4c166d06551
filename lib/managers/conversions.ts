import type { Observable } from 'rxjs';
import type { ConversionFields } from '../catalog/generated/model-fields.js';
import { defineModel, MANAGER } from '../models/model.js';
import type { Id } from '../models/query.js';
import type { Stream } from '../streams/stream.js';
import type { CatalogMethods } from './controller-types.js';
import { type ChangedQuery, findChanged } from './conversion-sync/find-changed.js';
import { type ConversionSync, createConversionSync } from './conversion-sync/sync.js';
import { type EntityManager, setup, withCatalogMethods } from './entity-manager.js';
import type { Data, GenericMethods } from '../calls/generic-methods.js';
import type { ManagerContext } from './managers.js';
import type { RelationsOf } from './model-classes.js';

/** What can be contained in a conversion (`contain: ['…']`), as far as it is known; the rest is reached by `related()`. */
export type ConversionRelations = RelationsOf<'Conversion'>;

/** A conversion: an action that is paid for. */
export class Conversion extends defineModel<ConversionFields, ConversionsManager, ConversionRelations>('Conversion') {
  /** As `api.conversions.update` with this id. */
  update(data: Data<ConversionFields>): Observable<Conversion> {
    return this[MANAGER].update(this.id as Id, data);
  }
}

type Generic = GenericMethods<Conversion, ConversionFields, 'Conversion', ConversionRelations>;

/** The methods that have arguments of their own. */
interface NamedConversions
  extends EntityManager, Pick<Generic, 'create' | 'update' | 'findById' | 'findAll' | 'findPages' | 'count'> {
  /**
   * Emits the conversions that were changed in a range of time, one by one, and completes. One request; should the reply
   * say that there are more pages, one more for each. Wrong arguments are a `TypeError` or `RangeError` of the stream, and
   * nothing is sent. **Unverified**: the service has the method (`Conversion.findUpdatedConversions`), but its parameters
   * and its reply were never seen; what you know better goes under `params`.
   */
  findUpdated(query: ChangedQuery): Stream<Conversion>;
  /** The same for those that were added (`Conversion.findAddedConversions`). **Unverified** in the same way. */
  findAdded(query: ChangedQuery): Stream<Conversion>;
  /** Follows conversions and their changes: see {@link ConversionSync}. */
  readonly sync: ConversionSync<Conversion>;
}

/** `api.conversions`: its own methods, and the rest that the service has for them, each a function of one object. */
export interface ConversionsManager extends NamedConversions, CatalogMethods<'Conversion', NamedConversions> {}

export const createConversions = (context: ManagerContext): ConversionsManager => {
  const { generic, caller, listing } = setup<Conversion, ConversionFields, 'Conversion', ConversionRelations>(
    context,
    'Conversion',
  );
  const { create, update, findById, findAll, findPages, count } = generic;
  const findUpdated = findChanged<Conversion>(caller, listing, 'findUpdatedConversions');
  const findAdded = findChanged<Conversion>(caller, listing, 'findAddedConversions');
  return withCatalogMethods<NamedConversions, 'Conversion'>(context, 'Conversion', {
    create,
    update,
    findById,
    findAll,
    findPages,
    count,
    findUpdated,
    findAdded,
    sync: createConversionSync<Conversion>(listing, findUpdated),
  });
};
