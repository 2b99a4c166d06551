import { comparingTo, OPERATORS, type ValueTest } from '../query/operators.js';
import { type ApiFailure, refuse } from '../wire/envelope.js';
import { type Json, own } from '../wire/json.js';
import type { Param, ParamMap } from '../wire/params.js';

/** One condition on one field. */
export interface Condition {
  readonly operator: string;
  readonly operands: readonly string[];
  /** Whether the filter was a single value, not an array. */
  readonly plain: boolean;
}

const DEFAULT = 'EQUAL_TO';

const isList = (map: ParamMap): boolean => [...map.keys()].every((key) => /^\d+$/.test(key));

const refuseOperator = (operator: string) => refuse(`Conditional '${operator}' is not supported.`);

const condition = (operator: string, value: Param | undefined): Condition => {
  if (value === undefined) return { operator, operands: [], plain: false };
  if (typeof value === 'string') return { operator, operands: [value], plain: true };
  const operands = [...value.values()].filter((item) => typeof item === 'string');
  if (operands.length < value.size) throw refuseOperator(operator);
  return { operator, operands, plain: false };
};

/** Parses `[conditional]=OP&[values]=v`. Operators such as NULL need no values. */
const conditionalOf = (map: ParamMap): Condition => {
  const operator = map.get('conditional') ?? DEFAULT;
  if (typeof operator !== 'string') throw refuseOperator('conditional');
  return condition(operator, map.get('values'));
};

/** Parses a filter on one field in any form that reports take. All of its conditions must hold. */
export const parseConditions = (filter: Param): readonly Condition[] => {
  if (typeof filter === 'string' || isList(filter)) return [condition(DEFAULT, filter)];
  const operators = [...filter].filter(([name]) => name !== 'conditional' && name !== 'values');
  const conditional = operators.length < filter.size ? [conditionalOf(filter)] : [];
  return [...conditional, ...operators.map(([name, value]) => condition(name, value))];
};

const NEEDS_NO_VALUE = new Set(['NULL', 'NOT_NULL', 'TRUE', 'FALSE']);

const between = (operands: readonly string[]): ValueTest => {
  const [from, to] = operands;
  if (from === undefined || to === undefined || operands.length > 2)
    throw refuse("Conditional 'BETWEEN' takes two values.");
  const [fromStart, toEnd] = [comparingTo(from), comparingTo(to)];
  return (value) => value !== null && fromStart(value) >= 0 && toEnd(value) <= 0;
};

/** The test of a condition. Numbers are compared as numbers, everything else, dates too, as text. @throws ApiFailure for an unknown operator */
const testOf = ({ operator, operands }: Condition): ValueTest => {
  if (operator === 'BETWEEN') return between(operands);
  const make = own(OPERATORS, operator);
  if (make === undefined) throw refuseOperator(operator);
  if (operator === DEFAULT) {
    const tests = operands.map(make);
    return (value) => tests.some((test) => test(value));
  }
  const [operand = '', more] = operands;
  // Only EQUAL_TO takes a list.
  if (!NEEDS_NO_VALUE.has(operator) && (operands.length === 0 || more !== undefined))
    throw refuse(`Conditional '${operator}' takes a single value.`);
  return make(operand);
};

/** Whether a record passes the filters. */
export type Wanted<R> = (record: R) => boolean;

/** Finds the reader of a field. @throws ApiFailure for an unknown field */
export type ReaderOf<R> = (field: string) => (record: R) => Json;

/** Filters that need an array, according to TUNE's documentation. */
const ARRAY_ONLY = new Set(['Stat.conversion_status']);

const isGroup = (name: string, filter: Param): filter is ParamMap =>
  (name === 'OR' || name === 'AND') && typeof filter !== 'string';

/** The fields of all filters, including those inside OR and AND. */
export const filteredFields = (filters: ParamMap): readonly string[] =>
  [...filters].flatMap(([name, filter]) => (isGroup(name, filter) ? filteredFields(filter) : [name]));

/** @experimental TUNE documents that these filters need an array, but how the service refuses a single value was never seen. */
const refusePlainValue = (field: string): ApiFailure => refuse(`Filter '${field}' requires an array of values.`);

const fieldFilter = <R>(field: string, filter: Param, readerOf: ReaderOf<R>): Wanted<R> => {
  const read = readerOf(field);
  const conditions = parseConditions(filter);
  if (ARRAY_ONLY.has(field) && conditions.some(({ plain }) => plain)) throw refusePlainValue(field);
  const tests = conditions.map(testOf);
  return (record) => {
    const value = read(record);
    return tests.every((test) => test(value));
  };
};

const each = <R>(filters: ParamMap, readerOf: ReaderOf<R>): readonly Wanted<R>[] =>
  [...filters].map(([name, filter]) => {
    if (!isGroup(name, filter)) return fieldFilter(name, filter, readerOf);
    const inner = each(filter, readerOf);
    return name === 'OR'
      ? (record) => inner.some((wanted) => wanted(record))
      : (record) => inner.every((wanted) => wanted(record));
  });

/** Parses `filters[…]` of a report. All filters must hold, and at least one of those under OR. */
export const parseReportFilters = <R>(filters: ParamMap, readerOf: ReaderOf<R>): Wanted<R> => {
  const all = each(filters, readerOf);
  return (record) => all.every((wanted) => wanted(record));
};
