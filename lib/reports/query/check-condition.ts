import type { Scalar } from '../../models/scalar.js';
import { dayNumber } from '../dates/calendar-day.js';
import type { ColumnKind } from '../rows/column-kind.js';
import { compareDecimals, parseDecimal } from '../rows/decimal.js';
import type { Condition } from './read-condition.js';
import { isWhether } from './report-operators.js';

const TIME = /^([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/;

/** A day, or a day and a time where the column holds one. */
const isMoment = (value: Scalar, kind: ColumnKind): boolean => {
  if (typeof value !== 'string') return false;
  const [day = '', time, ...more] = value.split(' ');
  if (dayNumber(day) === undefined || more.length > 0) return false;
  return time === undefined || (kind === 'datetime' && TIME.test(time));
};

const checkMoment = (key: string, value: Scalar, kind: ColumnKind): void => {
  const form = kind === 'date' ? 'YYYY-MM-DD' : 'YYYY-MM-DD or YYYY-MM-DD HH:MM:SS';
  if (typeof value !== 'string') throw new TypeError(`Filter ${key} should be a string ${form}, not ${String(value)}`);
  if (!isMoment(value, kind)) throw new RangeError(`Filter ${key} should be ${form}, not "${value}"`);
};

/** Below, at or above zero for two days or two numbers; 0 for what only the service can compare. */
const compare = (left: Scalar, right: Scalar, kind: ColumnKind | undefined): number => {
  const [a, b] = [String(left), String(right)];
  if (kind === 'date' || kind === 'datetime') return a < b ? -1 : Number(a > b);
  const [x, y] = [parseDecimal(a), parseDecimal(b)];
  return x && y ? compareDecimals(x, y) : 0;
};

const checkBetween = ({ key, values, isList }: Condition, kind: ColumnKind | undefined): void => {
  const [from, to, ...more] = values;
  if (!isList || from === undefined || to === undefined || more.length > 0)
    throw new TypeError(`Filter ${key}: BETWEEN takes a list of two values`);
  if (compare(from, to, kind) > 0)
    throw new RangeError(`Filter ${key}: from ${String(from)} to ${String(to)} there is nothing`);
};

/**
 * Refuses values that do not fit the operator or the kind of the column.
 *
 * @throws TypeError for a list under an operator, and for what is no date where one belongs; RangeError for a date that
 * does not exist and for a reversed range.
 */
export const checkCondition = (condition: Condition, kind: ColumnKind | undefined): void => {
  const { key, operator, values, isList } = condition;
  if (operator === 'LIKE' || operator === 'NOT_LIKE' || isWhether(operator)) {
    if (isList) throw new TypeError(`Filter ${key}: an operator takes one value, not a list`);
    return;
  }
  if (kind === 'date' || kind === 'datetime') for (const value of values) checkMoment(key, value, kind);
  if (operator === 'BETWEEN') checkBetween(condition, kind);
  else if (operator && isList) throw new TypeError(`Filter ${key}: an operator takes one value, not a list`);
};
