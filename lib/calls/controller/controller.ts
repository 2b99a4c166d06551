import { map } from 'rxjs';
import { methodNames, ownModel } from '../../catalog/methods.js';
import type { Params } from '../../protocol/params.js';
import { checkKeys, checkRecord, checkText, isRecord } from '../../protocol/validate.js';
import { checkDemand } from '../../streams/demand.js';
import { streamOf } from '../../streams/paginate.js';
import { deferStream, type Stream } from '../../streams/stream.js';
import { namingMethod, takesOneObject } from '../argument-errors.js';
import { type CallContext, createCaller } from '../caller.js';
import { CALL_PAGING, type CallPaging, splitPaging } from '../paging.js';
import { encodeArguments, openMethod } from './open-method.js';

/** How `api.call` treats the reply, and how it pages a list. */
export interface CallOptions extends CallPaging {
  /** Emit the reply's `data` once, as it is: unpaged, no models; objects with integer-like keys are Maps. @default false */
  readonly raw?: boolean | undefined;
}

/** One method of a controller, as a function of one object. */
type Method = (args?: Params) => Stream<unknown>;

/** Names that JavaScript looks up on any object. If a controller had them, `await` and printing would call them. */
const NOT_METHODS = ['then', 'toJSON', 'constructor', 'valueOf', 'toString', 'inspect', 'nodeType', 'asymmetricMatch'];

/** Creates `api.controller` for a client. */
export const createControllers =
  (context: CallContext) =>
  (target: string): Record<string, Method> => {
    checkText('api.controller: target', target);
    const known = Object.fromEntries(methodNames(target).map((name) => [name, createMethod(context, target, name)]));
    return withUnlisted(known, (name) => createMethod(context, target, name));
  };

/** Creates `api.call` for a client. */
export const createCall =
  (context: CallContext) =>
  (target: string, method: string, params: Params = {}, options: CallOptions = {}): Stream<unknown> =>
    deferStream(() => {
      checkText('api.call: target', target);
      checkText('api.call: method', method);
      return namingMethod(`${target}.${method}`, () => {
        checkRecord('parameters', params);
        checkKeys('options', options, ['raw', ...CALL_PAGING]);
        checkDemand(options.demand);
        const { raw, ...paging } = options;
        if (raw) return openRaw(context, target, method, params, options);
        return openMethod(context, target, method, params, paging);
      });
    });

const createMethod =
  (context: CallContext, target: string, method: string): Method =>
  (args = {}) =>
    deferStream(() =>
      namingMethod(`${target}.${method}`, () => {
        if (!isRecord(args)) throw takesOneObject(target, method);
        const [paging, params] = splitPaging(args);
        checkDemand(paging.demand);
        return openMethod(context, target, method, params, paging);
      }),
    );

/** Emits the data of the reply as it is: requires no parameters, does not page, makes no models. */
const openRaw = (context: CallContext, target: string, method: string, params: Params, { demand }: CallOptions) => {
  const data = createCaller(context, target).callForData(method, () => encodeArguments(ownModel(target), params));
  return streamOf(data.pipe(map((reply) => [reply])), demand);
};

/** Makes every other name a method too: the service may have it. */
const withUnlisted = (known: Record<string, Method>, create: (name: string) => Method): Record<string, Method> =>
  new Proxy(known, {
    get: (methods, name, receiver): unknown =>
      typeof name !== 'string' || Object.hasOwn(methods, name) || NOT_METHODS.includes(name) || name.startsWith('@@')
        ? Reflect.get(methods, name, receiver)
        : create(name),
  });

/** Key of the context and the cache that the inherited methods of a manager use. */
const BOUND = Symbol('rxoffers.catalogMethods');

interface WithBound {
  readonly [BOUND]: { readonly context: CallContext; readonly methods: Map<string, Method> };
}

/** The methods of a target as accessors: each method is created when it is first read from a manager. */
const describeMethods = (target: string): PropertyDescriptorMap =>
  Object.fromEntries(
    methodNames(target).map((name) => [
      name,
      {
        enumerable: true,
        get(this: WithBound) {
          const { context, methods } = this[BOUND];
          const method = methods.get(name) ?? createMethod(context, target, name);
          methods.set(name, method);
          return method;
        },
      },
    ]),
  );

/** Creates the accessors of each target once for all clients: most clients use few of the thousand methods. */
const createPrototypes = (): ((target: string) => object) => {
  const prototypes = new Map<string, object>();
  return (target) => {
    const prototype = prototypes.get(target) ?? (Object.create(Object.prototype, describeMethods(target)) as object);
    prototypes.set(target, prototype);
    return prototype;
  };
};

const prototypeOf = createPrototypes();

/**
 * Creates an object that inherits those methods of a target that the catalog knows. They need no `this`, and each is the
 * same function every time it is read.
 */
export const inheritMethods = (context: CallContext, target: string): object =>
  Object.create(prototypeOf(target), {
    [BOUND]: { value: { context, methods: new Map() } },
    // util.inspect finds this one first; otherwise it would print the accessors with showHidden.
    constructor: { value: Object },
  }) as object;
