import { checkKeys } from '../protocol/check-keys.js';

/** Refuses names it does not know: a condition under a misspelt name would be left out, and the query match everything. */
export const checkOptions = (name: string, value: unknown, known: readonly string[]): void =>
  void checkKeys(name, value, known, '. Conditions go under "filters"');
