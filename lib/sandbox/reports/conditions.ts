import { refuse } from '../api-failure.js';
import { comparingTo } from '../query/compare-values.js';
import { OPERATORS, type ValueTest } from '../query/operators.js';
import { own } from '../own.js';
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
export const readConditions = (filter: Param): readonly Condition[] => {
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
