import { map, type Observable } from 'rxjs';
import { isRead, methodOf, type MethodRow, ownModel } from '../../catalog/methods.js';
import { type Decoded, isDecodedObject } from '../../protocol/ordered-json.js';
import { withoutNothing } from '../../models/registry.js';
import { type Connector, encodeFilters } from '../../protocol/query.js';
import { encodeSort, type Sort } from '../../protocol/query.js';
import { parsePage } from '../../protocol/page-shape.js';
import { encodeParams, type Pair, type Params } from '../../protocol/params.js';
import { checkNames, isRecord } from '../../protocol/validate.js';
import type { FetchedPage } from '../../streams/page.js';
import { items, streamOf } from '../../streams/paginate.js';
import type { Stream } from '../../streams/stream.js';
import { type CallContext, type Caller, createCaller, rowOrNull } from '../caller.js';
import { listPages, pageOf } from '../fetch-page.js';
import { createListing } from '../listing.js';
import { type ListQuery, PAGE_PARAMETERS, preparePaging, QUERY_PARAMETERS, splitParams } from '../paging.js';

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
  checkRequired(`${target}.${method}`, facts, params);
  if (facts === undefined || facts.kind === 'unknown') return openByShape(caller, method, params, paging);
  const isList = facts.kind === 'page' || facts.kind === 'models' || facts.kind === 'ids';
  if (isList && facts.isPaged) return openPaged(caller, method, facts, params, paging);
  if (isList) return openWhole(caller, method, facts, params, paging);
  return streamOf(openOne(caller, method, facts, params).pipe(map((data) => [data])), paging.demand);
};

/** Conditions in the service's own form, `{ id: { GREATER_THAN: 3 } }`, are sent as they are; it has no `or`. */
const isWireForm = (filters: unknown): boolean =>
  isRecord(filters) && !Object.hasOwn(filters, 'or') && Object.values(filters).some(isRecord);

const encodeSorts = (name: string, model: string, sort: unknown): Pair[] =>
  isRecord(sort)
    ? encodeParams({ [name]: sort })
    : encodeSort(model, sort as Sort).map(([key, direction]) => [key.replace(/^sort/, name), direction]);

const encodeParameter = (model: string, name: string, value: unknown, params: Params): Pair[] => {
  switch (name) {
    case 'filters':
      return isWireForm(value)
        ? encodeParams({ filters: value })
        : encodeFilters(value as Params | undefined, params['connector'] as Connector | undefined, model);
    case 'connector':
      return params['filters'] === undefined ? encodeParams({ connector: value }) : [];
    case 'sort':
    case 'sorts':
      return encodeSorts(name, model, value);
    case 'fields':
      checkNames('fields', value);
      return encodeParams({ fields: value });
    default:
      return encodeParams({ [name]: value });
  }
};

/**
 * Encodes the parameters of any method in the order given. `filters` and `sort` may have the form of the managers
 * (`{ id__gt: 3 }`, `'-id'`) or that of the service; `model` is the model whose fields they name.
 */
export const encodeArguments = (model: string, params: Params): Pair[] =>
  Object.entries(params).flatMap(([name, value]) => encodeParameter(model, name, value, params));

/** Whether conditions or order are in the service's own form, which a listing does not take. */
const isInWireForm = ({ filters, sort }: Params): boolean => isWireForm(filters) || isRecord(sort);

/** A value that would be left out of the request: an empty list has no form on the wire. */
const isMissing = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  (Array.isArray(value) && value.length === 0) ||
  (value instanceof Set && value.size === 0);

/** Refuses a call without a parameter that the catalog calls required. */
const checkRequired = (name: string, facts: MethodRow | undefined, params: Params): void => {
  const missing = facts?.required.find((required) => isMissing(params[required]));
  if (missing !== undefined) throw new TypeError(`${name}: ${missing} should be given`);
};

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

const openPaged = (caller: Caller, method: string, facts: MethodRow, params: Params, paging: ListQuery) => {
  const model = facts.model || ownModel(caller.target);
  const [query, own] = splitParams(params, isInWireForm(params) ? PAGE_PARAMETERS : QUERY_PARAMETERS);
  return createListing(caller).items<unknown>(
    method,
    { ...paging, ...query },
    { model, pairs: () => encodeArguments(model, own), ...(facts.kind === 'ids' ? { read: 'ids' } : {}) },
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
  const one = caller.callForModel<unknown>(method, encode, { model });
  return facts.isRead ? one.pipe(map(rowOrNull)) : one;
};
