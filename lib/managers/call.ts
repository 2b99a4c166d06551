import { mergeMap, type Observable, of } from 'rxjs';
import { listOf } from '../catalog/list-of.js';
import type { Decoded } from '../protocol/decoded.js';
import { isDecodedObject } from '../protocol/entries-of.js';
import type { Params } from '../protocol/encode-params.js';
import { readPage } from '../protocol/read-page.js';
import { streamOf } from '../streams/stream-of.js';
import { createCaller } from './caller.js';
import { createListing } from './listing.js';
import type { ManagerContext } from './manager-context.js';
import type { ListQuery } from './prepare-paging.js';

/** How {@link Call} treats the reply. */
export interface CallOptions {
  /** Emit the reply's `data` once, as it is: unpaged, no models; objects with integer-like keys are Maps. @default false */
  readonly raw?: boolean;
}

/** Calls any method of any target, known or not. */
export type Call = (target: string, method: string, params?: Params, options?: CallOptions) => Observable<unknown>;

const PAGING = new Set(['limit', 'page']);

/** Makes `api.call` for a client. */
export const createCall = (context: ManagerContext): Call => {
  const flatten = (data: Decoded, target: string): Observable<unknown> => {
    const shape = readPage(data);
    const isList = shape.paginated || Array.isArray(data) || data instanceof Map;
    if (!isList) return of(isDecodedObject(data) ? context.registry.read(target, data) : data);
    return streamOf(of(shape.rows.map((row) => context.registry.read(target, row))));
  };

  return (target, method, params = {}, { raw = false } = {}) => {
    const caller = createCaller(context, target);
    if (raw) return caller.value(method, params);
    const list = listOf(target, method);
    if (!list?.paged)
      return caller.value(method, params).pipe(mergeMap((data) => flatten(data, list?.model || target)));
    const own = Object.fromEntries(Object.entries(params).filter(([name]) => !PAGING.has(name)));
    const { limit, page } = params as ListQuery;
    return createListing(caller).items(method, { limit, page }, { model: list.model || target, params: own });
  };
};
