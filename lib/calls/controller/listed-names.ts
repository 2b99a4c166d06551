import { hasTarget, methodNames, methodOf, ownModel, targetNames } from '../../catalog/methods.js';
import { nearestName, unlistedError } from '../../protocol/nearest-name.js';

/** The targets that a client calls by the names of the catalog. */
export interface ListedTargets {
  /** Name of the client's class, for errors. */
  readonly client: string;
  /** The letters that its targets begin with: `Affiliate_`; none for a client of all targets. */
  readonly prefix: string;
}

const isListed = ({ prefix }: ListedTargets, target: string): boolean => hasTarget(target) && target.startsWith(prefix);

/** A target of another API stands for the client's own view of it: `Affiliate_Offer` for `Offer`. */
const nearestTarget = ({ prefix }: ListedTargets, target: string): string | undefined => {
  const known = targetNames().filter((name) => name.startsWith(prefix));
  const nearest = nearestName(target, known);
  const own = nearest === undefined ? nearestName(ownModel(target), known.map(ownModel)) : undefined;
  return nearest ?? known.find((name) => ownModel(name) === own);
};

/** Requires a target of the catalog that is the client's. @throws TypeError that suggests the nearest one. */
export const checkTarget = (listed: ListedTargets, label: string, target: string): void => {
  if (isListed(listed, target)) return;
  const where = `a target that the catalog lists for ${listed.client}`;
  throw unlistedError(label, target, where, nearestTarget(listed, target));
};

/** Requires a method that the catalog lists for its target. @throws TypeError that suggests the nearest one. */
export const checkMethod = (label: string, target: string, method: string): void => {
  if (methodOf(target, method)) return;
  const where = `a method that the catalog lists for ${target}`;
  throw unlistedError(label, method, where, nearestName(method, methodNames(target)));
};

/**
 * Requires names of the catalog in a call by name. A target that resembles none of the catalog is passed on: only the service
 * knows whether there is one, and it refuses others by name.
 */
export const checkCall = (listed: ListedTargets, target: string, method: string): void => {
  if (!hasTarget(target) && nearestTarget(listed, target) === undefined) return;
  checkTarget(listed, 'api.call: target', target);
  checkMethod('api.call: method', target, method);
};
