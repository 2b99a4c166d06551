import type { Observable } from 'rxjs';
import type { GoalFields } from '../catalog/generated/model-fields.js';
import { defineModel, MANAGER } from '../models/model.js';
import type { Id } from '../models/query.js';
import type { CatalogMethods } from './controller-types.js';
import { type EntityManager, createParts, withCatalogMethods } from './entity-manager.js';
import { type Data, type GenericMethods, pickMethods } from '../calls/generic-methods.js';
import type { ManagerContext } from './managers.js';
import type { RelationsOf } from './model-classes.js';

/** Models that a goal can contain (`contain: ['…']`), as far as they are known; `related()` reaches the others. */
export type GoalRelations = RelationsOf<'Goal'>;

/** A goal, one of several actions of an offer that are paid for. */
export class Goal extends defineModel<GoalFields, GoalsManager, GoalRelations>('Goal') {
  /** Calls `api.goals.update` with this id. */
  update(data: Data<GoalFields>): Observable<Goal> {
    return this[MANAGER].update(this.id as Id, data);
  }
}

/** The generic methods that the service has for this entity. */
const GENERIC = ['create', 'update', 'findById', 'findAll', 'findPages', 'count'] as const;

type Generic = Pick<GenericMethods<Goal, GoalFields, 'Goal', GoalRelations>, (typeof GENERIC)[number]>;

/** The methods that are typed by hand. */
interface NamedGoals extends EntityManager, Generic {}

/** `api.goals`: the methods above, and the others that the catalog knows of `Goal`, each a function of one object. */
export interface GoalsManager extends NamedGoals, CatalogMethods<'Goal', NamedGoals> {}

export const createGoals = (context: ManagerContext): GoalsManager => {
  const { generic } = createParts<Goal, GoalFields, 'Goal', GoalRelations>(context, 'Goal');
  return withCatalogMethods<NamedGoals, 'Goal'>(context, 'Goal', {
    ...pickMethods(generic, GENERIC),
  });
};
