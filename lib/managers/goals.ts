import type { Observable } from 'rxjs';
import type { GoalFields } from '../catalog/model-fields.js';
import { defineModel } from '../models/define-model.js';
import { MANAGER } from '../models/model-symbols.js';
import type { Id } from '../models/scalar.js';
import type { Advertiser } from './advertisers.js';
import { type EntityManager, entityManager } from './entity-manager.js';
import type { Data, GenericMethods } from './generic-methods.js';
import type { ManagerContext } from './manager-context.js';
import type { Offer } from './offers.js';
import { setup } from './setup.js';

/** What can be contained in a goal (`contain: ['…']`), as far as it is known; the rest is reached by `related()`. */
export interface GoalRelations {
  readonly Advertiser: Advertiser;
  readonly Offer: Offer;
}

/** A goal: one of several actions of an offer that are paid for. */
export class Goal extends defineModel<GoalFields, GoalsManager, GoalRelations>('Goal') {
  /** As `api.goals.update` with this id. */
  update(data: Data<GoalFields>): Observable<Goal> {
    return this[MANAGER].update(this.id as Id, data);
  }
}

type Generic = GenericMethods<Goal, GoalFields, 'Goal'>;

/** `api.goals` */
export interface GoalsManager
  extends EntityManager, Pick<Generic, 'create' | 'update' | 'findById' | 'findAll' | 'findPages' | 'count'> {}

export const createGoals = (context: ManagerContext): GoalsManager => {
  const { generic } = setup<Goal, GoalFields, 'Goal'>(context, 'Goal');
  const { create, update, findById, findAll, findPages, count } = generic;
  return entityManager(context, { create, update, findById, findAll, findPages, count });
};
