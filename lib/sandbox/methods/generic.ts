import type { Handlers } from '../call.js';
import type { Entity } from '../data/entity.js';
import { findAll, findAllIds, findById } from './find.js';
import { create, update } from './write.js';

/** The methods that nearly every kind has. */
export const genericHandlers = (entity: Entity): Handlers => ({
  create: create(entity),
  update: update(entity),
  findById: findById(entity),
  findAll: findAll(entity),
  findAllIds: findAllIds(entity),
});
