import { map, type Observable } from 'rxjs';
import { isRead } from '../catalog/is-read.js';
import { type ListFacts, listOf } from '../catalog/list-of.js';
import type { Paging } from '../models/query.js';
import type { Decoded } from '../protocol/decoded.js';
import { encodeParams, type Params } from '../protocol/encode-params.js';
import { isDecodedObject } from '../protocol/entries-of.js';
import { readPage } from '../protocol/read-page.js';
import { checkDemand } from '../streams/check-demand.js';
import { deferStream } from '../streams/defer-stream.js';
import type { FetchedPage, PageRequest } from '../streams/fetch-page.js';
import { items } from '../streams/paginate.js';
import { streamOf } from '../streams/stream-of.js';
import type { Stream } from '../streams/stream.js';
import { createCaller } from './caller.js';
import { checkRecord } from '../protocol/check-record.js';
import { checkOptions } from './check-options.js';
import { createListing } from './listing.js';
import type { ManagerContext } from './manager-context.js';
import { pageOf } from './page-of.js';
import { type ListQuery, preparePaging } from './prepare-paging.js';
import { samePage } from './same-page.js';

/** How {@link Call} treats the reply, and how it pages a list. */
export interface CallOptions extends Pick<Paging, 'pageSize' | 'prefetch' | 'concurrency' | 'demand'> {
  /** Emit the reply's `data` once, as it is: unpaged, no models; objects with integer-like keys are Maps. @default false */
  readonly raw?: boolean;
}

/** Calls any method of any target, known or not. */
export type Call = (target: string, method: string, params?: Params, options?: CallOptions) => Stream<unknown>;

const OPTION_KEYS = ['raw', 'pageSize', 'prefetch', 'concurrency', 'demand'];

const checkName = (name: string, value: unknown): void => {
  if (typeof value !== 'string' || value === '') throw new TypeError(`${name} should be a string, not an empty one`);
};

const without = (params: Params, ...names: string[]): Params =>
  Object.fromEntries(Object.entries(params).filter(([name]) => !names.includes(name)));

/** `Affiliate_Offer` gives offers: the same controller, as affiliates see it. */
const modelOf = (target: string, list: ListFacts | undefined): string =>
  list?.model || target.replace(/^(?:Affiliate|Advertiser)_/, '');

/** What a reply holds when the catalog does not say that it is paged: the rows of a list, by its shape, or one thing. */
const byShape = (context: ManagerContext, model: string, isList: boolean, follow: boolean) => {
  const read = (row: Decoded): unknown => context.registry.read(model, row);
  return (data: Decoded, asked: number): FetchedPage<unknown> => {
    const shape = readPage(data, model);
    const rows = isList || shape.paginated || Array.isArray(data) || data instanceof Map ? shape.rows : [data];
    const single = isDecodedObject(data) && rows.length === 1 && rows[0] === data;
    const page = pageOf(data, { ...shape, rows }, asked, read);
    // A count of pages is an invitation to ask on; without one only a read may be asked again to see whether there is more.
    return { ...page, whole: page.whole || single || (page.pageCount === undefined && !follow) };
  };
};

/** Makes `api.call` for a client. */
export const createCall = (context: ManagerContext): Call => {
  const listByShape = (target: string, method: string, params: Params, options: CallOptions): Stream<unknown> => {
    const caller = createCaller(context, target);
    const list = listOf(target, method);
    const toPage = byShape(context, modelOf(target, list), list !== undefined, isRead(target, method));
    const { limit, page } = params as ListQuery;
    const cap = typeof limit === 'number' ? limit : undefined;
    const paging = preparePaging(target, { ...without(options as Params, 'raw'), limit: cap });
    const pairs = encodeParams(params);
    const fetch = ({ page: number }: PageRequest): Observable<FetchedPage<unknown>> =>
      caller
        .value(method, () => (number === 1 ? pairs : encodeParams({ ...params, page: number })))
        .pipe(map((data) => toPage(data, number)));
    return items(fetch, { ...paging, page: page === undefined ? undefined : 1, same: samePage });
  };

  const open = (target: string, method: string, params: Params, { raw, ...paging }: CallOptions): Stream<unknown> => {
    const caller = createCaller(context, target);
    if (raw) return streamOf(caller.value(method, params).pipe(map((data) => [data])), paging.demand);
    const list = listOf(target, method);
    if (!list?.paged) return listByShape(target, method, params, paging);
    const { limit, page } = params as ListQuery;
    const own = without(params, 'limit', 'page');
    return createListing(caller).items(
      method,
      { ...paging, limit, page },
      { model: modelOf(target, list), params: own },
    );
  };

  return (target, method, params = {}, options = {}) =>
    deferStream(() => {
      checkName('Target', target);
      checkName('Method', method);
      checkRecord('Parameters', params);
      checkOptions('The options of a call', options, OPTION_KEYS);
      checkDemand(options.demand);
      return open(target, method, params, options);
    });
};
