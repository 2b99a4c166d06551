import type { Json } from '../wire/json.js';
import { comparingTo } from './compare-values.js';

/** Whether a value of a row fits. */
export type ValueTest = (value: Json) => boolean;

/** Makes the test of one operand, so that what can be done once for all rows is. */
export type Operator = (operand: string) => ValueTest;

const ordered =
  (holds: (order: number) => boolean): Operator =>
  (operand) => {
    const compare = comparingTo(operand);
    return (value) => value !== null && holds(compare(value));
  };

const SPECIAL = /[.*+?^${}()|[\]\\]/g;

/** `%` stands for any text and `_` for one character, whatever the case. */
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

/** The operators of a filter. As in SQL, nothing but NULL fits what is null. */
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
