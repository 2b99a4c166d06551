import type { Observable } from 'rxjs';
import type { GoalFields } from '../catalog/generated/model-fields.js';
import { defineModel, MANAGER } from '../models/model.js';
import type { Id } from '../models/query.js';
import type { CatalogMethods } from './controller-types.js';
import { type EntityManager, setup, withCatalogMethods } from './entity-manager.js';
import type { Data, GenericMethods } from '../calls/generic-methods.js';
import type { ManagerContext } from './managers.js';
import type { RelationsOf } from './model-classes.js';

/** What can be contained in a goal (`contain: ['…']`), as far as it is known; the rest is reached by `related()`. */
export type GoalRelations = RelationsOf<'Goal'>;

/** A goal: one of several actions of an offer that are paid for. */
export class Goal extends defineModel<GoalFields, GoalsManager, GoalRelations>('Goal') {
  /** As `api.goals.update` with this id. */
  update(data: Data<GoalFields>): Observable<Goal> {
    return this[MANAGER].update(this.id as Id, data);
  }
}

type Generic = GenericMethods<Goal, GoalFields, 'Goal', GoalRelations>;

/** The methods that have arguments of their own. */
interface NamedGoals
  extends EntityManager, Pick<Generic, 'create' | 'update' | 'findById' | 'findAll' | 'findPages' | 'count'> {}

/** `api.goals`: its own methods, and the rest that the service has for them, each a function of one object. */
export interface GoalsManager extends NamedGoals, CatalogMethods<'Goal', NamedGoals> {}

export const createGoals = (context: ManagerContext): GoalsManager => {
  const { generic } = setup<Goal, GoalFields, 'Goal', GoalRelations>(context, 'Goal');
  const { create, update, findById, findAll, findPages, count } = generic;
  return withCatalogMethods<NamedGoals, 'Goal'>(context, 'Goal', {
    create,
    update,
    findById,
    findAll,
    findPages,
    count,
  });
};
