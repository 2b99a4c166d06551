import { isDate } from 'node:util/types';
import { encodeParams, type Pair, type Parameter } from './params.js';
import { checkInteger, checkNames, checkRecord, isRecord, shown } from './validate.js';

/** The operators of a filter key (`id__gt`) and their names on the wire, from pyoffers. */
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

/** The part of a filter key after `__`. */
export type FilterOperator = keyof typeof FILTER_OPERATORS;

const isFilterOperator = (word: string): word is FilterOperator => Object.hasOwn(FILTER_OPERATORS, word);

/** A parsed filter key. */
interface FilterKey {
  readonly field: string;
  readonly operator: FilterOperator | undefined;
}

/**
 * Parses `field__operator`. A key with more than one `__` is a plain field, as in pyoffers. `label` says where the key is.
 *
 * @throws TypeError for an unknown operator.
 */
export const parseFilterKey = (key: string, label = ''): FilterKey => {
  const parts = key.split('__');
  const [field = '', word] = parts;
  // A leading `__` is part of the field's name.
  if (parts.length !== 2 || word === undefined || field === '') return { field: key, operator: undefined };
  if (isFilterOperator(word)) return { field, operator: word };
  throw new TypeError(
    `filters.${label}${key} has no operator "${word}"; known: ${Object.keys(FILTER_OPERATORS).join(', ')}`,
  );
};

/** How conditions combine. */
export type Connector = 'AND' | 'OR';

/** Conditions by `field` or `field__operator`; under `or` a list of alternatives, of which one has to hold. */
export type RawFilters = Readonly<Record<string, unknown>>;

interface Condition extends FilterKey {
  /** The condition as the caller wrote it, for errors: `or[0].id__gt`. */
  readonly key: string;
  readonly value: unknown;
}

const isList = (value: unknown): value is readonly unknown[] | ReadonlySet<unknown> =>
  Array.isArray(value) || value instanceof Set;

const isAbsent = (value: unknown): boolean => value === undefined || value === null;

/** An absent value would be left out of the request, which would silently widen the query. */
const checkValue = ({ key, value, field, operator }: Condition): void => {
  if (isAbsent(value))
    throw new TypeError(`filters.${key} should not be ${String(value)}: leave it out, or use ${field}__null`);
  if (isList(value)) {
    if (operator) throw new TypeError(`filters.${key} should be one value: an operator does not take a list`);
    const items = [...value];
    if (items.length === 0)
      throw new TypeError(`filters.${key} should not be an empty list: it would match everything`);
    if (items.some(isAbsent)) throw new TypeError(`filters.${key} should not contain null or undefined`);
    if (items.some((item) => typeof item === 'object' && !isDate(item)))
      throw new TypeError(`filters.${key} should be a list of plain values`);
    return;
  }
  if (typeof value === 'object' && !isDate(value))
    throw new TypeError(`filters.${key} should be a plain value or a list of them, not ${shown(value)}`);
};

/** In a call for offers, `Offer.id` and `id` are the same field. */
const plainField = (field: string, model: string | undefined): string =>
  model !== undefined && field.startsWith(`${model}.`) ? field.slice(model.length + 1) : field;

const checkField = (field: string, conditions: readonly Condition[], connector: Connector): void => {
  if (connector === 'OR' && conditions.length > 1)
    throw new TypeError(
      conditions[0]?.key.startsWith('or[')
        ? `filters.or should name ${field} once: the service uses one condition per field; give a list for several values`
        : `filters.${field} should be one condition: with connector OR the service uses one per field`,
    );
  if (conditions.length > 1 && conditions.some(({ operator }) => !operator))
    throw new TypeError(`filters.${field} should have equality or operators, not both: they exclude each other`);
};

/** The name of a condition on the wire: `filters[id]`, `filters[id][LESS_THAN]`, `filters[OR][id]`. */
const nameOf = ({ field, operator }: Condition, connector: Connector): string => {
  const name = `${connector === 'OR' ? OR_FILTERS : 'filters'}[${field}]`;
  return operator ? `${name}[${FILTER_OPERATORS[operator]}]` : name;
};

/**
 * The alternatives on the wire: `filters[OR][id]=3&filters[OR][name]=x`, from TUNE's documentation.
 *
 * @experimental A list (`filters[OR][id][]=3`), an operator (`filters[OR][id][GREATER_THAN]=3`), and conditions outside of OR
 * next to it were seen only in a reply that the tests of a public client contain; no recorded call has them.
 */
const OR_FILTERS = 'filters[OR]';

const conditionOf = (label: string, key: string, value: unknown): Condition => ({
  ...{ key: `${label}${key}`, value },
  ...parseFilterKey(key, label),
});

/** Parses `or: [{ id: [1, 2] }, { name__like: 'x%' }]`: one condition per alternative, since the wire has no groups within OR. */
const parseAlternatives = (value: unknown): Condition[] => {
  if (!Array.isArray(value))
    throw new TypeError(
      `filters.or should be a list of alternatives, such as [{ id: 3 }, { name: 'x' }], not ${shown(value)}`,
    );
  if (value.length === 0) throw new TypeError('filters.or should not be an empty list: leave it out');
  return value.map((alternative: unknown, index) => {
    const [condition, ...more] = Object.entries(checkRecord(`filters.or[${index}]`, alternative));
    if (condition === undefined || more.length > 0)
      throw new TypeError(
        `filters.or[${index}] should be one condition: the service has no form for several in one alternative`,
      );
    if (condition[0] === 'or') throw new TypeError(`filters.or[${index}].or should be a condition on a field`);
    return conditionOf(`or[${index}].`, ...condition);
  });
};

/** Encodes conditions that combine in one way. */
const encodeConditions = (
  conditions: readonly Condition[],
  connector: Connector,
  model: string | undefined,
): Parameter[] => {
  conditions.forEach(checkValue);
  const byField = new Map<string, Condition[]>();
  for (const condition of conditions) {
    const field = plainField(condition.field, model);
    byField.set(field, [...(byField.get(field) ?? []), condition]);
  }
  for (const [field, group] of byField) checkField(field, group, connector);
  return conditions.flatMap((condition) => encodeParams({ [nameOf(condition, connector)]: condition.value }));
};

/**
 * Encodes filters: `{ id__gt: 3 }` → `filters[id][GREATER_THAN]=3`, a list → "is one of", `or` → alternatives, of which one
 * has to hold together with the other conditions.
 *
 * @param model the model of the call, whose fields may be written with or without its name.
 * @throws TypeError for filters that the service would misread or that would silently widen the query: an unknown
 * operator or connector, a list with an operator, an absent value, an empty list, equality and an operator on one field,
 * two alternatives on one field.
 */
export const encodeFilters = (
  filters: RawFilters | undefined,
  connector: Connector = 'AND',
  model?: string,
): Parameter[] => {
  if (connector !== 'AND' && connector !== 'OR')
    throw new TypeError(`connector should be 'AND' or 'OR', not ${shown(connector)}`);
  if (isAbsent(filters)) return [];
  if (!isRecord(filters)) throw new TypeError(`filters should be a plain object, not ${shown(filters)}`);
  const { or, ...others } = filters;
  const hasOr = Object.hasOwn(filters, 'or');
  if (hasOr && connector === 'OR')
    throw new TypeError("connector should be 'AND' where filters.or holds the alternatives");
  const conditions = Object.entries(others).map(([key, value]) => conditionOf('', key, value));
  return [
    ...encodeConditions(conditions, connector, model),
    ...(hasOr ? encodeConditions(parseAlternatives(or), 'OR', model) : []),
  ];
};

/** One or more fields; a `-` in front sorts descending: `'-id'`, `['name', '-Advertiser.id']`. */
export type Sort = string | readonly string[] | null | undefined;

const encodeSortKey = (model: string, key: unknown): Pair => {
  if (typeof key !== 'string' || key === '' || key === '-')
    throw new TypeError(`sort should be a field name or a list of them, each non-empty, not ${shown(key)}`);
  const descending = key.startsWith('-');
  const field = descending ? key.slice(1) : key;
  return [`sort[${field.includes('.') ? field : `${model}.${field}`}]`, descending ? 'desc' : 'asc'];
};

/** Encodes a sort. A field without a model gets the model of the call: `-id` → `sort[Offer.id]=desc`. */
export const encodeSort = (model: string, sort: Sort): Pair[] => {
  if (sort === undefined || sort === null) return [];
  if (typeof sort !== 'string' && !Array.isArray(sort))
    throw new TypeError(`sort should be a field name or a list of them, not ${shown(sort)}`);
  return (typeof sort === 'string' ? [sort] : (sort as readonly unknown[])).map((key) => encodeSortKey(model, key));
};

/** The `fields` and `contain` of a find call. */
interface RawProjection {
  readonly fields?: readonly string[] | undefined;
  readonly contain?: readonly string[] | string | undefined;
}

/** The query of a list call, as it goes on the wire. */
export interface RawQuery extends RawProjection {
  readonly filters?: RawFilters | undefined;
  readonly connector?: Connector | undefined;
  readonly sort?: Sort;
  readonly limit?: number | undefined;
  readonly page?: number | undefined;
}

/** Encodes `fields` and `contain`. A string `contain` is sent without brackets. */
export const encodeProjection = ({ fields, contain }: RawProjection): Parameter[] => {
  checkNames('fields', fields);
  if (typeof contain !== 'string') checkNames('contain', contain);
  return encodeParams({ fields, contain });
};

/** Encodes a list call, in the order of pyoffers: filters, sort, limit, page, fields, contain. */
export const encodeFindAll = (model: string, query: RawQuery): Parameter[] => {
  checkInteger('limit', query.limit, 0);
  checkInteger('page', query.page, 1);
  return [
    ...encodeFilters(query.filters, query.connector, model),
    ...encodeSort(model, query.sort),
    ...encodeParams({ limit: query.limit, page: query.page }),
    ...encodeProjection(query),
  ];
};
