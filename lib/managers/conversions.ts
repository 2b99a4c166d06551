import type { Observable } from 'rxjs';
import type { ConversionFields } from '../catalog/generated/model-fields.js';
import { defineModel, MANAGER } from '../models/model.js';
import type { Id } from '../models/query.js';
import type { Stream } from '../streams/stream.js';
import type { CatalogMethods } from './controller-types.js';
import { type ChangedQuery, findChanged } from './conversion-sync/find-changed.js';
import { type ConversionSync, createConversionSync } from './conversion-sync/sync.js';
import { type EntityManager, createParts, withCatalogMethods } from './entity-manager.js';
import { type Data, type GenericMethods, pickMethods } from '../calls/generic-methods.js';
import type { ManagerContext } from './managers.js';
import type { RelationsOf } from './model-classes.js';

/** Models that a conversion can contain (`contain: ['…']`), as far as they are known; `related()` reaches the others. */
export type ConversionRelations = RelationsOf<'Conversion'>;

/** A conversion: an action that an affiliate is paid for. */
export class Conversion extends defineModel<ConversionFields, ConversionsManager, ConversionRelations>('Conversion') {
  /** Calls `api.conversions.update` with this id. */
  update(data: Data<ConversionFields>): Observable<Conversion> {
    return this[MANAGER].update(this.id as Id, data);
  }
}

/** The generic methods that the service has for this entity. */
const GENERIC = ['create', 'update', 'findById', 'findAll', 'findPages', 'count'] as const;

type Generic = Pick<
  GenericMethods<Conversion, ConversionFields, 'Conversion', ConversionRelations>,
  (typeof GENERIC)[number]
>;

/** The methods that are typed by hand. */
interface NamedConversions extends EntityManager, Generic {
  /**
   * Emits the conversions that changed in a range of time, one by one, and completes. One request; if the reply counts more
   * pages than one, one more for each. Wrong arguments are a `TypeError` or `RangeError` of the stream, and nothing is sent.
   *
   * @experimental TUNE documents the method (`Conversion.findUpdatedConversions`), but its parameters and its reply were
   * never seen on the wire. Parameters that you know to be right go under `params`.
   */
  findUpdated(query: ChangedQuery): Stream<Conversion>;
  /**
   * Emits the conversions that were added in a range of time, as `findUpdated` does those that changed.
   *
   * @experimental The parameters and the reply of `Conversion.findAddedConversions` were never seen on the wire either.
   */
  findAdded(query: ChangedQuery): Stream<Conversion>;
  /** Emits conversions and their changes as they come: see {@link ConversionSync}. */
  readonly sync: ConversionSync<Conversion>;
}

/** `api.conversions`: the methods above, and the others that the catalog knows of `Conversion`, each a function of one object. */
export interface ConversionsManager extends NamedConversions, CatalogMethods<'Conversion', NamedConversions> {}

export const createConversions = (context: ManagerContext): ConversionsManager => {
  const { generic, caller, listing } = createParts<Conversion, ConversionFields, 'Conversion', ConversionRelations>(
    context,
    'Conversion',
  );
  const findUpdated = findChanged<Conversion>(caller, listing, 'findUpdated');
  const findAdded = findChanged<Conversion>(caller, listing, 'findAdded');
  return withCatalogMethods<NamedConversions, 'Conversion'>(context, 'Conversion', {
    ...pickMethods(generic, GENERIC),
    findUpdated,
    findAdded,
    sync: createConversionSync<Conversion>(caller, listing, findUpdated),
  });
};
