import type { Scalar } from '../../models/query.js';
import { type Connector, FILTER_OPERATORS } from '../../protocol/filters.js';
import { encodeParams, type Pair } from '../../protocol/params.js';
import { checkKeys, checkRecord, isRecord } from '../../protocol/validate.js';
import { dayNumber } from '../dates.js';
import { compareDecimals, parseDecimal } from '../rows/merge-rows.js';
import { type ColumnKind, columnKind } from '../rows/rows.js';

/** The operators of a report's filter key (`Stat.payout__gt`) and what they are called on the wire. */
export const REPORT_OPERATORS = { ...FILTER_OPERATORS, between: 'BETWEEN' } as const;

/** What may stand behind `__` in the filter key of a report. */
export type ReportOperator = keyof typeof REPORT_OPERATORS;

/** An operator as the service calls it. */
export type Conditional = (typeof REPORT_OPERATORS)[ReportOperator];

/** All operators as the service calls them, but for equality. */
export const CONDITIONALS: readonly string[] = Object.values(REPORT_OPERATORS);

/** Operators that ask whether something is so, and need no value. */
export const isWhether = (operator: Conditional | undefined): boolean =>
  operator === 'NULL' || operator === 'NOT_NULL' || operator === 'TRUE' || operator === 'FALSE';

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

/** One condition of a report, whichever form it was written in. */
export interface Condition {
  /** As the caller wrote it, for messages. */
  readonly key: string;
  readonly field: string;
  /** `undefined` is equality, or "is one of". */
  readonly operator: Conditional | undefined;
  readonly values: readonly Scalar[];
  /** Whether a list was given, even one of a single value. */
  readonly isList: boolean;
}

/** `Stat.payout__gt` taken apart. A key with more than one `__` is a plain field, as in every other filter. */
const parseKey = (key: string): Pick<Condition, 'field' | 'operator'> => {
  const [field = '', word, ...more] = key.split('__');
  if (word === undefined || more.length > 0 || field === '') return { field: key, operator: undefined };
  if (!Object.hasOwn(REPORT_OPERATORS, word))
    throw new TypeError(
      `Filter ${key}: unknown operator "${word}"; known: ${Object.keys(REPORT_OPERATORS).join(', ')}`,
    );
  return { field, operator: REPORT_OPERATORS[word as ReportOperator] };
};

const ownOperator = (key: string, conditional: unknown): Conditional | undefined => {
  if (conditional === 'EQUAL_TO') return undefined;
  const known = typeof conditional === 'string' && CONDITIONALS.includes(conditional);
  if (!known)
    throw new TypeError(
      `Filter ${key}: unknown conditional "${String(conditional)}"; known: EQUAL_TO, ${CONDITIONALS.join(', ')}`,
    );
  return conditional as Conditional;
};

const isScalar = (value: unknown): value is Scalar => ['string', 'number', 'bigint', 'boolean'].includes(typeof value);

const readValues = (key: string, value: unknown): Pick<Condition, 'values' | 'isList'> => {
  const isList = Array.isArray(value) || value instanceof Set;
  const values = isList ? [...(value as Iterable<unknown>)] : [value];
  if (values.length === 0) throw new TypeError(`Filter ${key} is an empty list: it would match everything`);
  const absent = values.findIndex((item) => item === undefined || item === null);
  if (absent >= 0)
    throw new TypeError(
      `Filter ${key} holds ${String(values[absent])}: leave it out, or use ${key.split('__')[0]}__null`,
    );
  if (!values.every(isScalar)) throw new TypeError(`Filter ${key}: expected plain values`);
  if (values.some((item) => typeof item === 'number' && !Number.isFinite(item)))
    throw new TypeError(`Filter ${key}: ${values.join(', ')} is no number that can be sent`);
  return { values, isList };
};

/**
 * Reads one filter: `'Stat.payout__gt': 3`, or the service's own `'Stat.payout': { conditional: 'GREATER_THAN', values: 3 }`.
 *
 * @throws TypeError for an unknown operator and for values that would be left out and so widen the query.
 */
export const parseCondition = (key: string, value: unknown): Condition => {
  const { field, operator } = parseKey(key);
  if (!isRecord(value)) return { key, field, operator, ...readValues(key, value) };
  const { conditional, values } = checkKeys(`Filter ${key}`, value, ['conditional', 'values']);
  if (operator) throw new TypeError(`Filter ${key} has an operator in its name and a conditional`);
  const own = ownOperator(key, conditional);
  return { key, field, operator: own, ...readValues(key, isWhether(own) ? (values ?? true) : values) };
};

/** Conditions by field, in the order of the caller. */
export const byField = (conditions: readonly Condition[]): Map<string, readonly Condition[]> => {
  const groups = new Map<string, readonly Condition[]>();
  for (const condition of conditions) groups.set(condition.field, [...(groups.get(condition.field) ?? []), condition]);
  return groups;
};

const checkUnderOr = (field: string, conditions: readonly Condition[]): void => {
  if (conditions.length > 1) throw new TypeError(`Filter ${field}: under OR the service uses one condition per field`);
  if (conditions.some(({ operator, isList }) => isList && operator === undefined))
    throw new TypeError(`Filter ${field}: a list does not work under OR`);
};

const checkTogether = (field: string, conditions: readonly Condition[]): void => {
  if (conditions.length < 2) return;
  const operators = conditions.map(({ operator }) => operator);
  if (operators.includes(undefined))
    throw new TypeError(`Filter ${field}: equality and an operator on one field exclude each other`);
  if (operators.includes('BETWEEN')) throw new TypeError(`Filter ${field}: BETWEEN stands alone on its field`);
  if (new Set(operators).size < operators.length)
    throw new TypeError(`Filter ${field} has one operator twice: the service would use the last`);
};

/**
 * Reads and checks the filters of a report.
 *
 * @throws TypeError or RangeError for what the service would misread or silently widen.
 */
export const parseConditions = (filters: unknown, connector: Connector): readonly Condition[] => {
  if (filters === undefined || filters === null) return [];
  const conditions = Object.entries(checkRecord('Filters', filters)).map(([key, value]) => parseCondition(key, value));
  for (const condition of conditions) checkCondition(condition, columnKind(condition.field));
  for (const [field, group] of byField(conditions)) {
    if (connector === 'OR') checkUnderOr(field, group);
    else checkTogether(field, group);
  }
  return conditions;
};

/** Columns whose filter the service takes as an array only, be it of one value. */
const ALWAYS_LISTS = new Set(['Stat.conversion_status']);

const encodeEquality = (name: string, { field, values, isList }: Condition): Pair[] => {
  const list = isList || ALWAYS_LISTS.has(field);
  return encodeParams({ [name]: list ? values : values[0] });
};

/** `[conditional]` and `[values]`, the form of reports, which holds one operator per field. */
const encodeConditional = (name: string, operator: string, { values, isList }: Condition): Pair[] =>
  encodeParams({ [`${name}[conditional]`]: operator, [`${name}[values]`]: isList ? values : values[0] });

const encodeField = (name: string, conditions: readonly Condition[]): Pair[] => {
  const [only] = conditions;
  if (only && conditions.length === 1)
    return only.operator === undefined ? encodeEquality(name, only) : encodeConditional(name, only.operator, only);
  // Several operators need the other form, where each has a name of its own.
  return conditions.flatMap(({ operator, values }) => encodeParams({ [`${name}[${operator}]`]: values[0] }));
};

/**
 * Encodes conditions: `filters[F]=v`, `filters[F][]=v` for a list, `filters[F][conditional]=OP&filters[F][values]=v` for an
 * operator. Under OR the same below `filters[OR]`: **unverified** but for equality.
 */
export const encodeConditions = (conditions: readonly Condition[], connector: Connector = 'AND'): Pair[] => {
  const prefix = connector === 'OR' ? 'filters[OR]' : 'filters';
  return [...byField(conditions)].flatMap(([field, group]) => encodeField(`${prefix}[${field}]`, group));
};
