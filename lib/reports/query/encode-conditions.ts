import type { Connector } from '../../protocol/encode-filters.js';
import { encodeParams } from '../../protocol/encode-params.js';
import type { Pair } from '../../protocol/pair.js';
import type { Condition } from './read-condition.js';
import { byField } from './read-conditions.js';

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
