import type { Decoded } from '../protocol/decoded.js';

/** A field's value without Maps, which JSON does not know. */
export const plainValue = (value: Decoded): Decoded => {
  if (value instanceof Map) return Object.fromEntries([...value].map(([key, item]) => [key, plainValue(item)]));
  if (Array.isArray(value)) return value.map(plainValue);
  return value;
};
