import { type Decoded, type DecodedMap, type DecodedObject, entriesOf, getKey, isDecodedObject } from './decoded.js';

/** A list reply: its rows in the server's order, and what it says of its place among the pages. */
export interface PageShape {
  /** False for a reply without a page wrapper, which is the whole answer. */
  readonly paginated: boolean;
  readonly page: number | undefined;
  readonly pageCount: number | undefined;
  readonly count: number | undefined;
  readonly rows: readonly Decoded[];
}

const COUNTERS = ['page', 'current', 'count', 'pageCount'];

/** Counters come as numbers or as strings of digits. */
const counter = (data: DecodedObject | DecodedMap, key: string): number | undefined => {
  const value = getKey(data, key);
  if (typeof value !== 'number' && !(typeof value === 'string' && /^\d+$/.test(value))) return undefined;
  return Number(value);
};

const isNumeric = (data: DecodedObject | DecodedMap) => (key: string) => counter(data, key) !== undefined;

/** Objects that may lie in a wrapper: the rows and, in reports, their sums (from TUNE's documentation, not recorded). */
const ASIDE = ['data', 'totals'];

const isWrapper = (data: Decoded): data is DecodedObject | DecodedMap => {
  if (!isDecodedObject(data)) return false;
  const inner = getKey(data, 'data');
  return (
    (inner === null || inner === '' || typeof inner === 'object') &&
    COUNTERS.some(isNumeric(data)) &&
    entriesOf(data).every(([key, value]) => ASIDE.includes(key) || typeof value !== 'object' || value === null)
  );
};

/** Rows keyed by id are objects or plain values under ids, never under the name `id`. */
const isFlatModel = (data: DecodedObject | DecodedMap): boolean => {
  const id = getKey(data, 'id');
  return typeof id === 'string' || typeof id === 'number';
};

const parseRows = (data: Decoded, model: string | undefined): readonly Decoded[] => {
  if (data === null || data === '' || data === false) return [];
  if (Array.isArray(data)) return data;
  if (!isDecodedObject(data)) return [data];
  // One wrapped model where a list was expected is a list of one.
  if (model !== undefined && isDecodedObject(getKey(data, model))) return [data];
  // So is one without its wrapper (row 63).
  if (isFlatModel(data)) return [data];
  return entriesOf(data).map(([, row]) => row);
};

/**
 * Reads a list reply by its structure. Seen: `{page, current, count, pageCount, data}` (A), the same without `page`
 * (B, `getOfferFilesWithCreativeCode`), without counts (C, tag relations), and no wrapper at all: rows keyed by id, a
 * list, `[]` or `null` for none. `model` tells one wrapped model from rows keyed by something.
 */
export const parsePage = (data: Decoded, model?: string): PageShape => {
  if (!isWrapper(data))
    return { paginated: false, page: undefined, pageCount: undefined, count: undefined, rows: parseRows(data, model) };
  return {
    paginated: true,
    page: counter(data, 'page'),
    pageCount: counter(data, 'pageCount'),
    count: counter(data, 'count'),
    rows: parseRows(getKey(data, 'data') ?? null, model),
  };
};
