import { isDeepStrictEqual } from 'node:util';
import { map, type Observable } from 'rxjs';
import type { Model } from '../models/model.js';
import type { Decoded } from '../protocol/decoded.js';
import { encodeFindAll } from '../protocol/encode-find.js';
import { encodeParams, type Params } from '../protocol/encode-params.js';
import { getKey, isDecodedObject } from '../protocol/entries-of.js';
import type { Pair } from '../protocol/pair.js';
import { readPage } from '../protocol/read-page.js';
import { deferStream } from '../streams/defer-stream.js';
import type { Demand } from '../streams/demand.js';
import type { FetchedPage, PageRequest } from '../streams/fetch-page.js';
import type { Page } from '../streams/page.js';
import { items, pages } from '../streams/paginate.js';
import type { PagingOptions } from '../streams/paging-options.js';
import type { Stream } from '../streams/stream.js';
import { streamOf } from '../streams/stream-of.js';
import type { Caller, CallParams } from './caller.js';
import { type ListQuery, preparePaging } from './prepare-paging.js';

/** The lists of one target. */
export interface Listing {
  /** All rows of a paged method, one by one. */
  items<T>(method: string, query: ListQuery, options?: ListOptions): Stream<T>;
  /** The same, page by page. */
  pages<T>(method: string, query: ListQuery, options?: ListOptions): Stream<Page<T>>;
  /** All rows of a method that does not page. */
  whole<T>(method: string, params: CallParams, options?: ListOptions): Stream<T>;
}

export interface ListOptions {
  /** Model of the rows. @default the target */
  readonly model?: string;
  /** Parameters of the method's own, sent first. */
  readonly params?: Params;
  readonly demand?: Demand | undefined;
}

/** Keyed rows tell by their keys whether a page came twice; bare rows may be alike and yet others (`fields`). */
const rawOf = (data: Decoded, pageCount: number | undefined): { raw?: Decoded } => {
  const rows = isDecodedObject(data) ? getKey(data, 'data') : undefined;
  return rows !== undefined && (isDecodedObject(rows) || pageCount === undefined) ? { raw: rows } : {};
};

const same = (a: FetchedPage<unknown>, b: FetchedPage<unknown>): boolean =>
  a.raw !== undefined && isDeepStrictEqual(a.raw, b.raw);

const idOf = (row: unknown): string | undefined => {
  const id = typeof row === 'object' && row !== null && 'id' in row ? row.id : undefined;
  return typeof id === 'string' || typeof id === 'number' ? String(id) : undefined;
};

/** The query of one page. By key: the rows behind the last one seen, whatever came or went before it. */
const pageQuery = (query: ListQuery, { page, size, after }: PageRequest): ListQuery => {
  const { filters, fields, stable } = query;
  if (!stable) return { ...query, limit: size, page };
  return {
    ...query,
    sort: 'id',
    filters: after === undefined ? filters : { ...withoutGreater(filters), id__gt: after },
    fields: fields && !fields.includes('id') ? ['id', ...fields] : fields,
    limit: size,
    page,
  };
};

const withoutGreater = (filters: ListQuery['filters']): Record<string, unknown> =>
  Object.fromEntries(Object.entries(filters ?? {}).filter(([key]) => !/^(?:\w+\.)?id__gt$/.test(key)));

/** Makes the lists of a target. Wrong arguments are the stream's error, and nothing is sent. */
export const createListing = (caller: Caller): Listing => {
  const { target, context } = caller;

  const fetchPage =
    <T>(method: string, model: string, encode: (request: PageRequest) => readonly Pair[]) =>
    (request: PageRequest): Observable<FetchedPage<T>> =>
      caller
        .value(method, () => encode(request))
        .pipe(
          map((data) => {
            const { rows, paginated, page, pageCount, count } = readPage(data, model);
            const models = rows.map((row) => context.registry.read(model, row) as T & (Model | Decoded));
            return {
              items: models,
              page: page ?? request.page,
              pageCount,
              count,
              whole: !paginated,
              ...rawOf(data, pageCount),
            };
          }),
        );

  const paged = <T, R>(
    method: string,
    query: ListQuery,
    { model = target, params = {} }: ListOptions,
    make: (fetch: (request: PageRequest) => Observable<FetchedPage<T>>, options: PagingOptions<T>) => Stream<R>,
  ): Stream<R> =>
    deferStream(() => {
      const options = preparePaging(model, query);
      const encode = (request: PageRequest): Pair[] => [
        ...encodeParams(params),
        ...encodeFindAll(model, pageQuery(query, request)),
      ];
      // Once now, so that wrong arguments fail even where nothing would be sent.
      encode({ page: 1, size: options.size, after: undefined });
      return make(fetchPage<T>(method, model, encode), { ...options, same, ...(query.stable ? { keyOf: idOf } : {}) });
    });

  return {
    items: <T>(method: string, query: ListQuery, options: ListOptions = {}) =>
      paged<T, T>(method, query, options, items),
    pages: <T>(method: string, query: ListQuery, options: ListOptions = {}) =>
      paged<T, Page<T>>(method, query, options, pages),
    whole: <T>(method: string, params: CallParams, { model = target, demand }: ListOptions = {}) =>
      streamOf(
        caller
          .value(method, params)
          .pipe(map((data) => readPage(data, model).rows.map((row) => context.registry.read(model, row) as T))),
        demand,
      ),
  };
};
