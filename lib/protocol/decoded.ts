/**
 * A decoded reply. An object is a plain one unless it has an integer-like key: JavaScript would sort those, so it is a
 * `Map` then, in the server's order (`wire.md`, fact 5). Integers beyond 2^53 stay strings.
 */
export type Decoded = null | boolean | number | string | Decoded[] | DecodedObject | DecodedMap;

export interface DecodedObject {
  [key: string]: Decoded;
}

export type DecodedMap = Map<string, Decoded>;
