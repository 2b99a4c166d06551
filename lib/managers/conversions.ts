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

/** Relations of a conversion for `contain: ['…']`, as far as they are known; `related()` reaches the others. */
export type ConversionRelations = RelationsOf<'Conversion'>;

/** A conversion: an action that an affiliate is paid for. */
export class Conversion extends defineModel<ConversionFields, ConversionsManager, ConversionRelations>('Conversion') {
  /** Same as `api.conversions.update` with this id. */
  update(data: Data<ConversionFields>): Observable<Conversion> {
    return this[MANAGER].update(this.id as Id, data);
  }
}

type Generic = GenericMethods<Conversion, ConversionFields, 'Conversion', ConversionRelations>;

/** The methods whose arguments are not one object. */
interface NamedConversions
  extends EntityManager, Pick<Generic, 'create' | 'update' | 'findById' | 'findAll' | 'findPages' | 'count'> {
  /**
   * Emits the conversions that were changed in a range of time, one by one, and completes. Sends one request, and one more
   * for each further page that the reply counts. Wrong arguments end the stream in a `TypeError` or `RangeError`, and nothing
   * is sent.
   *
   * @experimental The service has the method (`Conversion.findUpdatedConversions`), but its parameters and its reply were
   * never seen on the wire. If you know better, pass `params`.
   */
  findUpdated(query: ChangedQuery): Stream<Conversion>;
  /**
   * The same for conversions that were added (`Conversion.findAddedConversions`).
   *
   * @experimental Never seen on the wire, like `findUpdated`.
   */
  findAdded(query: ChangedQuery): Stream<Conversion>;
  /** Follows conversions and their changes: see {@link ConversionSync}. */
  readonly sync: ConversionSync<Conversion>;
}

/** `api.conversions`: named methods, and the service's other methods of `Conversion`, each a function of one object. */
export interface ConversionsManager extends NamedConversions, CatalogMethods<'Conversion', NamedConversions> {}

export const createConversions = (context: ManagerContext): ConversionsManager => {
  const { generic, caller, listing } = setup<Conversion, ConversionFields, 'Conversion', ConversionRelations>(
    context,
    'Conversion',
  );
  const { create, update, findById, findAll, findPages, count } = generic;
  const findUpdated = findChanged<Conversion>(caller, listing, 'findUpdated');
  const findAdded = findChanged<Conversion>(caller, listing, 'findAdded');
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
