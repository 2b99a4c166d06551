import type { Entity } from '../data/entity.js';

/** What rows go by: their id or, where a model has none, the id of what they are about. */
export const keyColumn = ({ template }: Pick<Entity, 'template'>): string | undefined =>
  Object.hasOwn(template, 'id') ? 'id' : Object.keys(template).find((column) => column.endsWith('_id'));
