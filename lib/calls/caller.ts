import { defer, map, type Observable } from 'rxjs';
import { isRead } from '../catalog/methods.js';
import { Model } from '../models/model.js';
import type { Decoded } from '../protocol/decoded.js';
import { encodeParams, type Pair, type Params } from '../protocol/params.js';
import { checkId } from '../protocol/validate.js';
import type { Registry } from '../models/registry.js';
import type { Reply } from '../transport/reply.js';
import type { ApiRequest, Upload } from '../transport/request.js';

/** Parameters, or a function that checks and encodes them: what it throws is an error of the stream. */
export type CallParams = Params | (() => readonly Pair[]);

/** What calls are made with; one for each client. */
export interface CallContext {
  readonly send: (request: ApiRequest) => Observable<Reply>;
  readonly registry: Registry;
}

/** Calls the methods of one target. Everything is cold: nothing is encoded or sent before a subscription. */
export interface Caller {
  readonly target: string;
  readonly context: CallContext;
  /** The data of the reply as it is. */
  callForData(method: string, params: CallParams): Observable<Decoded>;
  /** The data as a model, where it is one; `true`, an id and `null` stay what they are. */
  callForModel<T = Model | Decoded>(
    method: string,
    params: CallParams,
    options?: { model?: string; upload?: () => Upload },
  ): Observable<T>;
}

/** Encodes parameters, and checks them by doing so. */
export const encodeCall = (params: CallParams): readonly Pair[] =>
  typeof params === 'function' ? params() : encodeParams(params);

/** Makes the caller of a target. */
export const createCaller = (context: CallContext, target: string): Caller => {
  const value = (method: string, params: CallParams, upload?: () => Upload): Observable<Decoded> =>
    defer(() =>
      context.send({
        target,
        method,
        pairs: encodeCall(params),
        kind: isRead(target, method) ? 'read' : 'write',
        ...(upload ? { upload: upload() } : {}),
      }),
    ).pipe(map(({ data }) => data));
  return {
    target,
    context,
    callForData: value,
    callForModel: <T>(
      method: string,
      params: CallParams,
      { model = target, upload }: { model?: string; upload?: () => Upload } = {},
    ) => value(method, params, upload).pipe(map((data) => context.registry.read(model, data) as T)),
  };
};

/** Encodes ids, each checked, and what follows them. A missing id would otherwise be left out, and the call be another one. */
export const encodeId =
  (ids: Params, params: Params = {}) =>
  (): Pair[] => {
    for (const [name, id] of Object.entries(ids)) checkId(name, id);
    return encodeParams({ ...ids, ...params });
  };

/** What is no row is none: `[]` and `false` are ways of the service to say so. */
export const rowOrNull = (found: unknown): unknown => (found instanceof Model ? found : null);
