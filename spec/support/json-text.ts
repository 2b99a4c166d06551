import fc from 'fast-check';
import type { Decoded } from '../../lib/protocol/ordered-json.js';
import { entriesOf, isDecodedObject } from '../../lib/protocol/ordered-json.js';

/** A decoded value as `JSON.parse` gives it: the same content, no Maps. */
export const withoutMaps = (value: Decoded): unknown => {
  if (Array.isArray(value)) return value.map(withoutMaps);
  if (!isDecodedObject(value)) return value;
  return Object.fromEntries(entriesOf(value).map(([key, item]) => [key, withoutMaps(item)]));
};

/** The keys of a decoded value, level by level, in their order. */
export const orderOf = (value: Decoded): unknown => {
  if (Array.isArray(value)) return value.map(orderOf);
  return isDecodedObject(value) ? entriesOf(value).map(([key, item]) => [key, orderOf(item)]) : null;
};

/** A JSON text with the order of its keys, as {@link orderOf} should find it. */
export interface JsonText {
  readonly text: string;
  readonly order: unknown;
}

/** A key as rows have it. */
export const idKey = fc.nat(500).map(String);

/** Any key: ids, near-ids, names of Object.prototype, text. */
export const anyKey = fc.oneof(
  fc.nat(99_999).map(String),
  fc.constantFrom('0', '00', '4294967295', '99999999999999999999', '__proto__', 'constructor', '-1', '1e3', '3d'),
  fc.string(),
);

const scalar = fc
  .oneof(
    fc.string(),
    fc.maxSafeInteger(),
    fc.double({ noInteger: true, noNaN: true, noDefaultInfinity: true }),
    fc.boolean(),
    fc.constant(null),
  )
  .map((value): JsonText => ({ text: JSON.stringify(value), order: null }));

const list = (items: readonly JsonText[]): JsonText => ({
  text: `[${items.map(({ text }) => text).join(', ')}]`,
  order: items.map(({ order }) => order),
});

const record = (entries: readonly (readonly [string, JsonText])[]): JsonText => ({
  text: `{${entries.map(([key, { text }]) => `${JSON.stringify(key)} :${text}`).join(',')}}`,
  order: entries.map(([key, { order }]) => [key, order]),
});

/** JSON texts whose objects have keys of one kind, none twice, in any order. */
export const jsonText = (key: fc.Arbitrary<string>): fc.Arbitrary<JsonText> =>
  fc.letrec<{ tree: JsonText }>((tie) => ({
    tree: fc.oneof(
      { depthSize: 'small' },
      scalar,
      fc.array(tie('tree'), { maxLength: 4 }).map(list),
      fc.uniqueArray(fc.tuple(key, tie('tree')), { selector: ([name]) => name, maxLength: 6 }).map(record),
    ),
  })).tree;
