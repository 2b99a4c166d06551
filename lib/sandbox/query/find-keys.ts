import { type Column, inTurns, prepareColumns } from '../store/columns.js';
import type { Entity } from '../store/entity.js';
import type { Store } from '../store/store.js';
import type { StoredTable } from '../store/table.js';
import { refuseInOurWords } from '../wire/envelope.js';
import { type Json, own, writeJson } from '../wire/json.js';
import { mapOf, type Param, type ParamMap } from '../wire/params.js';
import { fieldReader, type FieldReader } from './field-reader.js';
import { OPERATORS } from './operators.js';
import { type Criterion, sortKeys } from './sort-keys.js';

/** Whether a row passes the filters. */
type Predicate = (key: number) => boolean;

type ReadField = (path: string) => FieldReader;

const isList = (map: ParamMap): boolean => [...map.keys()].every((key) => /^\d+$/.test(key));

const EQUAL_TO = OPERATORS['EQUAL_TO'];

const oneOf = ({ read }: FieldReader, operands: readonly Param[]): Predicate => {
  const tests = operands.filter((operand) => typeof operand === 'string').map((operand) => EQUAL_TO?.(operand));
  return (key) => {
    const value = read(key);
    return tests.some((test) => test?.(value));
  };
};

const condition = ({ read }: FieldReader, name: string, operand: Param): Predicate => {
  const operator = own(OPERATORS, name);
  if (operator === undefined) throw refuseInOurWords(`Conditional '${name}' is not supported.`);
  // Only equality takes a list.
  if (typeof operand !== 'string') throw refuseInOurWords(`Conditional '${name}' takes a single value.`);
  const test = operator(operand);
  return (key) => test(read(key));
};

const every =
  (predicates: readonly Predicate[]): Predicate =>
  (key) =>
    predicates.every((predicate) => predicate(key));

const some =
  (predicates: readonly Predicate[]): Predicate =>
  (key) =>
    predicates.some((predicate) => predicate(key));

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

/** A query of one model, parsed. */
interface Query {
  readonly table: StoredTable;
  /** Whether a row passes the filters. */
  readonly isWanted: Predicate;
  readonly criteria: readonly Criterion[];
  /** The columns that filters and sort read. */
  readonly columns: readonly Column[];
}

/** Parses `filters[…]` and `sort[…]`. @throws ApiFailure for an unknown field or operator */
const parseQuery = (entity: Entity, store: Store, filters: ParamMap, sort: ParamMap): Query => {
  const columns: Column[] = [];
  const readField: ReadField = (path) => {
    const reader = fieldReader(entity, store, path);
    columns.push(...reader.columns);
    return reader;
  };
  const isWanted = every(predicatesOf(filters, readField));
  const criteria = criteriaOf(entity, sort, readField);
  return { table: store.tableOf(entity), isWanted, criteria, columns };
};

/** The criteria of `sort[Offer.name]=desc`, …; without a sort, the model has its own order. */
const criteriaOf = (entity: Entity, sort: ParamMap, readField: ReadField): readonly Criterion[] =>
  [...(sort.size === 0 ? new Map([['id', entity.order ?? 'asc']]) : sort)].map(([path, direction]) => ({
    ...{ reader: readField(path), isById: path === 'id' || path === `${entity.name}.id` },
    isDescending: direction === 'desc',
  }));

/** Finds the keys of the rows that pass, and sorts them, step by step. */
function* search({ table, isWanted, criteria }: Query): Generator<undefined, readonly number[]> {
  const keys: number[] = [];
  let count = 0;
  for (const key of table.keys()) {
    if (isWanted(key)) keys.push(key);
    if (++count % STRETCH === 0) yield undefined;
  }
  return yield* sortKeys(keys, criteria);
}

/** How many rows are tested between two looks at the clock. */
const STRETCH = 1024;

/** How often a write makes a query begin again, before it runs in one go. */
const RESTARTS = 3;

/** Runs a query on the rows as they are at one moment. */
const run = async (query: Query, store: Store): Promise<readonly number[]> => {
  await prepareColumns(query.columns);
  for (let restart = 0; ; restart++) {
    const { writes } = store;
    const keys = await inTurns(search(query), restart < RESTARTS ? undefined : Infinity);
    if (writes === store.writes) return keys;
  }
};

/**
 * The keys of the rows that pass `filters[…]`, in the order of `sort[…]`. They are kept until the next write, so that the
 * further pages of a list take no time for the rows that they do not show.
 *
 * @throws ApiFailure (the promise rejects) for an unknown field or operator
 */
export const findKeys = async (entity: Entity, store: Store, params: ParamMap): Promise<readonly number[]> => {
  const [filters, sort] = [mapOf(params, 'filters'), mapOf(params, 'sort')];
  const query = parseQuery(entity, store, filters, sort);
  const name = writeJson([entity.name, ...[filters, sort].map(orderedJson)]);
  return store.results.find(name, () => run(query, store));
};

/** A parameter as JSON that tells apart what `paramJson` may not: the order of its keys. */
const orderedJson = (param: Param): Json =>
  typeof param === 'string' ? param : [...param].map(([key, value]) => [key, orderedJson(value)]);
