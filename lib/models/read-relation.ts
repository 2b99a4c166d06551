import type { Decoded } from '../protocol/decoded.js';
import { entriesOf, getKey, isDecodedObject } from '../protocol/entries-of.js';

const isEmpty = (value: Decoded): boolean =>
  value === null ||
  value === '' ||
  (Array.isArray(value) && value.length === 0) ||
  (isDecodedObject(value) && entriesOf(value).length === 0);

/** `{ Country: { … } }` inside a list of countries is the country itself. */
const unwrap = (value: Decoded, name: string): Decoded => {
  const inner = isDecodedObject(value) ? getKey(value, name) : undefined;
  return isDecodedObject(inner) ? inner : value;
};

/**
 * What a reply contains under a name, as rows. Seen: the fields directly, rows keyed by id or code (one or several), a
 * list, a bare string (`CreativeCode`), and `[]` or `null` for none (rows 71–75).
 */
export const readRelation = (name: string, value: Decoded): readonly Decoded[] => {
  if (isEmpty(value)) return [];
  if (Array.isArray(value)) return value.map((item) => unwrap(item, name));
  if (!isDecodedObject(value)) return [value];
  const values = entriesOf(value).map(([, item]) => item);
  // Fields are scalars nearly always; rows keyed by something are objects all of them.
  return values.every(isDecodedObject) ? values.map((item) => unwrap(item, name)) : [value];
};
