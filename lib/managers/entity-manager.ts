import { type Caller, createCaller } from '../calls/caller.js';
import { inheritMethods } from '../calls/controller/controller.js';
import { genericMethods, type GenericMethods } from '../calls/generic-methods.js';
import { createListing, type Listing } from '../calls/listing.js';
import type { Target } from '../catalog/api-methods.js';
import { namingMethods } from '../protocol/named.js';
import type { CatalogMethods } from './controller-types.js';
import type { ManagerContext } from './managers.js';

/** The parts that a manager is made of. */
interface ManagerParts<Row, Fields, Name extends string, Relations> {
  readonly caller: Caller;
  readonly listing: Listing;
  readonly generic: GenericMethods<Row, Fields, Name, Relations>;
}

/** Creates the parts of the manager of a target. */
export const createParts = <Row, Fields, Name extends string, Relations = object>(
  context: ManagerContext,
  target: Name,
): ManagerParts<Row, Fields, Name, Relations> => {
  const caller = createCaller(context, target);
  const listing = createListing(caller);
  return { caller, listing, generic: genericMethods(caller, listing) };
};

/** Key of a manager's context, which leads from a model to the other managers. A symbol, since it is not for users. */
export const CONTEXT = Symbol('rxoffers.context');

/** The part that all managers have in common. */
export interface EntityManager {
  readonly [CONTEXT]: ManagerContext;
}

/** Adds the context to a manager's methods. It is not enumerable, so that printing a manager shows its methods alone. */
export const withContext = <Manager extends EntityManager>(
  context: ManagerContext,
  methods: Omit<Manager, typeof CONTEXT>,
): Manager => Object.defineProperty(namingMethods(methods), CONTEXT, { value: context }) as Manager;

/**
 * Creates a manager: its methods, and the others that the catalog knows of its target. The others are inherited, so that
 * the manager's own methods take precedence over them, and printing a manager shows only its own.
 */
export const withCatalogMethods = <Named extends EntityManager, Of extends Target>(
  context: ManagerContext,
  target: Of,
  methods: Omit<Named, typeof CONTEXT>,
): Named & CatalogMethods<Of, Named> =>
  Object.setPrototypeOf(withContext<Named>(context, methods), inheritMethods(context, target)) as Named &
    CatalogMethods<Of, Named>;
