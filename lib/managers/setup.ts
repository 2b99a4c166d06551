import { type Caller, createCaller } from './caller.js';
import { genericMethods, type GenericMethods } from './generic-methods.js';
import { createListing, type Listing } from './listing.js';
import type { ManagerContext } from './manager-context.js';

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
