import type { Entity } from '../data/entity.js';
import { containedModel } from './contained-model.js';
import { entityOf } from './entity-of.js';
import { idField } from './id-field.js';

/** The other row that a column of this one names: `account_manager_id` the employee that is its `AccountManager`. */
export interface ToOneModel {
  readonly other: Entity;
  readonly column: string;
}

/** What rows of a kind name under `name`; `undefined` where no column of theirs does. */
export const toOneModel = (entity: Entity, name: string): ToOneModel | undefined => {
  const model = containedModel(entity.name, name);
  if (model === undefined) return undefined;
  const column = [idField(name), idField(model)].find((candidate) => Object.hasOwn(entity.template, candidate));
  return column === undefined ? undefined : { other: entityOf(model), column };
};
