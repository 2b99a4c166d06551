import { refuse, type ApiFailure } from '../handlers/call.js';
import { comparingTo, OPERATORS, type ValueTest } from '../query/operators.js';
import { type Json, own } from '../wire/json.js';
import type { Param, ParamMap } from '../wire/params.js';

/** One condition on one field. */
export interface Condition {
  readonly operator: string;
  readonly operands: readonly string[];
  /** Whether a plain value stood there, no array. */
  readonly plain: boolean;
}

const DEFAULT = 'EQUAL_TO';

const isList = (map: ParamMap): boolean => [...map.keys()].every((key) => /^\d+$/.test(key));

const unreadable = (operator: string) => refuse(`Conditional '${operator}' is not supported.`);

const condition = (operator: string, value: Param | undefined): Condition => {
  if (value === undefined) return { operator, operands: [], plain: false };
  if (typeof value === 'string') return { operator, operands: [value], plain: true };
  const operands = [...value.values()].filter((item) => typeof item === 'string');
  if (operands.length < value.size) throw unreadable(operator);
  return { operator, operands, plain: false };
};

/** `[conditional]=OP&[values]=v`; an operator alone is there for those that need no value. */
const conditionalOf = (map: ParamMap): Condition => {
  const operator = map.get('conditional') ?? DEFAULT;
  if (typeof operator !== 'string') throw unreadable('conditional');
  return condition(operator, map.get('values'));
};

/** Reads what a filter says of its field, in any of the forms that reports take; all of it must hold. */
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

/** The test of a condition: numbers are compared as numbers, the rest, dates too, as text. An unknown one is refused. */
export const testOf = ({ operator, operands }: Condition): ValueTest => {
  if (operator === 'BETWEEN') return between(operands);
  const make = own(OPERATORS, operator);
  if (make === undefined) throw unreadable(operator);
  if (operator === DEFAULT) {
    const tests = operands.map(make);
    return (value) => tests.some((test) => test(value));
  }
  const [operand = '', more] = operands;
  // Only the default takes a list.
  if (!NEEDS_NO_VALUE.has(operator) && (operands.length === 0 || more !== undefined))
    throw refuse(`Conditional '${operator}' takes a single value.`);
  return make(operand);
};

/** Whether a record is wanted. */
export type Wanted<R> = (record: R) => boolean;

/** Makes the reader of a field; refuses an unknown one. */
export type ReaderOf<R> = (field: string) => (record: R) => Json;

/** Filters that the service documents to need an array. */
const ARRAY_ONLY = new Set(['Stat.conversion_status']);

const isGroup = (name: string, filter: Param): filter is ParamMap =>
  (name === 'OR' || name === 'AND') && typeof filter !== 'string';

/** The fields that filters name, those inside of OR and AND too. */
export const filteredFields = (filters: ParamMap): readonly string[] =>
  [...filters].flatMap(([name, filter]) => (isGroup(name, filter) ? filteredFields(filter) : [name]));

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

/** Reads `filters[…]` of a report: all of them must hold, of those under OR one. */
export const parseReportFilters = <R>(filters: ParamMap, readerOf: ReaderOf<R>): Wanted<R> => {
  const all = each(filters, readerOf);
  return (record) => all.every((wanted) => wanted(record));
};

/** Invented: the service documents that these filters need an array, not what it says to a plain value. */
export const NEEDS_ARRAY = (field: string): string => `Filter '${field}' requires an array of values.`;
export const refusePlainValue = (field: string): ApiFailure => refuse(NEEDS_ARRAY(field));
