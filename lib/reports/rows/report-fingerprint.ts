import { createHash } from 'node:crypto';
import type { FetchedPage } from '../../streams/page.js';
import { cellOf, isAggregate, type WireRow } from './rows.js';

/** Columns that tell the rows of any report apart. */
const IDS = ['Stat.id', 'Stat.ad_id'];

/**
 * Rows that differ among themselves: as many in a page, and the same page again is the same rows, although they have no keys.
 * Fewer of them may well come twice (`Stat.payout` of three conversions).
 */
const TELLING = 10;

/** The columns that tell rows apart: statistics are one row for each group. */
const keysOf = (method: string, fields: readonly string[]): readonly string[] =>
  method === 'getStats' ? fields.filter((field) => !isAggregate(field)) : fields.filter((field) => IDS.includes(field));

/** Identifies the rows of a page by their keys, whose sums may have changed meanwhile; without keys by all their cells. */
export const reportFingerprint = (
  method: string,
  fields: readonly string[],
  rows: readonly WireRow[],
): FetchedPage<WireRow>['fingerprint'] => {
  if (rows.length === 0) return undefined;
  const keys = keysOf(method, fields);
  const keyTexts = rows.map((row) => JSON.stringify(keys.map((field) => cellOf(row, field))));
  const areKeys = keys.length > 0 && new Set(keyTexts).size === rows.length;
  const texts = areKeys ? keyTexts : rows.map((row) => JSON.stringify(row));
  let text: string | undefined;
  return {
    keyed: areKeys || new Set(texts).size >= TELLING,
    text: () => (text ??= createHash('sha1').update(texts.join('\n')).digest('base64')),
  };
};

/** Pages of a report that counts none, up to which rows that came before are taken for others that look the same. */
const UNCOUNTED = 50;

/** How many pages a first page counts, by its pages or by its rows. */
const pagesOf = ({ pageCount = Infinity, count = Infinity, items }: FetchedPage<WireRow>): number => {
  const pages = Math.min(...[pageCount, count / Math.max(1, items.length)].filter((value) => value > 0));
  return Number.isFinite(pages) ? Math.ceil(pages) : UNCOUNTED;
};

/**
 * Doubts rows that look the same as earlier ones when there are twice as many pages as the first one counted: a service that
 * repeats itself would go on for ever. Returns the page as it is to be taken.
 */
export const createDoubt = <P extends FetchedPage<WireRow>>(): ((number: number, page: P) => P) => {
  let last = 2 * UNCOUNTED;
  return (number, page) => {
    if (number === 1) last = 2 * pagesOf(page);
    const { fingerprint } = page;
    return fingerprint && number > last ? { ...page, fingerprint: { ...fingerprint, keyed: true } } : page;
  };
};
