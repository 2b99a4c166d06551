import { defer, map, type Observable } from 'rxjs';
import { isRead } from '../catalog/methods.js';
import type { Model } from '../models/model.js';
import { modelRow, type Registry } from '../models/registry.js';
import type { Decoded } from '../protocol/ordered-json.js';
import { encodeParams, holdNothing, type Parameter, type Params, writeParameters } from '../protocol/params.js';
import type { TimeZone } from '../protocol/time-zone.js';
import { checkId, checkRecord, isRecord } from '../protocol/validate.js';
import type { ListEvent } from '../transport/events.js';
import type { Reply } from '../transport/reply.js';
import type { ApiRequest } from '../transport/request.js';
import type { Upload } from '../transport/upload.js';
import { argumentName, namingMethod, takesPositional } from './argument-errors.js';

/** Parameters, or a function that checks and encodes them: an error it throws is an error of the stream. */
export type CallParams = Params | (() => readonly Parameter[]);

/** The parts of a client that calls are made with. */
export interface CallContext {
  readonly send: (request: ApiRequest) => Observable<Reply>;
  readonly registry: Registry;
  readonly networkId: string;
  /** Emits an event of the client. */
  readonly report: (event: ListEvent) => void;
  /** The network's time zone, in which dates are sent. */
  readonly zone: TimeZone;
}

/** Details of a call. */
interface CallDetails {
  /** Model of the reply. @default the target */
  readonly model?: string;
  readonly upload?: () => Upload;
  /** The name by which errors call the method, where the user called it by another. @default the method */
  readonly as?: string;
  /** Takes the data of each reply; a passing `ProtocolError` that it throws repeats a read. */
  readonly accept?: (data: Decoded) => void;
}

/** Calls the methods of one target. Everything is cold: nothing is encoded or sent before a subscription. */
export interface Caller {
  readonly target: string;
  readonly context: CallContext;
  /** Emits the data of the reply, unchanged. */
  callForData(method: string, params: CallParams, details?: CallDetails): Observable<Decoded>;
  /** Emits the data as a model if it is a row; `true`, an id and `null` are emitted unchanged. */
  callForModel<T = Model | Decoded>(method: string, params: CallParams, details?: CallDetails): Observable<T>;
  /** Emits the data as a model, or `null` where the service found none; anything else is a `ProtocolError`. */
  callForRow(method: string, params: CallParams, details?: CallDetails): Observable<Model | null>;
}

/** Encodes parameters, and checks them by doing so. */
export const encodeCall = (params: CallParams): readonly Parameter[] =>
  typeof params === 'function' ? params() : encodeParams(params);

/** Creates the caller of a target. */
export const createCaller = (context: CallContext, target: string): Caller => {
  const callForData = (method: string, params: CallParams, { upload, accept, as = method }: CallDetails = {}) =>
    defer(() => {
      const kind = isRead(target, method) ? 'read' : 'write';
      const request: ApiRequest = namingMethod(`${target}.${as}`, () => ({
        target,
        method,
        pairs: writeParameters(encodeCall(params), { zone: context.zone, kind }),
        kind,
        ...(upload ? { upload: upload() } : {}),
        accept,
      }));
      return context.send(request);
    }).pipe(map(({ data }) => data));
  return {
    target,
    context,
    callForData,
    callForModel: <T>(method: string, params: CallParams, details: CallDetails = {}) =>
      callForData(method, params, details).pipe(
        map((data) => context.registry.read(details.model ?? target, data) as T),
      ),
    callForRow: (method, params, details = {}) =>
      callForData(method, params, details).pipe(
        map((data) => {
          const { model = target, as = method } = details;
          return context.registry.read(model, modelRow(`${target}.${as}`, data, model)) as Model | null;
        }),
      ),
  };
};

/**
 * Checks and encodes ids, followed by other parameters. Without the check a missing id would be left out of the request,
 * and the call would mean something else. `names` are the names of the method's arguments, for the error when one object
 * is given instead.
 */
export const encodeId =
  (ids: Params, params: Params = {}, names: readonly string[] = Object.keys({ ...ids, ...params })) =>
  (): Parameter[] => {
    const entries = Object.entries(ids);
    if (entries.some(([, id]) => isRecord(id))) throw takesPositional(names);
    for (const [index, [name, id]] of entries.entries()) checkId(argumentName(names[index] ?? name), id);
    return encodeParams({ ...ids, ...params });
  };

/** Checks and encodes the fields of a row to write. Without any field the call would change nothing, or make an empty row. */
export const encodeFields = (data: unknown): Parameter[] => {
  const pairs = encodeParams({ data: checkRecord('data', data) });
  if (holdNothing(pairs)) throw new TypeError('data should hold at least one field');
  return pairs;
};
