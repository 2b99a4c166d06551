import { map, type Observable } from 'rxjs';
import { isRead } from '../../catalog/is-read.js';
import { ownModel } from '../../catalog/method-of.js';
import type { Decoded } from '../../protocol/decoded.js';
import type { Params } from '../../protocol/encode-params.js';
import { isDecodedObject } from '../../protocol/entries-of.js';
import { readPage } from '../../protocol/read-page.js';
import type { FetchedPage, PageRequest } from '../../streams/fetch-page.js';
import { items } from '../../streams/paginate.js';
import type { Stream } from '../../streams/stream.js';
import type { Caller } from '../caller.js';
import { pageOf } from '../page-of.js';
import { type ListQuery, preparePaging } from '../prepare-paging.js';
import { samePage } from '../same-page.js';
import { encodeArguments } from './encode-arguments.js';

/** What a reply holds when the catalog does not say: the rows of a list, by its shape, or one thing. */
const byShape = (caller: Caller, model: string, follow: boolean) => {
  const read = (row: Decoded): unknown => caller.context.registry.read(model, row);
  return (data: Decoded, asked: number): FetchedPage<unknown> => {
    const shape = readPage(data, model);
    const rows = shape.paginated || Array.isArray(data) || data instanceof Map ? shape.rows : [data];
    const single = isDecodedObject(data) && rows.length === 1 && rows[0] === data;
    const page = pageOf(data, { ...shape, rows }, asked, read);
    // A count of pages is an invitation to ask on; without one only a read may be asked again to see whether there is more.
    return { ...page, whole: page.whole || single || (page.pageCount === undefined && !follow) };
  };
};

/** Calls a method whose reply nobody knows: the elements of what turns out to be a list, or one thing. */
export const openByShape = (caller: Caller, method: string, params: Params, options: ListQuery): Stream<unknown> => {
  const { target } = caller;
  const model = ownModel(target);
  const toPage = byShape(caller, model, isRead(target, method));
  const { limit, page } = params as ListQuery;
  const cap = typeof limit === 'number' ? limit : undefined;
  const paging = preparePaging(target, { ...options, limit: cap });
  const pairs = encodeArguments(model, params);
  const fetch = ({ page: number }: PageRequest): Observable<FetchedPage<unknown>> =>
    caller
      .value(method, () => (number === 1 ? pairs : encodeArguments(model, { ...params, page: number })))
      .pipe(map((data) => toPage(data, number)));
  return items(fetch, { ...paging, page: page === undefined ? undefined : 1, same: samePage });
};
