import { map } from 'rxjs';
import { methodNames, ownModel } from '../../catalog/methods.js';
import type { Paging } from '../../models/query.js';
import type { Params } from '../../protocol/params.js';
import { checkRecord } from '../../protocol/validate.js';
import { checkDemand } from '../../streams/demand.js';
import { streamOf } from '../../streams/paginate.js';
import { deferStream, type Stream } from '../../streams/stream.js';
import { type CallContext, createCaller } from '../caller.js';
import { checkOptions, type ListQuery } from '../paging.js';
import { encodeArguments, openMethod } from './open-method.js';

/** Names that say how a list is paged, and are no parameters of any method. */
const PAGING = ['pageSize', 'prefetch', 'concurrency', 'stable', 'demand'];

const isPaging = ([name]: [string, unknown]): boolean => PAGING.includes(name);

type Method = (args?: Params) => Stream<unknown>;

/** One method as a function of one object. */
const createMethod =
  (context: CallContext, target: string, method: string): Method =>
  (args = {}) =>
    deferStream(() => {
      const entries = Object.entries(checkRecord('The arguments', args));
      const paging = Object.fromEntries(entries.filter(isPaging)) as ListQuery;
      checkDemand(paging.demand);
      const params = Object.fromEntries(entries.filter((entry) => !isPaging(entry)));
      return openMethod(context, target, method, params, paging);
    });

/** The methods of a target that the catalog knows, as functions. */
export const knownMethods = (context: CallContext, target: string): Record<string, Method> =>
  Object.fromEntries(methodNames(target).map((name) => [name, createMethod(context, target, name)]));

/** Names that the language asks an object for: a controller that had them would be awaited, or called to be shown. */
const NOT_METHODS = ['then', 'toJSON', 'constructor', 'valueOf', 'toString', 'inspect', 'nodeType', 'asymmetricMatch'];

/** Any other name is a method too: the service may have it. */
const withUnlisted = (known: Record<string, Method>, create: (name: string) => Method): Record<string, Method> =>
  new Proxy(known, {
    get: (methods, name, receiver): unknown =>
      typeof name !== 'string' || Object.hasOwn(methods, name) || NOT_METHODS.includes(name) || name.startsWith('@@')
        ? Reflect.get(methods, name, receiver)
        : create(name),
  });

/** Makes `api.controller` for a client. */
export const createControllers =
  (context: CallContext) =>
  (target: string): Record<string, Method> => {
    if (typeof target !== 'string' || target === '') throw new TypeError('Target should be a string, not an empty one');
    return withUnlisted(knownMethods(context, target), (name) => createMethod(context, target, name));
  };

const OPTION_KEYS = ['raw', 'pageSize', 'prefetch', 'concurrency', 'demand'];

const checkName = (name: string, value: unknown): void => {
  if (typeof value !== 'string' || value === '') throw new TypeError(`${name} should be a string, not an empty one`);
};

/** The reply's data as it is: nothing is required, paged or made a model. */
const openRaw = (context: CallContext, target: string, method: string, params: Params, { demand }: CallOptions) => {
  const data = createCaller(context, target).callForData(method, () => encodeArguments(ownModel(target), params));
  return streamOf(data.pipe(map((reply) => [reply])), demand);
};

/** Makes `api.call` for a client. */
export const createCall =
  (context: CallContext) =>
  (target: string, method: string, params: Params = {}, options: CallOptions = {}): Stream<unknown> =>
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
/** How {@link Call} treats the reply, and how it pages a list. */

export interface CallOptions extends Pick<Paging, 'pageSize' | 'prefetch' | 'concurrency' | 'demand'> {
  /** Emit the reply's `data` once, as it is: unpaged, no models; objects with integer-like keys are Maps. @default false */
  readonly raw?: boolean | undefined;
}
