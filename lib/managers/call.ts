import { map } from 'rxjs';
import { checkRecord } from '../protocol/check-record.js';
import type { Params } from '../protocol/encode-params.js';
import { ownModel } from '../catalog/method-of.js';
import { checkDemand } from '../streams/check-demand.js';
import { deferStream } from '../streams/defer-stream.js';
import { streamOf } from '../streams/stream-of.js';
import type { Stream } from '../streams/stream.js';
import { createCaller } from './caller.js';
import { checkOptions } from './check-options.js';
import type { Call, CallOptions } from './controller/call-types.js';
import { encodeArguments } from './controller/encode-arguments.js';
import { openMethod } from './controller/open-method.js';
import type { ManagerContext } from './manager-context.js';

const OPTION_KEYS = ['raw', 'pageSize', 'prefetch', 'concurrency', 'demand'];

const checkName = (name: string, value: unknown): void => {
  if (typeof value !== 'string' || value === '') throw new TypeError(`${name} should be a string, not an empty one`);
};

/** The reply's data as it is: nothing is required, paged or made a model. */
const openRaw = (context: ManagerContext, target: string, method: string, params: Params, { demand }: CallOptions) => {
  const data = createCaller(context, target).value(method, () => encodeArguments(ownModel(target), params));
  return streamOf(data.pipe(map((reply) => [reply])), demand);
};

/** Makes `api.call` for a client. */
export const createCall = (context: ManagerContext): Call => {
  const call = (target: string, method: string, params: Params = {}, options: CallOptions = {}): Stream<unknown> =>
    deferStream(() => {
      checkName('Target', target);
      checkName('Method', method);
      checkRecord('Parameters', params);
      checkOptions('The options of a call', options, OPTION_KEYS);
      checkDemand(options.demand);
      const { raw, ...paging } = options;
      if (raw) return openRaw(context, target, method, params, options);
      return openMethod(context, target, method, params, paging);
    });
  return call as Call;
};
