import { isDeepStrictEqual } from 'node:util';
import type { Decoded } from '../protocol/decoded.js';
import { getKey, isDecodedObject } from '../protocol/entries-of.js';
import type { FetchedPage } from '../streams/fetch-page.js';

/** Keyed rows tell by their keys whether a page came twice; bare rows may be alike and yet others (`fields`). */
export const rawOf = (data: Decoded, pageCount: number | undefined): { raw?: Decoded } => {
  const rows = isDecodedObject(data) ? getKey(data, 'data') : undefined;
  return rows !== undefined && (isDecodedObject(rows) || pageCount === undefined) ? { raw: rows } : {};
};

/** Whether the service gave one page twice. */
export const samePage = (a: FetchedPage<unknown>, b: FetchedPage<unknown>): boolean =>
  a.raw !== undefined && isDeepStrictEqual(a.raw, b.raw);
