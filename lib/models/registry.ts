import {
  type Decoded,
  type DecodedMap,
  type DecodedObject,
  entriesOf,
  getKey,
  isDecodedObject,
} from '../protocol/decoded.js';
import { type Model, RecordModel, type Related, type WireRecord } from './model.js';

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
export const unwrapRow = (expected: string, row: DecodedObject | DecodedMap): Row => {
  const entries = entriesOf(row);
  const wrapper = isDecodedObject(getKey(row, expected)) ? expected : entries[0]?.[0];
  const fields = wrapper === undefined ? undefined : getKey(row, wrapper);
  const wrapped = wrapper === expected || entries.every(([key]) => isModelName(key));
  if (wrapper === undefined || !isDecodedObject(fields) || !wrapped)
    return { name: expected, fields: row, contained: [] };
  return { name: wrapper, fields, contained: entries.filter(([key]) => key !== wrapper) };
};

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
export const parseRelation = (name: string, value: Decoded): readonly Decoded[] => {
  if (isEmpty(value)) return [];
  if (Array.isArray(value)) return value.map((item) => unwrap(item, name));
  if (!isDecodedObject(value)) return [value];
  const values = entriesOf(value).map(([, item]) => item);
  // Fields are scalars nearly always; rows keyed by something are objects all of them.
  return values.every(isDecodedObject) ? values.map((item) => unwrap(item, name)) : [value];
};

/** How rows of one name become models. */
export interface ModelEntry {
  readonly create: (data: WireRecord, related: ReadonlyMap<string, Related>) => Model;
}

/** Knows which class belongs to which name on the wire; one for each client, since models lead back to their manager. */
export interface Registry {
  /** A row as a model of that name; what is no row (`true`, an id) stays what it is. */
  read(name: string, row: Decoded): Model | Decoded;
}

const record = (row: DecodedObject | DecodedMap): WireRecord => (row instanceof Map ? Object.fromEntries(row) : row);

/** Makes a registry. A name it does not know gives a plain model of that name, never an error. */
export const createRegistry = (entries: Readonly<Record<string, ModelEntry>>): Registry => {
  const isKnown = (name: string): boolean => Object.hasOwn(entries, name);
  const create = (name: string, fields: WireRecord, related: ReadonlyMap<string, Related>): Model => {
    const entry = isKnown(name) ? entries[name] : undefined;
    return entry ? entry.create(fields, related) : new RecordModel(name, fields, related);
  };
  const relation = ([name, value]: readonly [string, Decoded]): [string, Related] => [
    name,
    parseRelation(name, value).map((item) => (isDecodedObject(item) ? create(name, record(item), new Map()) : item)),
  ];
  return {
    read(name, row) {
      if (!isDecodedObject(row)) return row;
      const { name: found, fields, contained } = unwrapRow(name, row);
      const known = isKnown(found) || !isKnown(name) ? found : name;
      return create(known, record(fields), new Map(contained.map(relation)));
    },
  };
};
