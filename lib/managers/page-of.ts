import type { Decoded } from '../protocol/decoded.js';
import type { PageShape } from '../protocol/read-page.js';
import type { FetchedPage } from '../streams/fetch-page.js';
import { rawOf } from './same-page.js';

/** A reply as a page of elements. `asked` is the number of the page where the reply does not say. */
export const pageOf = <T>(
  data: Decoded,
  { rows, paginated, page, pageCount, count }: PageShape,
  asked: number,
  read: (row: Decoded) => T,
): FetchedPage<T> => ({
  items: rows.map(read),
  page: page ?? asked,
  pageCount,
  count,
  whole: !paginated,
  ...rawOf(data, pageCount),
});
