import { encodeParams, type Pair } from './params.js';

/** The operators of a filter key (`id__gt`) and what they are called on the wire. Seen in the reference client, rows 27–36. */
export const FILTER_OPERATORS = {
  ne: 'NOT_EQUAL_TO',
  lt: 'LESS_THAN',
  lte: 'LESS_THAN_OR_EQUAL_TO',
  gt: 'GREATER_THAN',
  gte: 'GREATER_THAN_OR_EQUAL_TO',
  like: 'LIKE',
  not_like: 'NOT_LIKE',
  null: 'NULL',
  not_null: 'NOT_NULL',
  true: 'TRUE',
  false: 'FALSE',
} as const;

/** What may stand behind `__` in a filter key. */
export type FilterOperator = keyof typeof FILTER_OPERATORS;

/** Whether a word is one of the operators. */
export const isFilterOperator = (word: string): word is FilterOperator => Object.hasOwn(FILTER_OPERATORS, word);

/** A filter key, taken apart. */
export interface FilterKey {
  readonly field: string;
  readonly operator: FilterOperator | undefined;
}

/**
 * Takes `field__operator` apart. A key with more than one `__` is a plain field, as in the reference client (row 40).
 *
 * @throws TypeError for an operator that does not exist.
 */
export const parseFilterKey = (key: string): FilterKey => {
  const parts = key.split('__');
  const [field = '', word] = parts;
  // A leading `__` belongs to a field of the service's own, not to an operator.
  if (parts.length !== 2 || word === undefined || field === '') return { field: key, operator: undefined };
  if (isFilterOperator(word)) return { field, operator: word };
  throw new TypeError(`Filter ${key}: unknown operator "${word}"; known: ${Object.keys(FILTER_OPERATORS).join(', ')}`);
};

/** How conditions combine. */
export type Connector = 'AND' | 'OR';

/** Conditions by `field` or `field__operator`. */
export type RawFilters = Readonly<Record<string, unknown>>;

interface Condition extends FilterKey {
  readonly key: string;
  readonly value: unknown;
}

const isList = (value: unknown): value is readonly unknown[] | ReadonlySet<unknown> =>
  Array.isArray(value) || value instanceof Set;

const isAbsent = (value: unknown): boolean => value === undefined || value === null;

/** An absent value would be left out of the request and so silently widen the query (section 2.12). */
const checkValue = ({ key, value, operator }: Condition): void => {
  if (isAbsent(value)) throw new TypeError(`Filter ${key} is ${String(value)}: leave it out, or use ${key}__null`);
  if (isList(value)) {
    if (operator) throw new TypeError(`Filter ${key}: an operator takes one value, not a list`);
    const items = [...value];
    if (items.length === 0) throw new TypeError(`Filter ${key} is an empty list: it would match everything`);
    if (items.some(isAbsent)) throw new TypeError(`Filter ${key}: a list must not hold null or undefined`);
    if (items.some((item) => typeof item === 'object')) throw new TypeError(`Filter ${key}: a list holds plain values`);
    return;
  }
  if (typeof value === 'object') throw new TypeError(`Filter ${key}: expected a plain value or a list of them`);
};

/** `Offer.id` and `id` are one field in a call for offers. */
const plainField = (field: string, model: string | undefined): string =>
  model !== undefined && field.startsWith(`${model}.`) ? field.slice(model.length + 1) : field;

const checkField = (field: string, conditions: readonly Condition[], connector: Connector): void => {
  if (connector === 'OR') {
    if (conditions.length > 1)
      throw new TypeError(`Filter ${field}: under OR the service uses one condition per field`);
    if (conditions.some(({ value }) => isList(value)))
      throw new TypeError(`Filter ${field}: a list does not work under OR`);
  }
  if (conditions.length > 1 && conditions.some(({ operator }) => !operator))
    throw new TypeError(`Filter ${field}: equality and an operator on one field exclude each other`);
};

const encodeCondition = ({ field, operator, value }: Condition, prefix: string): Pair[] => {
  const name = `${prefix}[${field}]${operator ? `[${FILTER_OPERATORS[operator]}]` : ''}`;
  return encodeParams({ [name]: value });
};

/**
 * Encodes filters: `{ id__gt: 3 }` → `filters[id][GREATER_THAN]=3`, a list → "is one of".
 * OR together with an operator is sent as `filters[OR][f][OP]`: **unverified**, no recorded call does so.
 *
 * @throws TypeError for what the service would misread or silently widen: an unknown operator or connector, a list under
 * an operator, an absent value, an empty list, equality beside an operator, two conditions on one field under OR.
 * `model` is the one asked for, whose fields may be written with or without its name.
 */
export const encodeFilters = (
  filters: RawFilters | undefined,
  connector: Connector = 'AND',
  model?: string,
): Pair[] => {
  if (connector !== 'AND' && connector !== 'OR')
    throw new TypeError(`Connector should be "AND" or "OR", not "${String(connector)}"`);
  if (isAbsent(filters)) return [];
  if (typeof filters !== 'object' || isList(filters)) throw new TypeError('Filters should be an object');
  const conditions = Object.entries(filters).map(([key, value]) => ({ key, value, ...parseFilterKey(key) }));
  conditions.forEach(checkValue);
  const byField = new Map<string, Condition[]>();
  for (const condition of conditions) {
    const field = plainField(condition.field, model);
    byField.set(field, [...(byField.get(field) ?? []), condition]);
  }
  for (const [field, group] of byField) checkField(field, group, connector);
  const prefix = connector === 'OR' ? 'filters[OR]' : 'filters';
  return conditions.flatMap((condition) => encodeCondition(condition, prefix));
};
