import type { Target } from '../../catalog/api-methods.js';
import { methodNames } from '../../catalog/method-of.js';
import { checkRecord } from '../../protocol/check-record.js';
import type { Params } from '../../protocol/encode-params.js';
import { checkDemand } from '../../streams/check-demand.js';
import { deferStream } from '../../streams/defer-stream.js';
import type { Stream } from '../../streams/stream.js';
import type { ManagerContext } from '../manager-context.js';
import type { ListQuery } from '../prepare-paging.js';
import type { Controller, UnlistedController } from './controller.js';
import { openMethod } from './open-method.js';

/** Names that say how a list is paged, and are no parameters of any method. */
const PAGING = ['pageSize', 'prefetch', 'concurrency', 'stable', 'demand'];

const isPaging = ([name]: [string, unknown]): boolean => PAGING.includes(name);

type Method = (args?: Params) => Stream<unknown>;

/** One method as a function of one object. */
const createMethod =
  (context: ManagerContext, target: string, method: string): Method =>
  (args = {}) =>
    deferStream(() => {
      const entries = Object.entries(checkRecord('The arguments', args));
      const paging = Object.fromEntries(entries.filter(isPaging)) as ListQuery;
      checkDemand(paging.demand);
      const params = Object.fromEntries(entries.filter((entry) => !isPaging(entry)));
      return openMethod(context, target, method, params, paging);
    });

/** The methods of a target that the catalog knows, as functions. */
export const knownMethods = (context: ManagerContext, target: string): Record<string, Method> =>
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

/** What makes `api.controller`. */
export interface CreateController<Known extends Target = Target> {
  <Of extends Known>(target: Of): Controller<Of>;
  (target: string): UnlistedController;
}

/** Makes `api.controller` for a client. */
export const createControllers =
  (context: ManagerContext): CreateController =>
  (target: string) => {
    if (typeof target !== 'string' || target === '') throw new TypeError('Target should be a string, not an empty one');
    return withUnlisted(knownMethods(context, target), (name) => createMethod(context, target, name));
  };
