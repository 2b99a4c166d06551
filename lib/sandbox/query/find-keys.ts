import type { Entity } from '../store/entity.js';
import type { Store } from '../store/store.js';
import { refuseInOurWords } from '../wire/envelope.js';
import { type Json, own } from '../wire/json.js';
import { mapOf, type Param, type ParamMap } from '../wire/params.js';
import { createRowView, fieldReader, type FieldReader, type RowView } from './field-reader.js';
import { compareForSort, OPERATORS } from './operators.js';

/** Whether a row passes the filters. */
type Predicate = (row: RowView) => boolean;

type ReadField = (path: string) => FieldReader;

const isList = (map: ParamMap): boolean => [...map.keys()].every((key) => /^\d+$/.test(key));

const EQUAL_TO = OPERATORS['EQUAL_TO'];

const oneOf = (read: FieldReader, operands: readonly Param[]): Predicate => {
  const tests = operands.filter((operand) => typeof operand === 'string').map((operand) => EQUAL_TO?.(operand));
  return (row) => {
    const value = read(row);
    return tests.some((test) => test?.(value));
  };
};

const condition = (read: FieldReader, name: string, operand: Param): Predicate => {
  const operator = own(OPERATORS, name);
  if (operator === undefined) throw refuseInOurWords(`Conditional '${name}' is not supported.`);
  // Only equality takes a list.
  if (typeof operand !== 'string') throw refuseInOurWords(`Conditional '${name}' takes a single value.`);
  const test = operator(operand);
  return (row) => test(read(row));
};

const every =
  (predicates: readonly Predicate[]): Predicate =>
  (row) =>
    predicates.every((predicate) => predicate(row));

const some =
  (predicates: readonly Predicate[]): Predicate =>
  (row) =>
    predicates.some((predicate) => predicate(row));

const fieldPredicate = (read: FieldReader, filter: Param): Predicate => {
  if (typeof filter === 'string') return oneOf(read, [filter]);
  if (isList(filter)) return oneOf(read, [...filter.values()]);
  return every([...filter].map(([name, operand]) => condition(read, name, operand)));
};

/**
 * The predicates of `filters[…]`, where `filters[OR]` holds alternatives.
 *
 * @experimental A list or an operator within `OR`, as in `filters[OR][id][GREATER_THAN]`, and conditions next to it were seen
 * only in a reply that the tests of a public client contain.
 */
const predicatesOf = (filters: ParamMap, readField: ReadField): readonly Predicate[] =>
  [...filters].map(([path, filter]) => {
    if (path !== 'OR') return fieldPredicate(readField(path), filter);
    return typeof filter === 'string' ? () => true : some(predicatesOf(filter, readField));
  });

/** Parses `filters[…]`. @throws ApiFailure for an unknown field or operator */
const parseFilters = (entity: Entity, store: Store, filters: ParamMap): Predicate =>
  every(predicatesOf(filters, (path) => fieldReader(entity, store, path)));

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

/** The direction of an order by id alone, where nothing has to be sorted: the ids come ascending. */
const orderOfIds = (entity: Entity, sort: ParamMap): 'asc' | 'desc' | undefined => {
  if (sort.size === 0) return entity.order ?? 'asc';
  const direction = sort.get('id') ?? sort.get(`${entity.name}.id`);
  return sort.size === 1 && direction !== undefined ? (direction === 'desc' ? 'desc' : 'asc') : undefined;
};

/** Sorts ids by `sort[Offer.name]=desc`, …; equal rows go by id. Without a sort, the model has its own order. */
const sortKeys = (entity: Entity, store: Store, sort: ParamMap, keys: readonly number[]): readonly number[] => {
  const byId = orderOfIds(entity, sort);
  if (byId !== undefined) return byId === 'desc' ? keys.toReversed() : keys;
  const criteria = criteriaOf(entity, store, sort);
  const { moveTo } = createRowView(store.tableOf(entity));
  const sortable = keys.map((key): Sortable => {
    const row = moveTo(key);
    return { key, values: criteria.map(({ read }) => read(row)) };
  });
  return sortable.sort(comparator(criteria)).map(({ key }) => key);
};

/** The ids of the rows that pass `filters[…]`, in the order of `sort[…]`. */
export const findKeys = (entity: Entity, store: Store, params: ParamMap): readonly number[] => {
  const table = store.tableOf(entity);
  const filters = mapOf(params, 'filters');
  const isWanted = parseFilters(entity, store, filters);
  const { moveTo } = createRowView(table);
  const keys: number[] = [];
  for (const key of table.keys()) if (filters.size === 0 || isWanted(moveTo(key))) keys.push(key);
  return sortKeys(entity, store, mapOf(params, 'sort'), keys);
};
