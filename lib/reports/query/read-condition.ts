import { checkKeys } from '../../protocol/check-keys.js';
import type { Scalar } from '../../models/scalar.js';
import {
  type Conditional,
  CONDITIONALS,
  isWhether,
  REPORT_OPERATORS,
  type ReportOperator,
} from './report-operators.js';

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

const isRecord = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Set);

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
export const readCondition = (key: string, value: unknown): Condition => {
  const { field, operator } = parseKey(key);
  if (!isRecord(value)) return { key, field, operator, ...readValues(key, value) };
  const { conditional, values } = checkKeys(`Filter ${key}`, value, ['conditional', 'values']);
  if (operator) throw new TypeError(`Filter ${key} has an operator in its name and a conditional`);
  const own = ownOperator(key, conditional);
  return { key, field, operator: own, ...readValues(key, isWhether(own) ? (values ?? true) : values) };
};
