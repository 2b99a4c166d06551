import { methodNames } from '../catalog/methods.js';
import { ProtocolError } from '../errors/network-errors.js';
import {
  type Decoded,
  type DecodedMap,
  type DecodedObject,
  entriesOf,
  getKey,
  isDecodedObject,
} from '../protocol/ordered-json.js';
import { type PageShape, parsePage } from '../protocol/page-shape.js';
import { shownWhole } from '../protocol/validate.js';
import { type Model, RecordModel, type Related, type WireRecord } from './model.js';

/** A row of a reply, split into the fields of its model and the models it includes. */
interface UnwrappedRow {
  /** The key of the fields; the expected name where the fields are not wrapped. */
  readonly name: string;
  readonly fields: DecodedObject | DecodedMap;
  readonly contained: readonly (readonly [name: string, value: Decoded])[];
}

/** Whether a key names a model, such as `Offer` or `OffersTags`. Fields are in lower case or have an underscore. */
const isModelName = (key: string): boolean => /^[A-Z][A-Za-z]*[a-z][A-Za-z]*$/.test(key);

/**
 * Unwraps a row: `{ Offer: { … }, Country: { … } }` is an offer with its country. Only the other keys of the wrapper are
 * relations; an object or list among the fields is a field. A row of another model than the expected one is recognised by
 * its keys: all of them name models, and the first one holds the fields. Anything else is taken as unwrapped fields.
 */
const unwrapRow = (expected: string, row: DecodedObject | DecodedMap): UnwrappedRow => {
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

const recordOf = (row: DecodedObject | DecodedMap): DecodedObject =>
  row instanceof Map ? Object.fromEntries(row) : row;

/** The fields of `{ Country: { … } }` in a list of countries. */
const unwrapItem = (value: Decoded, name: string): Decoded => {
  const inner = isDecodedObject(value) ? getKey(value, name) : undefined;
  return isDecodedObject(inner) ? inner : value;
};

/** Whether the service has methods for a model of this name. */
const isModel = (name: string): boolean => methodNames(name).length > 0;

/** Whether a field identifies rows: `id`, `code`, `tag_id`, `currency_code`. Another may have the text of a key by chance. */
const isIdentity = (field: string): boolean => /^(?:.*_)?(?:id|code)$/.test(field);

/** Whether a row says what its key says. A number is its id, or counts rows: with an id of its own it needs neither. */
const holdsKey = (row: DecodedObject | DecodedMap, key: string): boolean =>
  entriesOf(row).some(
    ([field, value]) =>
      field === 'key' ||
      (isIdentity(field) && (typeof value === 'number' ? String(value) : value) === key) ||
      (field === 'id' && /^\d*$/.test(key)),
  );

/**
 * Adds the key of a row to it where it says what the row does not: `Paypal` and `Check` tell payment methods apart, while
 * an id or a code (`ES`) that the row has, or the name of a model, say nothing. A field called `key` takes precedence.
 */
const withKey = (key: string, row: Decoded): Decoded =>
  !isDecodedObject(row) || key === '' || isModel(key) || holdsKey(row, key) ? row : { ...recordOf(row), key };

/** Whether the keys of rows only count them: the ids of the service begin at 1. */
const areIndexes = (keys: readonly string[]): boolean => keys.includes('0') && keys.every((key) => /^\d+$/.test(key));

/** Whether values are rows under their keys, some of them empty (`[]`, `null`). Among the fields of a model is a scalar. */
const areKeyedRows = (values: readonly Decoded[]): boolean =>
  values.some(isDecodedObject) && values.every((value) => isDecodedObject(value) || (value !== '' && isEmpty(value)));

/**
 * Parses the value of a relation into rows. Recorded replies have five forms: the fields themselves, rows keyed by id or
 * code (one or several), a list, a plain string (`CreativeCode`), and `[]` or `null` for none. Payment methods are keyed by
 * their kind, according to a public client of the API.
 */
const parseRelation = (name: string, value: Decoded): readonly Decoded[] => {
  if (isEmpty(value)) return [];
  if (Array.isArray(value)) return value.map((item) => unwrapItem(item, name));
  if (!isDecodedObject(value)) return [value];
  const entries = entriesOf(value);
  if (!areKeyedRows(entries.map(([, item]) => item))) return [value];
  const rows = entries
    .filter(([, item]) => !isEmpty(item))
    .map(([key, item]) => [key, unwrapItem(item, name)] as const);
  const isCounted = areIndexes(entries.map(([key]) => key));
  return rows.map(([key, row]) => (isCounted ? row : withKey(key, row)));
};

/** Creates the models of one name. */
export interface ModelEntry {
  readonly create: (data: WireRecord, related: ReadonlyMap<string, Related>) => Model;
}

/** The model classes by their names on the wire. Each client has its own, since models refer to their manager. */
export interface Registry {
  /** Creates the model of a row. A value that is not a row (`true`, an id) is returned unchanged. */
  read(name: string, row: Decoded): Model | Decoded;
}

/** Creates a registry. A row of an unknown name becomes a {@link RecordModel}, never an error. */
export const createRegistry = (entries: Readonly<Record<string, ModelEntry>>): Registry => {
  const isKnown = (name: string): boolean => Object.hasOwn(entries, name);
  const create = (name: string, fields: WireRecord, related: ReadonlyMap<string, Related>): Model => {
    const entry = isKnown(name) ? entries[name] : undefined;
    return entry ? entry.create(fields, related) : new RecordModel(name, fields, related);
  };
  const relation = ([name, value]: readonly [string, Decoded]): [string, Related] => [
    name,
    parseRelation(name, value).map((item) => (isDecodedObject(item) ? create(name, recordOf(item), new Map()) : item)),
  ];
  return {
    read(name, row) {
      if (!isDecodedObject(row)) return row;
      const { name: found, fields, contained } = unwrapRow(name, row);
      const model = isKnown(found) || !isKnown(name) ? found : name;
      return create(model, recordOf(fields), new Map(contained.map(relation)));
    },
  };
};

/** The rows of a list, and how many of them hold nothing. */
export interface ListRows {
  readonly rows: readonly Decoded[];
  readonly skipped: number;
}

const isBlank = (value: Decoded): boolean => value === false || isEmpty(value);

/** Whether a row holds nothing: `null`, `false`, `[]`, or a wrapper without fields, `{ Offer: null }`. Seen in lists of invoices. */
const isNothing = (row: Decoded, model: string): boolean => {
  if (isBlank(row) || !isDecodedObject(row)) return isBlank(row);
  const own = getKey(row, model);
  if (own !== undefined) return isBlank(own);
  const [only, ...others] = entriesOf(row);
  return only !== undefined && others.length === 0 && isModel(only[0]) && isBlank(only[1]);
};

/** Leaves out the rows that hold nothing. */
export const withoutNothing = (rows: readonly Decoded[], model: string): ListRows => {
  const held = rows.filter((row) => !isNothing(row, model));
  return { rows: held, skipped: rows.length - held.length };
};

const shown = (value: Decoded): string => {
  if (Array.isArray(value)) return 'a list in place of a row';
  if (!isDecodedObject(value)) return typeof value === 'string' ? shownWhole(`'${value}'`) : String(value);
  return `{ ${entriesOf(value)
    .slice(0, 3)
    .map(([name]) => name)
    .join(', ')} }`;
};

/** The data that holds the rows. */
const listOf = (data: Decoded, { paginated }: PageShape): Decoded =>
  paginated && isDecodedObject(data) ? (getKey(data, 'data') ?? null) : data;

const isScalar = (value: Decoded): boolean => typeof value !== 'object' && value !== '' && value !== false;

/** What a list holds that no row of the model is. */
const strangerIn = (list: Decoded, rows: readonly Decoded[], model: string): Decoded | undefined => {
  if (isDecodedObject(list)) {
    const own = getKey(list, model);
    if (own !== undefined && !isDecodedObject(own) && !isBlank(own)) return list;
    const names = entriesOf(list).map(([name]) => name);
    if (own === undefined && names.length > 1 && names.every(isModel)) return list;
  }
  return isScalar(list) ? list : rows.find((row) => !isRow(row, model));
};

/** Whether a value can be a row of a model: an object, without anything but fields under the name of the model. */
const isRow = (row: Decoded, model: string): boolean => {
  if (!isDecodedObject(row)) return false;
  const own = getKey(row, model);
  if (own !== undefined) return isDecodedObject(own) || isBlank(own);
  const [only, ...others] = entriesOf(row);
  return only === undefined || others.length > 0 || !isModel(only[0]) || isDecodedObject(only[1]);
};

/**
 * The data of a method that finds one row; `null` where there is none, which the service expresses as `[]`, `false` or `''`.
 *
 * @throws ProtocolError when the data is something else; `label` is the name of the call.
 */
export const modelRow = (label: string, data: Decoded, model: string): Decoded => {
  if (isBlank(data) || (isDecodedObject(data) && entriesOf(data).length === 1 && isNothing(data, model))) return null;
  if (isRow(data, model) && !parsePage(data).paginated) return data;
  throw new ProtocolError(`${label}: the data should be one ${model}, not ${shown(data)}`);
};

/**
 * The rows of a list of models.
 *
 * @throws ProtocolError when the data is no list of that model; `label` is the name of the call.
 */
export const modelRows = (label: string, data: Decoded, shape: PageShape, model: string): ListRows => {
  const list = listOf(data, shape);
  const held = withoutNothing(shape.rows, model);
  const stranger = strangerIn(list, held.rows, model);
  if (stranger === undefined) return held;
  throw new ProtocolError(`${label}: the data should be a list of ${model}, not ${shown(stranger)}`);
};

/** The rows of a list of ids. @throws ProtocolError when the data is no list; `label` is the name of the call. */
export const idRows = (label: string, data: Decoded, shape: PageShape): ListRows => {
  const list = listOf(data, shape);
  if (isScalar(list)) throw new ProtocolError(`${label}: the data should be a list of ids, not ${shown(list)}`);
  const rows = shape.rows.filter((row) => !isBlank(row));
  const stranger = rows.find((row) => typeof row !== 'string' && typeof row !== 'number');
  if (stranger !== undefined)
    throw new ProtocolError(`${label}: the data should be a list of ids, not ${shown(stranger)}`);
  return { rows, skipped: shape.rows.length - rows.length };
};
