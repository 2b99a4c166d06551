/**
 * A decoded reply. An object is a plain object, unless it has an integer-like key: JavaScript would sort those, so such
 * an object is a `Map`, in the server's order. Integers beyond 2^53 stay strings.
 */
export type Decoded = null | boolean | number | string | Decoded[] | DecodedObject | DecodedMap;

export interface DecodedObject {
  [key: string]: Decoded;
}

export type DecodedMap = Map<string, Decoded>;

/** Whether a decoded value is an object of the reply, in either form: plain object or `Map`. */
export const isDecodedObject = (value: Decoded | undefined): value is DecodedObject | DecodedMap =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The entries of an object of the reply, in the server's order. */
export const entriesOf = (value: DecodedObject | DecodedMap): [string, Decoded][] =>
  value instanceof Map ? [...value] : Object.entries(value);

/** One value of an object of the reply. Inherited names such as `constructor` are not found. */
export const getKey = (value: DecodedObject | DecodedMap, key: string): Decoded | undefined => {
  if (value instanceof Map) return value.get(key);
  return Object.hasOwn(value, key) ? value[key] : undefined;
};

/** A copy with plain objects for Maps, which `JSON.stringify` would write as `{}`. */
export const plainValue = (value: Decoded): Decoded => {
  if (Array.isArray(value)) return value.map(plainValue);
  if (!isDecodedObject(value)) return value;
  return Object.fromEntries(entriesOf(value).map(([key, item]) => [key, plainValue(item)]));
};
