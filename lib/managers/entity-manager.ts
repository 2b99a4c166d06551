import type { ManagerContext } from './manager-context.js';

/** Where a manager keeps what leads from a model to other managers. A symbol: it is nobody's business outside. */
export const CONTEXT = Symbol('rxoffers.context');

/** What every manager is, whatever it can do. */
export interface EntityManager {
  readonly [CONTEXT]: ManagerContext;
}
