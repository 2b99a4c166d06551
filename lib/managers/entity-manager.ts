import type { ManagerContext } from './manager-context.js';

/** Where a manager keeps what leads from a model to other managers. A symbol: it is nobody's business outside. */
export const CONTEXT = Symbol('rxoffers.context');

/** What every manager is, whatever it can do. */
export interface EntityManager {
  readonly [CONTEXT]: ManagerContext;
}

/** Makes a manager of its methods. The context is not enumerable, so that printing a manager shows its methods alone. */
export const entityManager = <Manager extends EntityManager>(
  context: ManagerContext,
  methods: Omit<Manager, typeof CONTEXT>,
): Manager => Object.defineProperty(methods, CONTEXT, { value: context }) as Manager;
