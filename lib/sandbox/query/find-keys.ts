import { refuse } from '../handlers/call.js';
import type { Entity } from '../store/entity.js';
import type { Store } from '../store/store.js';
import { type Json, own } from '../wire/json.js';
import { mapOf, type Param, type ParamMap } from '../wire/params.js';
import { createRowView, fieldReader, type FieldReader, type RowView } from './field-reader.js';
import { compareForSort, OPERATORS } from './operators.js';

/** Whether a row is wanted. */
export type Predicate = (record: RowView) => boolean;

type ReadField = (path: string) => FieldReader;

const isList = (map: ParamMap): boolean => [...map.keys()].every((key) => /^\d+$/.test(key));

const EQUAL_TO = OPERATORS['EQUAL_TO'];

const oneOf = (read: FieldReader, operands: readonly Param[]): Predicate => {
  const tests = operands.filter((operand) => typeof operand === 'string').map((operand) => EQUAL_TO?.(operand));
  return (record) => {
    const value = read(record);
    return tests.some((test) => test?.(value));
  };
};

const operation = (read: FieldReader, name: string, operand: Param): Predicate => {
  const operator = own(OPERATORS, name);
  if (operator === undefined) throw refuse(`Conditional '${name}' is not supported.`);
  // The service takes a list only for equality.
  if (typeof operand !== 'string') throw refuse(`Conditional '${name}' takes a single value.`);
  const test = operator(operand);
  return (record) => test(read(record));
};

const every =
  (predicates: readonly Predicate[]): Predicate =>
  (record) =>
    predicates.every((predicate) => predicate(record));

const some =
  (predicates: readonly Predicate[]): Predicate =>
  (record) =>
    predicates.some((predicate) => predicate(record));

const fieldPredicate = (read: FieldReader, condition: Param): Predicate => {
  if (typeof condition === 'string') return oneOf(read, [condition]);
  if (isList(condition)) return oneOf(read, [...condition.values()]);
  return every([...condition].map(([name, operand]) => operation(read, name, operand)));
};

const predicates = (filters: ParamMap, readField: ReadField): readonly Predicate[] =>
  [...filters].map(([path, condition]) => {
    if (path !== 'OR') return fieldPredicate(readField(path), condition);
    return typeof condition === 'string' ? () => true : some(predicates(condition, readField));
  });

/** Reads `filters[…]`; an unknown field or operator is refused. */
export const parseFilters = (entity: Entity, store: Store, filters: ParamMap): Predicate =>
  every(predicates(filters, (path) => fieldReader(entity, store, path)));

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

/** The ids of the rows that `filters` want, in the order of `sort`. */
export const findKeys = (entity: Entity, store: Store, params: ParamMap): readonly number[] => {
  const table = store.tableOf(entity);
  const filters = mapOf(params, 'filters');
  const wanted = parseFilters(entity, store, filters);
  const { moveTo } = createRowView(table);
  const keys: number[] = [];
  for (const key of table.keys()) if (filters.size === 0 || wanted(moveTo(key))) keys.push(key);
  return sortKeys(entity, store, mapOf(params, 'sort'), keys);
};
