import type { Json } from '../wire/json.js';

const numberOf = (value: Json): number => {
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return Number(value);
  return typeof value === 'string' && value.trim() !== '' ? Number(value) : NaN;
};

const textOf = (value: Json): string => (typeof value === 'object' ? '' : String(value)).toLowerCase();

const order = (left: string, right: string): number => (left === right ? 0 : left < right ? -1 : 1);

/** Compares a value with `right` as a database does: numbers, also in text, as numbers; the rest as text, ignoring case. */
export const comparingTo = (right: Json): ((left: Json) => number) => {
  const number = numberOf(right);
  const text = textOf(right);
  return (left) => {
    const difference = numberOf(left) - number;
    return Number.isNaN(difference) ? order(textOf(left), text) : difference;
  };
};

/** A value prepared for sorting. */
export interface SortValue {
  readonly value: Json;
  readonly number: number;
  readonly text: string;
}

/** Prepares a value for many comparisons. */
export const sortValue = (value: Json): SortValue => ({ value, number: numberOf(value), text: textOf(value) });

/** Compares two values like {@link comparingTo}; `null` comes first. */
export const compareForSort = (left: SortValue, right: SortValue): number => {
  if (left.value === null || right.value === null) return Number(left.value !== null) - Number(right.value !== null);
  const difference = left.number - right.number;
  return Number.isNaN(difference) ? order(left.text, right.text) : difference;
};

/** Whether a value of a row meets a condition. */
export type ValueTest = (value: Json) => boolean;

/** Creates the test for one operand, which then runs on every row. */
type Operator = (operand: string) => ValueTest;

const ordered =
  (holds: (order: number) => boolean): Operator =>
  (operand) => {
    const compare = comparingTo(operand);
    return (value) => value !== null && holds(compare(value));
  };

const SPECIAL = /[.*+?^${}()|[\]\\]/g;

/** `%` matches any text, `_` one character; case is ignored. */
const like: Operator = (pattern) => {
  const source = pattern.replace(SPECIAL, '\\$&').replaceAll('%', '[^]*').replaceAll('_', '[^]');
  const expression = new RegExp(`^${source}$`, 'i');
  return (value) => value !== null && typeof value !== 'object' && expression.test(String(value));
};

const notLike: Operator = (pattern) => {
  const isLike = like(pattern);
  return (value) => value !== null && !isLike(value);
};

const isTrue: ValueTest = (value) => value === true || value === 1 || value === '1';

/** The operators of a filter. As in SQL, only `NULL` matches `null`. */
export const OPERATORS: Readonly<Record<string, Operator>> = {
  EQUAL_TO: ordered((order) => order === 0),
  NOT_EQUAL_TO: ordered((order) => order !== 0),
  LESS_THAN: ordered((order) => order < 0),
  LESS_THAN_OR_EQUAL_TO: ordered((order) => order <= 0),
  GREATER_THAN: ordered((order) => order > 0),
  GREATER_THAN_OR_EQUAL_TO: ordered((order) => order >= 0),
  LIKE: like,
  NOT_LIKE: notLike,
  NULL: () => (value) => value === null,
  NOT_NULL: () => (value) => value !== null,
  TRUE: () => isTrue,
  FALSE: () => (value) => value !== null && !isTrue(value),
};
