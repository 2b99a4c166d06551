import type { Entity } from '../data/entity.js';
import type { Store } from '../data/store.js';
import { mapOf, type ParamMap } from '../wire/params.js';
import { readFilters } from './read-filters.js';
import { createRowView } from './row-view.js';
import { sortKeys } from './sort-keys.js';

/** The ids of the rows that `filters` want, in the order of `sort`. */
export const findKeys = (entity: Entity, store: Store, params: ParamMap): readonly number[] => {
  const table = store.tableOf(entity);
  const filters = mapOf(params, 'filters');
  const wanted = readFilters(entity, store, filters);
  const { moveTo } = createRowView(table);
  const keys: number[] = [];
  for (const key of table.keys()) if (filters.size === 0 || wanted(moveTo(key))) keys.push(key);
  return sortKeys(entity, store, mapOf(params, 'sort'), keys);
};
