import { map, type Observable } from 'rxjs';
import { type MethodRow, methodOf, ownModel } from '../../catalog/method-of.js';
import { Model } from '../../models/model.js';
import type { Params } from '../../protocol/encode-params.js';
import { streamOf } from '../../streams/stream-of.js';
import type { Stream } from '../../streams/stream.js';
import { type Caller, createCaller } from '../caller.js';
import { createListing } from '../listing.js';
import type { ManagerContext } from '../manager-context.js';
import type { ListQuery } from '../prepare-paging.js';
import { checkRequired } from './check-required.js';
import { encodeArguments, isInWireForm } from './encode-arguments.js';
import { openByShape } from './open-by-shape.js';

/** What a listing takes by itself; anything else is a parameter of the method's own. */
const QUERY = ['filters', 'connector', 'sort', 'limit', 'page', 'fields', 'contain'];
const WIRE_QUERY = ['limit', 'page'];

const split = (params: Params, names: readonly string[]): [taken: Params, others: Params] => {
  const entries = Object.entries(params);
  const isTaken = ([name]: [string, unknown]): boolean => names.includes(name);
  return [Object.fromEntries(entries.filter(isTaken)), Object.fromEntries(entries.filter((entry) => !isTaken(entry)))];
};

const openPaged = (caller: Caller, method: string, facts: MethodRow, params: Params, paging: ListQuery) => {
  const model = facts.model || ownModel(caller.target);
  const [query, own] = split(params, isInWireForm(params) ? WIRE_QUERY : QUERY);
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

/** What is no row is none: `[]` and `false` are ways of the service to say so. */
const rowOrNull = (found: unknown): unknown => (found instanceof Model ? found : null);

const openOne = (caller: Caller, method: string, facts: MethodRow, params: Params): Observable<unknown> => {
  const model = facts.model || ownModel(caller.target);
  const encode = () => encodeArguments(model, params);
  if (facts.kind !== 'model') return caller.value(method, encode);
  const one = caller.one<unknown>(method, encode, { model });
  return facts.isRead ? one.pipe(map(rowOrNull)) : one;
};

/**
 * Calls a method as the catalog knows it: a list element by element, page after page, one thing once. What the catalog
 * lacks is called all the same, and read by the shape of its reply. Throws what the stream is to end with.
 */
export const openMethod = (
  context: ManagerContext,
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
