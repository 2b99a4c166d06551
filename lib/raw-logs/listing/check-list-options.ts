import { checkDemand } from '../../streams/check-demand.js';
import { checkKeys } from '../../protocol/check-keys.js';

/** Checks the options of a listing: `demand`, and `onMissing` where it is known. */
export const checkListOptions = (value: unknown, known: readonly string[]): void => {
  const { demand, onMissing } = checkKeys('The options of a listing', value, known);
  checkDemand(demand);
  if (onMissing !== undefined && onMissing !== 'error' && onMissing !== 'skip')
    throw new TypeError("onMissing should be 'error' or 'skip'");
};
