import { map, type Observable } from 'rxjs';
import { isRead, methodOf, type MethodRow, ownModel } from '../../catalog/methods.js';
import { type Decoded, isDecodedObject } from '../../protocol/ordered-json.js';
import { withoutNothing } from '../../models/registry.js';
import { type Connector, encodeFilters, encodeWireFilters } from '../../protocol/query.js';
import { encodeSort, type Sort } from '../../protocol/query.js';
import { parsePage } from '../../protocol/page-shape.js';
import { encodeParams, type Parameter, type Params } from '../../protocol/params.js';
import { checkNames, isRecord, shown } from '../../protocol/validate.js';
import type { FetchedPage } from '../../streams/page.js';
import { checkDemand } from '../../streams/demand.js';
import { items, streamOf } from '../../streams/paginate.js';
import type { Stream } from '../../streams/stream.js';
import { checkParameters } from '../argument-errors.js';
import { type CallContext, type Caller, createCaller } from '../caller.js';
import { countRows } from '../count-rows.js';
import { listPages, pageOf } from '../fetch-page.js';
import { createListing, type Listing, type ListOptions } from '../listing.js';
import {
  type ListQuery,
  PAGE_PARAMETERS,
  PAGING_NAMES,
  preparePaging,
  QUERY_PARAMETERS,
  splitPaging,
  splitParams,
} from '../paging.js';

/**
 * Calls a method as the catalog describes it: emits a list element by element, page after page, and anything else once. A
 * method that the catalog lacks is called too, and its reply is read by its shape. Throws the error that the stream should
 * end with.
 */
export const openMethod = (
  context: CallContext,
  target: string,
  method: string,
  params: Params,
  paging: ListQuery = {},
): Stream<unknown> => {
  const caller = createCaller(context, target);
  const facts = methodOf(target, method);
  checkParameters(facts, params);
  if (facts === undefined || facts.kind === 'unknown') return openByShape(caller, method, params, paging);
  const isList = facts.kind === 'page' || facts.kind === 'models' || facts.kind === 'ids';
  if (isList && facts.isPaged) return openPaged(caller, method, params, paging);
  if (isList) return openWhole(caller, method, facts, params, paging);
  return streamOf(openOne(caller, method, facts, params).pipe(map((data) => [data])), paging.demand);
};

/** Opens a paged list page by page, each page with the counts that the service gives. */
export const openPages = (
  context: CallContext,
  { target, method, as }: ListCall,
  params: Params,
  paging: ListQuery,
): Stream<unknown> => {
  const caller = createCaller(context, target);
  checkParameters(methodOf(target, method), params);
  return pagedList(caller, method, params, paging, (listing, query, options) =>
    listing.pages(method, query, { ...options, as }),
  );
};

/** A method that gives a list page by page, and the name by which errors call what is done with it. */
interface ListCall {
  readonly target: string;
  readonly method: string;
  readonly as: string;
}

/** Emits the number of rows of a paged list. `args` are its own parameters, and conditions. */
export const countList = (context: CallContext, { target, method, as }: ListCall, args: Params): Observable<number> => {
  const caller = createCaller(context, target);
  const facts = methodOf(target, method);
  const model = facts?.model || ownModel(target);
  const [{ demand, ...paging }, params] = splitPaging(args);
  return countRows(caller, {
    ...{ method, as, model },
    params: () => {
      checkDemand(demand);
      checkParameters(facts, params);
      checkCounted({ ...paging, ...params }, facts?.required ?? []);
      const [conditions, own] = splitParams(params, COUNTED);
      return encodeArguments(model, { ...own, ...conditions, limit: 1 });
    },
    rows: () => openPaged(caller, method, params, { demand }),
  });
};

/** The parameters of a query that select rows. */
const COUNTED: readonly string[] = ['filters', 'connector'];

/** Refuses what arranges or cuts rows: it means nothing for a count. */
const checkCounted = (args: Params, required: readonly string[]): void => {
  const arranging = Object.keys(args).find((name) => isArranging(name) && !required.includes(name));
  if (arranging !== undefined && args[arranging] !== undefined)
    throw new TypeError(`${arranging} should be left out: the count is that of all matching rows`);
};

const isArranging = (name: string): boolean =>
  !COUNTED.includes(name) && (name === 'sorts' || QUERY_PARAMETERS.includes(name) || PAGING_NAMES.includes(name));

/** Conditions in the service's own form, `{ id: { GREATER_THAN: 3 } }`, are sent as they are; it has no `or`. */
const isWireForm = (filters: unknown): filters is Params =>
  isRecord(filters) && !Object.hasOwn(filters, 'or') && Object.values(filters).some(isRecord);

const encodeSorts = (name: string, model: string, sort: unknown): Parameter[] =>
  isRecord(sort)
    ? encodeParams({ [name]: sort })
    : encodeSort(model, sort as Sort).map(([key, direction]) => [key.replace(/^sort/, name), direction]);

const encodeConditions = (model: string, filters: unknown, connector: unknown): Parameter[] => {
  if (isWireForm(filters)) return encodeWireFilters(filters);
  const conditions = encodeFilters(filters as Params | undefined, connector as Connector | undefined, model);
  // An empty object keeps its place: a write refuses it, since it would reach all rows.
  return conditions.length === 0 ? encodeParams({ filters }) : conditions;
};

const encodeParameter = (model: string, name: string, value: unknown, params: Params): Parameter[] => {
  switch (name) {
    case 'filters':
      return encodeConditions(model, value, params['connector']);
    case 'connector':
      return params['filters'] === undefined ? encodeParams({ connector: value }) : [];
    case 'sort':
    case 'sorts':
      return encodeSorts(name, model, value);
    case 'return_object':
      checkReturn(value);
      return encodeParams({ return_object: value });
    case 'fields':
      checkNames('fields', value);
      return encodeParams({ fields: value });
    default:
      return encodeParams({ [name]: value });
  }
};

/** A flag in any form: another value would be one of PHP's, in which `'no'` is true. */
const checkReturn = (value: unknown): void => {
  if (![undefined, true, false, 0, 1, '0', '1'].includes(value as boolean))
    throw new TypeError(`return_object should be true or false, not ${shown(value)}`);
};

/**
 * Encodes the parameters of any method in the order given. `filters` and `sort` may have the form of the managers
 * (`{ id__gt: 3 }`, `'-id'`) or that of the service; `model` is the model whose fields they name.
 */
export const encodeArguments = (model: string, params: Params): Parameter[] =>
  Object.entries(params).flatMap(([name, value]) => encodeParameter(model, name, value, params));

/** Whether conditions or order are in the service's own form, which a listing does not take. */
const isInWireForm = ({ filters, sort }: Params): boolean => isWireForm(filters) || isRecord(sort);

/**
 * Reads a reply that the catalog does not describe: its shape shows whether it is the rows of a list or a single value.
 * With `mayRepeat`, further pages are requested of a list without a page count.
 */
const byShape = (caller: Caller, model: string, mayRepeat: boolean) => {
  const read = (row: Decoded): unknown => caller.context.registry.read(model, row);
  return (data: Decoded, asked: number): FetchedPage<unknown> => {
    const shape = parsePage(data, model);
    const rows = shape.paginated || Array.isArray(data) || data instanceof Map ? shape.rows : [data];
    const single = isDecodedObject(data) && rows.length === 1 && rows[0] === data;
    // A list of scalars of an unknown method may well hold nulls and flags.
    const holdsModels = shape.paginated || rows.some((row) => row !== data && isDecodedObject(row));
    const held = holdsModels ? withoutNothing(rows, model) : { rows, skipped: 0 };
    const page = pageOf(data, shape, held, asked, read);
    // A reply that counts its pages has more of them; without a count only a read may be sent again to see whether there are.
    const isAll = single || (!mayRepeat && (page.pageCount ?? 1) <= 1);
    return { ...page, whole: page.whole || (asked === 1 && isAll) };
  };
};

/** Calls a method of unknown reply: emits the elements of what turns out to be a list, or one thing. */
const openByShape = (caller: Caller, method: string, params: Params, given: ListQuery): Stream<unknown> => {
  const { target } = caller;
  const model = ownModel(target);
  const toPage = byShape(caller, model, isRead(target, method));
  const { limit, page } = params as ListQuery;
  const cap = typeof limit === 'number' ? limit : undefined;
  const paging = preparePaging(target, { ...given, limit: cap });
  const pairs = encodeArguments(model, params);
  const { fetch, options } = listPages(caller, {
    method,
    params: ({ page: number }) => (number === 1 ? pairs : encodeArguments(model, { ...params, page: number })),
    toPage,
  });
  return items(fetch, { ...paging, page: page === undefined ? undefined : 1, ...options });
};

const openPaged = (caller: Caller, method: string, params: Params, paging: ListQuery): Stream<unknown> =>
  pagedList(caller, method, params, paging, (listing, query, options) => listing.items(method, query, options));

const pagedList = (
  caller: Caller,
  method: string,
  params: Params,
  paging: ListQuery,
  open: (listing: Listing, query: ListQuery, options: ListOptions) => Stream<unknown>,
): Stream<unknown> => {
  const facts = methodOf(caller.target, method);
  const model = facts?.model || ownModel(caller.target);
  const [query, own] = splitParams(params, isInWireForm(params) ? PAGE_PARAMETERS : QUERY_PARAMETERS);
  return open(
    createListing(caller),
    { ...paging, ...query },
    { model, pairs: () => encodeArguments(model, own), ...(facts?.kind === 'ids' ? { read: 'ids' } : {}) },
  );
};

const openWhole = (caller: Caller, method: string, facts: MethodRow, params: Params, { demand }: ListQuery) => {
  const model = facts.model || ownModel(caller.target);
  const encode = () => encodeArguments(model, params);
  const listing = createListing(caller);
  return facts.kind === 'ids'
    ? listing.ids(method, encode, demand)
    : listing.whole<unknown>(method, encode, { model, demand });
};

const openOne = (caller: Caller, method: string, facts: MethodRow, params: Params): Observable<unknown> => {
  const model = facts.model || ownModel(caller.target);
  const encode = () => encodeArguments(model, params);
  if (facts.kind !== 'model') return caller.callForData(method, encode);
  return facts.isRead
    ? caller.callForRow(method, encode, { model })
    : caller.callForModel<unknown>(method, encode, { model });
};
