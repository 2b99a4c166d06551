import type { Decoded, DecodedMap, DecodedObject } from './decoded.js';

/** Whether a decoded value is an object of the reply, in either of its two forms. */
export const isDecodedObject = (value: Decoded | undefined): value is DecodedObject | DecodedMap =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The entries of an object of the reply, in the server's order. */
export const entriesOf = (value: DecodedObject | DecodedMap): [string, Decoded][] =>
  value instanceof Map ? [...value] : Object.entries(value);

/** One entry of an object of the reply. Inherited names such as `constructor` are never found. */
export const getKey = (value: DecodedObject | DecodedMap, key: string): Decoded | undefined => {
  if (value instanceof Map) return value.get(key);
  return Object.hasOwn(value, key) ? value[key] : undefined;
};
