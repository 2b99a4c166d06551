import { isDate } from 'node:util/types';
import type { Scalar } from '../../models/query.js';
import { type Connector, FILTER_OPERATORS } from '../../protocol/query.js';
import { encodeParams, type Parameter } from '../../protocol/params.js';
import { checkDate, dayIn, type TimeZone } from '../../protocol/time-zone.js';
import { checkKeys, checkRecord, isRecord } from '../../protocol/validate.js';
import { OR_FILTERS } from '../assumptions.js';
import { dayNumber } from '../dates.js';
import { compareDecimals, parseDecimal } from '../rows/merge-rows.js';
import { type ColumnKind, columnKind } from '../rows/rows.js';

/** The operators of a report's filter key (`Stat.payout__gt`) and their names on the wire. */
const REPORT_OPERATORS = { ...FILTER_OPERATORS, between: 'BETWEEN' } as const;

type ReportOperator = keyof typeof REPORT_OPERATORS;

/** An operator by its name on the wire. */
type Conditional = (typeof REPORT_OPERATORS)[ReportOperator];

const CONDITIONALS: readonly string[] = Object.values(REPORT_OPERATORS);

/** One condition of a report, in whichever form it was written. */
export interface Condition {
  /** Names method and filter in messages: `Report.getStats: filters['Stat.payout__gt']`. */
  readonly label: string;
  readonly field: string;
  /** `undefined` is equality, or "is one of". */
  readonly operator: Conditional | undefined;
  readonly values: readonly Scalar[];
  /** Whether a list was given, even one of a single value. */
  readonly isList: boolean;
}

/**
 * Parses and checks the filters of a report: `'Stat.payout__gt': 3`, or the form of the service itself,
 * `'Stat.payout': { conditional: 'GREATER_THAN', values: 3 }`.
 *
 * @throws TypeError or RangeError for what the service would misread or silently widen.
 */
export const parseConditions = (
  name: string,
  filters: unknown,
  connector: Connector,
  zone: TimeZone,
): readonly Condition[] => {
  if (filters === undefined || filters === null) return [];
  const given = Object.entries(checkRecord(`${name}: filters`, filters)).filter(([key]) => key !== 'or');
  const conditions = given.map(([key, value]) => parseCondition(labelOf(name, key), key, value, zone));
  for (const [field, group] of byField(conditions)) {
    if (connector === 'OR') checkUnderOr(labelOf(name, field), group);
    else checkTogether(labelOf(name, field), group);
  }
  return conditions;
};

/**
 * Parses the alternatives of a report, `or: [{ 'Stat.offer_id': [1, 2] }, { 'Stat.payout__gt': 3 }]`: one condition each,
 * since the wire has no groups within OR. One of them has to hold together with the other conditions.
 *
 * @throws TypeError or RangeError for what the service would misread or silently widen.
 */
export const parseAlternatives = (
  name: string,
  filters: unknown,
  connector: Connector,
  zone: TimeZone,
): readonly Condition[] => {
  if (!isRecord(filters) || !Object.hasOwn(filters, 'or')) return [];
  if (connector === 'OR')
    throw new TypeError(`${name}: connector should be 'AND' where filters.or holds the alternatives`);
  const { or } = filters;
  if (!Array.isArray(or) || or.length === 0)
    throw new TypeError(`${name}: filters.or should be a list of alternatives, such as [{ 'Stat.offer_id': 3 }]`);
  const conditions = or.map((alternative: unknown, index) =>
    parseAlternative(`${name}: filters.or[${index}]`, alternative, zone),
  );
  for (const [field, group] of byField(conditions)) checkUnderOr(`${name}: filters.or['${field}']`, group);
  return conditions;
};

const parseAlternative = (label: string, alternative: unknown, zone: TimeZone): Condition => {
  const [condition, ...more] = Object.entries(checkRecord(label, alternative));
  if (condition === undefined || condition[0] === 'or' || more.length > 0)
    throw new TypeError(`${label} should be one condition: the service has no form for several in one alternative`);
  return parseCondition(`${label}['${condition[0]}']`, ...condition, zone);
};

/**
 * Encodes conditions: `filters[F]=v`, `filters[F][]=v` for a list, `filters[F][conditional]=OP&filters[F][values]=v` for an
 * operator. Under OR the same goes below `filters[OR]`.
 */
export const encodeConditions = (conditions: readonly Condition[], connector: Connector = 'AND'): Parameter[] => {
  const prefix = connector === 'OR' ? OR_FILTERS : 'filters';
  return [...byField(conditions)].flatMap(([field, group]) => encodeField(`${prefix}[${field}]`, group));
};

const labelOf = (name: string, key: string): string => `${name}: filters['${key}']`;

const parseCondition = (label: string, key: string, value: unknown, zone: TimeZone): Condition => {
  const condition = readCondition(label, key, value, zone);
  checkCondition(condition, columnKind(condition.field));
  return condition;
};

const readCondition = (label: string, key: string, value: unknown, zone: TimeZone): Condition => {
  const { field, operator } = parseKey(label, key);
  const parse = (given: unknown) => parseValues(label, field, given, zone);
  if (!isRecord(value)) return { label, field, operator, ...parse(value) };
  const { conditional, values } = checkKeys(label, value, ['conditional', 'values']);
  if (operator) throw new TypeError(`${label} should have an operator in its name or a conditional, not both`);
  const own = parseConditional(label, conditional);
  return { label, field, operator: own, ...parse(isWhether(own) ? (values ?? true) : values) };
};

/** Splits `Stat.payout__gt`. A key with more than one `__` is a plain field, as in every other filter. */
const parseKey = (label: string, key: string): Pick<Condition, 'field' | 'operator'> => {
  const [field = '', word, ...more] = key.split('__');
  if (word === undefined || more.length > 0 || field === '') return { field: key, operator: undefined };
  if (!Object.hasOwn(REPORT_OPERATORS, word))
    throw new TypeError(`${label} has no operator "${word}"; known: ${Object.keys(REPORT_OPERATORS).join(', ')}`);
  return { field, operator: REPORT_OPERATORS[word as ReportOperator] };
};

const parseConditional = (label: string, conditional: unknown): Conditional | undefined => {
  if (conditional === 'EQUAL_TO') return undefined;
  const isKnown = typeof conditional === 'string' && CONDITIONALS.includes(conditional);
  if (!isKnown)
    throw new TypeError(
      `${label} has no conditional "${String(conditional)}"; known: EQUAL_TO, ${CONDITIONALS.join(', ')}`,
    );
  return conditional as Conditional;
};

const isScalar = (value: unknown): value is Scalar => ['string', 'number', 'bigint', 'boolean'].includes(typeof value);

/** A `Date` as the text that the column holds: a day, or a time. */
const writeMoment = (label: string, field: string, value: unknown, zone: TimeZone): unknown => {
  if (!isDate(value)) return value;
  checkDate(label, value);
  const kind = columnKind(field);
  if (kind !== undefined && kind !== 'date' && kind !== 'datetime')
    throw new TypeError(`${label} should not be a Date: the column holds no time`);
  return kind === 'date' ? dayIn(zone, value) : zone.wallTime(value);
};

const parseValues = (
  label: string,
  field: string,
  value: unknown,
  zone: TimeZone,
): Pick<Condition, 'values' | 'isList'> => {
  const isList = Array.isArray(value) || value instanceof Set;
  const given = isList ? [...(value as Iterable<unknown>)] : [value];
  const values = given.map((item) => writeMoment(label, field, item, zone));
  if (values.length === 0) throw new TypeError(`${label} should not be an empty list: it would match everything`);
  const absent = values.findIndex((item) => item === undefined || item === null);
  if (absent >= 0)
    throw new TypeError(`${label} should not hold ${String(values[absent])}: leave it out, or use ${field}__null`);
  if (!values.every(isScalar)) throw new TypeError(`${label} should hold plain values`);
  if (values.some((item) => typeof item === 'number' && !Number.isFinite(item)))
    throw new TypeError(`${label} should hold finite numbers, not ${values.join(', ')}`);
  return { values, isList };
};

/** Whether an operator tests a state (null, true, …) and needs no value. */
const isWhether = (operator: Conditional | undefined): boolean =>
  operator === 'NULL' || operator === 'NOT_NULL' || operator === 'TRUE' || operator === 'FALSE';

/** Refuses values that do not fit the operator or the kind of the column. */
const checkCondition = (condition: Condition, kind: ColumnKind | undefined): void => {
  const { operator, values } = condition;
  if (operator === 'LIKE' || operator === 'NOT_LIKE' || isWhether(operator)) return checkNoList(condition);
  if (kind === 'date' || kind === 'datetime') for (const value of values) checkMoment(condition.label, value, kind);
  if (operator === 'BETWEEN') checkBetween(condition, kind);
  else if (operator) checkNoList(condition);
};

const checkNoList = ({ label, isList }: Condition): void => {
  if (isList) throw new TypeError(`${label} should be one value, not a list`);
};

const checkMoment = (label: string, value: Scalar, kind: 'date' | 'datetime'): void => {
  const form = kind === 'date' ? 'YYYY-MM-DD' : 'YYYY-MM-DD or YYYY-MM-DD HH:MM:SS';
  if (typeof value !== 'string') throw new TypeError(`${label} should be a string ${form}, not ${String(value)}`);
  if (!isMoment(value, kind)) throw new RangeError(`${label} should be ${form}, not "${value}"`);
};

const TIME = /^([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/;

/** A day, or a day and a time where the column holds one. */
const isMoment = (value: string, kind: 'date' | 'datetime'): boolean => {
  const [day = '', time, ...more] = value.split(' ');
  if (dayNumber(day) === undefined || more.length > 0) return false;
  return time === undefined || (kind === 'datetime' && TIME.test(time));
};

const checkBetween = ({ label, values, isList }: Condition, kind: ColumnKind | undefined): void => {
  const [from, to, ...more] = values;
  if (!isList || from === undefined || to === undefined || more.length > 0)
    throw new TypeError(`${label} should be a list of two values`);
  if (compare(from, to, kind) > 0)
    throw new RangeError(`${label} should not be reversed: there is nothing from ${String(from)} to ${String(to)}`);
};

/** Below, at or above zero for two days or two numbers; 0 for values that only the service can compare. */
const compare = (left: Scalar, right: Scalar, kind: ColumnKind | undefined): number => {
  const [a, b] = [String(left), String(right)];
  if (kind === 'date' || kind === 'datetime') return a < b ? -1 : Number(a > b);
  const [x, y] = [parseDecimal(a), parseDecimal(b)];
  return x && y ? compareDecimals(x, y) : 0;
};

/** Conditions by field, in the order of the caller. */
const byField = (conditions: readonly Condition[]): Map<string, readonly Condition[]> => {
  const groups = new Map<string, readonly Condition[]>();
  for (const condition of conditions) groups.set(condition.field, [...(groups.get(condition.field) ?? []), condition]);
  return groups;
};

const checkUnderOr = (label: string, conditions: readonly Condition[]): void => {
  if (conditions.length === 1) return;
  throw new TypeError(`${label} should be one condition: under OR the service uses one per field`);
};

const checkTogether = (label: string, conditions: readonly Condition[]): void => {
  if (conditions.length < 2) return;
  const operators = conditions.map(({ operator }) => operator);
  if (operators.includes(undefined))
    throw new TypeError(`${label} should have equality or operators, not both: they exclude each other`);
  if (operators.includes('BETWEEN')) throw new TypeError(`${label} should have no condition besides BETWEEN`);
  if (new Set(operators).size < operators.length)
    throw new TypeError(`${label} should have each operator once: the service would use the last`);
};

/** Columns whose filter the service takes only as an array, even of one value. */
const ALWAYS_LISTS = new Set(['Stat.conversion_status']);

const encodeEquality = (name: string, { field, values, isList }: Condition): Parameter[] =>
  encodeParams({ [name]: isList || ALWAYS_LISTS.has(field) ? values : values[0] });

/** `[conditional]` and `[values]`, the form of reports, which holds one operator per field. */
const encodeConditional = (name: string, operator: string, { values, isList }: Condition): Parameter[] =>
  encodeParams({ [`${name}[conditional]`]: operator, [`${name}[values]`]: isList ? values : values[0] });

const encodeField = (name: string, conditions: readonly Condition[]): Parameter[] => {
  const [only] = conditions;
  if (only && conditions.length === 1)
    return only.operator === undefined ? encodeEquality(name, only) : encodeConditional(name, only.operator, only);
  // Several operators need the other form, in which each has its own name.
  return conditions.flatMap(({ operator, values }) => encodeParams({ [`${name}[${operator}]`]: values[0] }));
};
