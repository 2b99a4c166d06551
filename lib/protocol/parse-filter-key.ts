import { FILTER_OPERATORS, type FilterOperator, isFilterOperator } from './filter-operators.js';

/** A filter key, taken apart. */
export interface FilterKey {
  readonly field: string;
  readonly operator: FilterOperator | undefined;
}

/**
 * Takes `field__operator` apart. A key with more than one `__` is a plain field, as in the reference client (row 40).
 *
 * @throws TypeError for an operator that does not exist.
 */
export const parseFilterKey = (key: string): FilterKey => {
  const parts = key.split('__');
  const [field = '', word] = parts;
  // A leading `__` belongs to a field of the service's own, not to an operator.
  if (parts.length !== 2 || word === undefined || field === '') return { field: key, operator: undefined };
  if (isFilterOperator(word)) return { field, operator: word };
  throw new TypeError(`Filter ${key}: unknown operator "${word}"; known: ${Object.keys(FILTER_OPERATORS).join(', ')}`);
};
