import { methodNames } from '../catalog/methods.js';
import { ProtocolError } from '../errors/network-errors.js';
import { type Decoded, entriesOf, getKey, isDecodedObject } from '../protocol/decoded.js';
import type { PageShape } from '../protocol/page-shape.js';

/** The rows of a list, and how many of them hold nothing. */
export interface ListRows {
  readonly rows: readonly Decoded[];
  readonly skipped: number;
}

const isEmpty = (value: Decoded): boolean =>
  value === null ||
  value === '' ||
  value === false ||
  (Array.isArray(value) && value.length === 0) ||
  (isDecodedObject(value) && entriesOf(value).length === 0);

/** Whether a row holds nothing: `null`, `false`, `[]`, or a wrapper without fields, `{ Offer: null }`. Seen in lists of invoices. */
const isNothing = (row: Decoded, model: string): boolean => {
  if (isEmpty(row) || !isDecodedObject(row)) return isEmpty(row);
  const own = getKey(row, model);
  if (own !== undefined) return isEmpty(own);
  const [only, ...others] = entriesOf(row);
  return only !== undefined && others.length === 0 && isModel(only[0]) && isEmpty(only[1]);
};

/** Leaves out the rows that hold nothing. */
export const withoutNothing = (rows: readonly Decoded[], model: string): ListRows => {
  const held = rows.filter((row) => !isNothing(row, model));
  return { rows: held, skipped: rows.length - held.length };
};

/** Whether the service has methods for a model of this name. */
const isModel = (name: string): boolean => methodNames(name).length > 0;

const LONGEST_SHOWN = 40;

const shown = (value: Decoded): string => {
  if (Array.isArray(value)) return 'a list in place of a row';
  if (!isDecodedObject(value)) return typeof value === 'string' ? `'${value.slice(0, LONGEST_SHOWN)}'` : String(value);
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
    if (own !== undefined && !isDecodedObject(own) && !isEmpty(own)) return list;
    const names = entriesOf(list).map(([name]) => name);
    if (own === undefined && names.length > 1 && names.every(isModel)) return list;
  }
  return isScalar(list) ? list : rows.find((row) => !isDecodedObject(row));
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
  const rows = shape.rows.filter((row) => !isEmpty(row));
  return { rows, skipped: shape.rows.length - rows.length };
};
