import { defer, map, type Observable } from 'rxjs';
import { hasTarget, isPagedList, methodNames, methodOf, ownModel, targetNames } from '../../catalog/methods.js';
import { named } from '../../protocol/named.js';
import type { UnlistedOption } from '../../models/query.js';
import { nearestName, unlistedError } from '../../protocol/nearest-name.js';
import type { Params } from '../../protocol/params.js';
import { checkFlag, checkKeys, checkRecord, checkText, isRecord } from '../../protocol/validate.js';
import { checkDemand } from '../../streams/demand.js';
import { streamOf } from '../../streams/paginate.js';
import { deferStream, type Stream } from '../../streams/stream.js';
import { namingMethod, takesOneObject } from '../argument-errors.js';
import { type CallContext, createCaller } from '../caller.js';
import { CALL_PAGING, type CallPaging, splitPaging } from '../paging.js';
import { countList, encodeArguments, openMethod, openPages } from './open-method.js';

/** How `api.call` treats the reply, and how it pages a list. */
export interface CallOptions extends CallPaging {
  /** Emit the reply's `data` once, as it is: unpaged, no models; objects with integer-like keys are Maps. @default false */
  readonly raw?: boolean | undefined;
  /** Allow names that the catalog does not list: of the target, the method and the parameters. @default false */
  readonly unlisted?: boolean | undefined;
}

/** One method of a controller, as a function of one object. Lists also have `findPages` and `count`. */
type Method = (args?: Params) => Observable<unknown>;
type Methods = Record<string, Method>;

/** Names that JavaScript looks up on any object. If a controller had them, `await` and printing would call them. */
const NOT_METHODS = ['then', 'toJSON', 'constructor', 'valueOf', 'toString', 'inspect', 'nodeType', 'asymmetricMatch'];

/** Creates `api.controller` for a client. */
export const createControllers =
  (context: CallContext, listed: ListedTargets) =>
  (target: string, options: Partial<UnlistedOption> = {}): Methods => {
    checkText('api.controller: target', target);
    checkKeys('api.controller: options', options, ['unlisted']);
    checkFlag('api.controller: unlisted', options.unlisted);
    if (!options.unlisted) checkTarget(listed, 'api.controller: target', target);
    const known = Object.fromEntries(methodNames(target).map((name) => [name, createMethod(context, target, name)]));
    const create = options.unlisted
      ? (name: string) => createMethod(context, target, name)
      : (name: string) => refuseMethod(target, name);
    return withUnlisted(
      { ...known, ...(isPagedList(target, 'findAll') ? pagedMembers(context, target, 'findAll', '') : {}) },
      create,
    );
  };

/** Creates `api.call` for a client. */
export const createCall =
  (context: CallContext, listed: ListedTargets) =>
  (target: string, method: string, params: Params = {}, options: CallOptions = {}): Stream<unknown> =>
    deferStream(() => {
      checkText('api.call: target', target);
      checkText('api.call: method', method);
      if (!(isRecord(options) && options.unlisted === true)) checkCall(listed, target, method);
      return namingMethod(`${target}.${method}`, () => {
        checkRecord('parameters', params);
        checkKeys('options', options, ['raw', 'unlisted', ...CALL_PAGING]);
        checkFlag('unlisted', options.unlisted);
        checkDemand(options.demand);
        const [paging] = splitPaging({ ...options });
        if (options.raw) return openRaw(context, target, method, params, options);
        return openMethod(context, target, method, params, paging);
      });
    });

const createMethod = (context: CallContext, target: string, method: string): Method => {
  const call = (...given: readonly unknown[]) =>
    deferStream(() =>
      namingMethod(`${target}.${method}`, () => {
        const [paging, params] = splitPaging(takeArguments(target, method, given));
        checkDemand(paging.demand);
        return openMethod(context, target, method, params, paging);
      }),
    );
  return isPagedList(target, method)
    ? withMembers(named(method, call), pagedMembers(context, target, method, `${method}.`))
    : named(method, call);
};

/**
 * Takes the one object of named arguments. Others are refused, except the index that the operators of RxJS pass to a function.
 */
const takeArguments = (target: string, method: string, [args = {}, ...more]: readonly unknown[]): Params => {
  const isIndex = more.length === 1 && typeof more[0] === 'number';
  if (!isRecord(args) || (more.some((other) => other !== undefined) && !isIndex)) throw takesOneObject(target, method);
  return args;
};

/** `findPages` and `count` of a paged list. `prefix` is what errors put before their names: `findAllCampaigns.`. */
const pagedMembers = (context: CallContext, target: string, method: string, prefix: string): Methods => {
  const callAs = (name: string) => ({ target, method, as: `${prefix}${name}` });
  const naming = <T>(name: string, given: readonly unknown[], open: (args: Params) => T): T =>
    namingMethod(`${target}.${prefix}${name}`, () => open(takeArguments(target, method, given)));
  return {
    findPages: (...given: readonly unknown[]) =>
      deferStream(() =>
        naming('findPages', given, (args) => {
          const [paging, params] = splitPaging(args);
          return openPages(context, callAs('findPages'), params, paging);
        }),
      ),
    count: (...given: readonly unknown[]) =>
      defer(() => naming('count', given, (args) => countList(context, callAs('count'), args))),
  };
};

/** Adds members to a function. They are not enumerable, so that printing it shows its name alone. */
const withMembers = (method: Method, members: Methods): Method =>
  Object.defineProperties(
    method,
    Object.fromEntries(Object.entries(members).map(([name, value]) => [name, { value }])),
  );

/** A method that ends with the error of a name that the catalog does not list. */
const refuseMethod =
  (target: string, method: string): Method =>
  () =>
    deferStream(() => {
      checkMethod(`api.controller('${target}'): method`, target, method);
      throw takesOneObject(target, method);
    });

/** Emits the data of the reply as it is: requires no parameters, does not page, makes no models. */
const openRaw = (context: CallContext, target: string, method: string, params: Params, { demand }: CallOptions) => {
  const data = createCaller(context, target).callForData(method, () => encodeArguments(ownModel(target), params));
  return streamOf(data.pipe(map((reply) => [reply])), demand);
};

/** Makes every other name a method too: the service may have it, and if not, the error says which name is near. */
const withUnlisted = (known: Methods, create: (name: string) => Method): Methods =>
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

/** The targets that a client calls by the names of the catalog. */
export interface ListedTargets {
  /** Name of the client's class, for errors. */
  readonly client: string;
  /** The letters that its targets begin with: `Affiliate_`; none for a client of all targets. */
  readonly prefix: string;
}

const isListed = ({ prefix }: ListedTargets, target: string): boolean => hasTarget(target) && target.startsWith(prefix);

/** A target of another API stands for the client's own view of it: `Affiliate_Offer` for `Offer`. */
const nearestTarget = ({ prefix }: ListedTargets, target: string): string | undefined => {
  const known = targetNames().filter((name) => name.startsWith(prefix));
  const nearest = nearestName(target, known);
  const own = nearest === undefined ? nearestName(ownModel(target), known.map(ownModel)) : undefined;
  return nearest ?? known.find((name) => ownModel(name) === own);
};

/** Requires a target of the catalog that is the client's. @throws TypeError that suggests the nearest one. */
const checkTarget = (listed: ListedTargets, label: string, target: string): void => {
  if (isListed(listed, target)) return;
  const where = `a target that the catalog lists for ${listed.client}`;
  throw unlistedError(label, target, where, nearestTarget(listed, target));
};

/** Requires a method that the catalog lists for its target. @throws TypeError that suggests the nearest one. */
const checkMethod = (label: string, target: string, method: string): void => {
  if (methodOf(target, method)) return;
  const where = `a method that the catalog lists for ${target}`;
  throw unlistedError(label, method, where, nearestName(method, methodNames(target)));
};

/**
 * Requires names of the catalog in a call by name. A target that resembles none of the catalog is passed on: only the service
 * knows whether there is one, and it refuses others by name.
 */
const checkCall = (listed: ListedTargets, target: string, method: string): void => {
  if (!hasTarget(target) && nearestTarget(listed, target) === undefined) return;
  checkTarget(listed, 'api.call: target', target);
  checkMethod('api.call: method', target, method);
};
