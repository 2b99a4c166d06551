import type { Params } from '../protocol/encode-params.js';

const isRecord = (value: unknown): value is Params => {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
};

/** Refuses what is no plain object. */
export const checkRecord = (name: string, value: unknown): Params => {
  if (!isRecord(value)) throw new TypeError(`${name} should be a plain object`);
  return value;
};

/** Refuses names it does not know: a condition under a misspelt name would be left out, and the query match everything. */
export const checkOptions = (name: string, value: unknown, known: readonly string[]): void => {
  const unknown = Object.keys(checkRecord(name, value)).find((key) => !known.includes(key));
  if (unknown !== undefined)
    throw new TypeError(`${name} has no "${unknown}"; known: ${known.join(', ')}. Conditions go under "filters"`);
};
