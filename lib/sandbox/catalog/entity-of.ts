import type { Entity } from '../data/entity.js';
import { ENTITIES } from '../entities/entities.js';
import { own } from '../own.js';
import { generatedEntity } from './generated-entity.js';

/** The kind of rows of a model: one with a table of its own, or one made from the catalog. */
export const entityOf = (model: string): Entity => own(ENTITIES, model) ?? generatedEntity(model);
