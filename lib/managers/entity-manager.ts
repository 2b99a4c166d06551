import type { Target } from '../catalog/api-methods.js';
import { type Caller, createCaller } from '../calls/caller.js';
import { knownMethods } from '../calls/controller/controller.js';
import type { CatalogMethods } from './controller-types.js';
import { genericMethods, type GenericMethods } from '../calls/generic-methods.js';
import { createListing, type Listing } from '../calls/listing.js';
import type { ManagerContext } from './managers.js';

/** What a manager is made from. */
export interface Setup<Row, Fields, Name extends string, Relations> {
  readonly caller: Caller;
  readonly listing: Listing;
  readonly generic: GenericMethods<Row, Fields, Name, Relations>;
}

/** Prepares the manager of a target. */
export const setup = <Row, Fields, Name extends string, Relations = object>(
  context: ManagerContext,
  target: Name,
): Setup<Row, Fields, Name, Relations> => {
  const caller = createCaller(context, target);
  const listing = createListing(caller);
  return { caller, listing, generic: genericMethods(caller, listing) };
};

/** Where a manager keeps what leads from a model to other managers. A symbol: it is nobody's business outside. */
export const CONTEXT = Symbol('rxoffers.context');

/** What every manager is, whatever it can do. */
export interface EntityManager {
  readonly [CONTEXT]: ManagerContext;
}

/** Makes a manager of its methods. The context is not enumerable, so that printing a manager shows its methods alone. */
export const entityManager = <Manager extends EntityManager>(
  context: ManagerContext,
  methods: Omit<Manager, typeof CONTEXT>,
): Manager => Object.defineProperty(methods, CONTEXT, { value: context }) as Manager;

/**
 * Makes a manager of the methods it names itself and, behind them, of the rest of its controller's: those are inherited, so
 * that a name of its own wins, and printing a manager shows its own.
 */
export const withCatalogMethods = <Named extends EntityManager, Of extends Target>(
  context: ManagerContext,
  target: Of,
  methods: Omit<Named, typeof CONTEXT>,
): Named & CatalogMethods<Of, Named> =>
  Object.setPrototypeOf(entityManager<Named>(context, methods), knownMethods(context, target)) as Named &
    CatalogMethods<Of, Named>;
