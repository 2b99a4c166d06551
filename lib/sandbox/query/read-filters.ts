import { refuse } from '../api-failure.js';
import type { Entity } from '../data/entity.js';
import type { Store } from '../data/store.js';
import type { Param, ParamMap } from '../wire/params.js';
import { own } from '../own.js';
import { fieldReader, type FieldReader } from './field-reader.js';
import { OPERATORS } from './operators.js';
import type { RowView } from './row-view.js';

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
export const readFilters = (entity: Entity, store: Store, filters: ParamMap): Predicate =>
  every(predicates(filters, (path) => fieldReader(entity, store, path)));
