import type { Decoded } from '../protocol/decoded.js';
import { entriesOf, isDecodedObject } from '../protocol/entries-of.js';

/** A field's value without Maps, which JSON does not know. */
export const plainValue = (value: Decoded): Decoded => {
  if (Array.isArray(value)) return value.map(plainValue);
  if (!isDecodedObject(value)) return value;
  return Object.fromEntries(entriesOf(value).map(([key, item]) => [key, plainValue(item)]));
};
