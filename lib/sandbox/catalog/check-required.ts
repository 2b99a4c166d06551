import { refuseMissingArgument } from '../api-failure.js';
import type { CatalogCall } from './catalog-call.js';

/** Refuses a call without a parameter that its method cannot do without. Empty texts are left to the method: they clear fields. */
export const checkRequired = ({ call, facts }: CatalogCall): void => {
  const missing = facts.required.find((name) => !call.params.has(name));
  if (missing !== undefined) throw refuseMissingArgument(missing);
};
