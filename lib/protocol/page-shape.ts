import {
  type Decoded,
  type DecodedMap,
  type DecodedObject,
  entriesOf,
  getKey,
  isDecodedObject,
} from './ordered-json.js';

/** A parsed list reply: its rows in the server's order, and the counters of its page. */
export interface PageShape {
  /** False for a reply without a page wrapper, which holds all rows. */
  readonly paginated: boolean;
  readonly page: number | undefined;
  readonly pageCount: number | undefined;
  readonly count: number | undefined;
  readonly rows: readonly Decoded[];
}

const COUNTERS = ['page', 'current', 'count', 'pageCount'];

/** A counter; recorded replies have numbers and strings of digits. */
const counter = (data: DecodedObject | DecodedMap, key: string): number | undefined => {
  const value = getKey(data, key);
  if (typeof value !== 'number' && !(typeof value === 'string' && /^\d+$/.test(value))) return undefined;
  return Number(value);
};

const isNumeric = (data: DecodedObject | DecodedMap) => (key: string) => counter(data, key) !== undefined;

/**
 * Keys of a wrapper that may hold objects: the rows and, in reports, their totals.
 *
 * @experimental `totals` is from TUNE's documentation; no recorded reply has it.
 */
const NESTED_KEYS = ['data', 'totals'];

const isWrapper = (data: Decoded): data is DecodedObject | DecodedMap => {
  if (!isDecodedObject(data)) return false;
  // Counted, and nothing but the parts of a page, is one whatever it holds: no row has these names alone.
  const isPart = ([key]: readonly [string, Decoded]): boolean => COUNTERS.includes(key) || NESTED_KEYS.includes(key);
  if (['count', 'pageCount'].some(isNumeric(data)) && entriesOf(data).every(isPart)) return true;
  const inner = getKey(data, 'data');
  return (
    (inner === null || inner === '' || inner === false || typeof inner === 'object') &&
    COUNTERS.some(isNumeric(data)) &&
    entriesOf(data).every(([key, value]) => NESTED_KEYS.includes(key) || typeof value !== 'object' || value === null)
  );
};

/** Whether an object is one model without its wrapper: rows keyed by id have ids for keys, never the name `id`. */
const isFlatModel = (data: DecodedObject | DecodedMap): boolean => {
  const id = getKey(data, 'id');
  return typeof id === 'string' || typeof id === 'number';
};

const parseRows = (data: Decoded, model: string | undefined): readonly Decoded[] => {
  if (data === null || data === '' || data === false) return [];
  if (Array.isArray(data)) return data;
  if (!isDecodedObject(data)) return [data];
  // One wrapped model instead of a list is a list of one.
  if (model !== undefined && isDecodedObject(getKey(data, model))) return [data];
  // So is one model without its wrapper.
  if (isFlatModel(data)) return [data];
  return entriesOf(data).map(([, row]) => row);
};

/**
 * Parses a list reply by its structure. Recorded replies have four shapes: `{page, current, count, pageCount, data}`
 * (most lists), the same without `page` (`getOfferFilesWithCreativeCode`), without counts (tag relations), and no wrapper
 * at all: rows keyed by id, a list, `[]` or `null` for none.
 *
 * @param model the wrapper of a row; tells one wrapped model from rows keyed by something else.
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
