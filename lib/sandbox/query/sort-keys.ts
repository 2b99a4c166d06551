import type { Entity } from '../data/entity.js';
import type { Store } from '../data/store.js';
import type { Json } from '../wire/json.js';
import type { ParamMap } from '../wire/params.js';
import { compareForSort } from './compare-values.js';
import { fieldReader, type FieldReader } from './field-reader.js';
import { createRowView } from './row-view.js';

interface Criterion {
  readonly read: FieldReader;
  readonly sign: 1 | -1;
}

interface Sortable {
  readonly key: number;
  readonly values: readonly Json[];
}

const criteriaOf = (entity: Entity, store: Store, sort: ParamMap): readonly Criterion[] =>
  [...sort].map(([path, direction]) => ({
    read: fieldReader(entity, store, path),
    sign: direction === 'desc' ? -1 : 1,
  }));

const comparator =
  (criteria: readonly Criterion[]) =>
  (left: Sortable, right: Sortable): number => {
    for (const [index, { sign }] of criteria.entries()) {
      const order = compareForSort(left.values[index] ?? null, right.values[index] ?? null);
      if (order !== 0) return order * sign;
    }
    return left.key - right.key;
  };

/** The ids come ascending: where only they decide, nothing has to be sorted. */
const orderOfIds = (entity: Entity, sort: ParamMap): 'asc' | 'desc' | undefined => {
  if (sort.size === 0) return entity.order ?? 'asc';
  const direction = sort.get('id') ?? sort.get(`${entity.name}.id`);
  return sort.size === 1 && direction !== undefined ? (direction === 'desc' ? 'desc' : 'asc') : undefined;
};

/** Sorts ids by `sort[Offer.name]=desc`, …; rows that are equal go by id. Without a sort the order is the kind's own. */
export const sortKeys = (entity: Entity, store: Store, sort: ParamMap, keys: readonly number[]): readonly number[] => {
  const byId = orderOfIds(entity, sort);
  if (byId !== undefined) return byId === 'desc' ? keys.toReversed() : keys;
  const criteria = criteriaOf(entity, store, sort);
  const { moveTo } = createRowView(store.tableOf(entity));
  const sortable = keys.map((key): Sortable => {
    const record = moveTo(key);
    return { key, values: criteria.map(({ read }) => read(record)) };
  });
  return sortable.sort(comparator(criteria)).map(({ key }) => key);
};
