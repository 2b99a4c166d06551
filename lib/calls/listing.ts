import type { Decoded } from '../protocol/ordered-json.js';
import { encodeFindAll } from '../protocol/query.js';
import { idRows, modelRows } from '../models/registry.js';
import { parsePage } from '../protocol/page-shape.js';
import type { Parameter } from '../protocol/params.js';
import { checkDemand, type Demand } from '../streams/demand.js';
import type { FetchedPage, FetchPage, Page, PageRequest, PagingOptions } from '../streams/page.js';
import { items, pages } from '../streams/paginate.js';
import { deferStream, type Stream } from '../streams/stream.js';
import { namingMethod } from './argument-errors.js';
import { type Caller, type CallParams, encodeCall } from './caller.js';
import { listPages, pageOf } from './fetch-page.js';
import { type ListQuery, preparePaging } from './paging.js';

/** The lists of one target. Wrong arguments are an error of the stream, and nothing is sent. */
export interface Listing {
  /** Emits all rows of a paged method, one by one. */
  items<T>(method: string, query: ListQuery, options?: ListOptions): Stream<T>;
  /** Emits all rows of a paged method, page by page. */
  pages<T>(method: string, query: ListQuery, options?: ListOptions): Stream<Page<T>>;
  /** Emits all rows of a method that takes no limit. If the reply counts more pages than one, they are fetched too. */
  whole<T>(method: string, params: CallParams, options?: WholeOptions<T>): Stream<T>;
  /** Emits all ids of a method that takes no limit, as strings. */
  ids(method: string, params: CallParams, demand?: Demand): Stream<string>;
}

/** What is special about a paged list. */
export interface ListOptions {
  /** Model of the rows. @default the target */
  readonly model?: string;
  /** Parameters of the method itself, sent first. */
  readonly pairs?: () => readonly Parameter[];
  /** `ids`: the rows are ids, as strings. @default models */
  readonly read?: 'ids';
  /** The name by which errors call the method, where the user called it by another. @default the method */
  readonly as?: string;
}

interface WholeOptions<T> {
  /** Model of the rows. @default the target */
  readonly model?: string;
  readonly demand?: Demand | undefined;
  /** Turns a row into an element. @default a model */
  readonly read?: (row: Decoded) => T;
  /** Finds the rows in a reply. @default those of models */
  readonly rowsOf?: typeof modelRows;
}

const idOf = (row: unknown): string | undefined => {
  const id = typeof row === 'object' && row !== null && 'id' in row ? row.id : undefined;
  return typeof id === 'string' || typeof id === 'number' ? String(id) : undefined;
};

/** The id of an element: its own, or itself in a list of ids. */
const elementId = (element: unknown): string | undefined => (typeof element === 'string' ? element : idOf(element));

/** Without a count of pages the first reply is all there is: no limit was asked for. */
const wholeUnlessCounted = <T>(page: FetchedPage<T>, asked: number): FetchedPage<T> =>
  asked === 1 ? { ...page, whole: page.pageCount === undefined } : page;

/** The service sends ids as strings; a number becomes one. */
const idText = (row: Decoded): string => (typeof row === 'string' ? row : JSON.stringify(row));

/** Reads replies as pages. `label` is the name of the call, for errors. */
const pageReader =
  <T>(label: string, model: string, rowsOf: typeof modelRows, read: (row: Decoded) => T) =>
  (data: Decoded, asked: number): FetchedPage<T> => {
    const shape = parsePage(data, model);
    return pageOf(data, shape, rowsOf(label, data, shape, model), asked, read);
  };

/** Creates the lists of a target. */
export const createListing = (caller: Caller): Listing => {
  const { target, context } = caller;
  // Rows of reports are groups, which may share an id.
  const byId = target === 'Report' ? {} : { idOf: elementId };
  const modelReader =
    <T>(model: string) =>
    (row: Decoded): T =>
      context.registry.read(model, row) as T;

  const paged = <T, R>(
    method: string,
    query: ListQuery,
    { model = target, pairs = () => [], read: kind, as = method }: ListOptions,
    open: (fetch: FetchPage<T>, options: PagingOptions<T>) => Stream<R>,
  ): Stream<R> =>
    deferStream(() => {
      const encode = (request: PageRequest): Parameter[] => [
        ...pairs(),
        ...encodeFindAll(model, pageQuery(model, query, request)),
      ];
      const options = namingMethod(`${target}.${as}`, () => {
        const paging = preparePaging(model, query);
        // Encoded once in advance, so that wrong arguments fail even where nothing would be sent.
        encode({ page: 1, size: paging.size, after: undefined });
        return paging;
      });
      const read = kind === 'ids' ? (idText as (row: Decoded) => T) : modelReader<T>(model);
      const { fetch, options: checks } = listPages(caller, {
        method,
        as,
        params: encode,
        toPage: pageReader(`${target}.${as}`, model, kind === 'ids' ? idRows : modelRows, read),
      });
      return open(fetch, { ...options, ...checks, ...byId, ...(query.stable ? { keyOf: idOf } : {}) });
    });

  const whole = <T>(
    method: string,
    params: CallParams,
    { model = target, demand, rowsOf = modelRows, read = modelReader<T>(model) }: WholeOptions<T>,
  ): Stream<T> =>
    deferStream(() => {
      const pairs = namingMethod(`${target}.${method}`, () => {
        checkDemand(demand);
        return encodeCall(params);
      });
      const toPage = pageReader(`${target}.${method}`, model, rowsOf, read);
      const { fetch, options } = listPages(caller, {
        method,
        params: ({ page }) => (page === 1 ? pairs : [...pairs, ['page', String(page)]]),
        toPage: (data, asked) => wholeUnlessCounted(toPage(data, asked), asked),
      });
      return items(fetch, { size: 1, prefetch: 1, concurrency: 1, demand, ...options, ...byId });
    });

  return {
    items: <T>(method: string, query: ListQuery, options: ListOptions = {}) =>
      paged<T, T>(method, query, options, items),
    pages: <T>(method: string, query: ListQuery, options: ListOptions = {}) =>
      paged<T, Page<T>>(method, query, options, pages),
    whole: <T>(method: string, params: CallParams, options: WholeOptions<T> = {}) => whole<T>(method, params, options),
    ids: (method, params, demand) => whole<string>(method, params, { demand, read: idText, rowsOf: idRows }),
  };
};

/** The filters without the user's lower bounds on the id, which the last id seen has passed. */
const withoutLowerBound = (model: string, filters: ListQuery['filters']): Record<string, unknown> =>
  Object.fromEntries(Object.entries(filters ?? {}).filter(([key]) => key !== 'id__gt' && key !== `${model}.id__gt`));

/** The query of one page. When paging by key: the rows after the last one seen, whatever was added or removed before it. */
const pageQuery = (model: string, query: ListQuery, { page, size, after }: PageRequest): ListQuery => {
  const { filters, fields, stable } = query;
  if (!stable) return { ...query, limit: size, page };
  return {
    ...query,
    sort: 'id',
    filters: after === undefined ? filters : { ...withoutLowerBound(model, filters), id__gt: after },
    fields: fields && !fields.includes('id') ? ['id', ...fields] : fields,
    limit: size,
    page,
  };
};
