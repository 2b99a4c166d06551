import type { MethodRow } from '../../catalog/method-of.js';
import type { Params } from '../../protocol/encode-params.js';

/** What would be left out of the request: an empty list is no list on the wire. */
const isMissing = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  (Array.isArray(value) && value.length === 0) ||
  (value instanceof Set && value.size === 0);

/** Refuses a call without a parameter that the catalog says it cannot do without. */
export const checkRequired = (what: string, facts: MethodRow | undefined, params: Params): void => {
  const missing = facts?.required.find((name) => isMissing(params[name]));
  if (missing !== undefined) throw new TypeError(`${what} needs the parameter "${missing}"`);
};
