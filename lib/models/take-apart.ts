import type { Decoded, DecodedMap, DecodedObject } from '../protocol/decoded.js';
import { entriesOf, getKey, isDecodedObject } from '../protocol/entries-of.js';

/** A row of a reply: the fields of its model, and what the reply contained beside them. */
export interface Row {
  /** The name the fields stood under; the expected one where they stood bare (row 63). */
  readonly name: string;
  readonly fields: DecodedObject | DecodedMap;
  readonly contained: readonly (readonly [name: string, value: Decoded])[];
}

/** `Offer`, `OffersTags`: how models are named on the wire. Fields are lower case, or hold an underscore. */
const isModelName = (key: string): boolean => /^[A-Z][A-Za-z]*[a-z][A-Za-z]*$/.test(key);

/**
 * Takes a row apart: `{ Offer: { … }, Country: { … } }` is an offer and what it contains; only what stands beside the
 * model's own key is a relation, an object or list among its fields is a field. A row under another name than the
 * expected one is known by its shape: names of models throughout, the first with the fields. Anything else is bare fields.
 */
export const takeApart = (expected: string, row: DecodedObject | DecodedMap): Row => {
  const entries = entriesOf(row);
  const wrapper = isDecodedObject(getKey(row, expected)) ? expected : entries[0]?.[0];
  const fields = wrapper === undefined ? undefined : getKey(row, wrapper);
  const wrapped = wrapper === expected || entries.every(([key]) => isModelName(key));
  if (wrapper === undefined || !isDecodedObject(fields) || !wrapped)
    return { name: expected, fields: row, contained: [] };
  return { name: wrapper, fields, contained: entries.filter(([key]) => key !== wrapper) };
};
